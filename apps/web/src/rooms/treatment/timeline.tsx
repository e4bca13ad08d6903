import { Box, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unitText } from '../../figures/numbers.js';
import { type Axis, dayTicks, xOf } from './axis.js';
import { CourseBlock } from './course-block.js';
import type { Course, CourseChange } from './schedule.js';

/** All courses of an arm above one axis of days. */
export function Timeline(props: {
  readonly courses: readonly Course[];
  readonly axis: Axis;
  readonly chosen: Course['key'] | undefined;
  onChoose(key: Course['key']): void;
  onChange(course: Course, change: CourseChange): void;
  onRemove(course: Course): void;
}) {
  const { courses, axis, chosen, onChoose, onChange, onRemove } = props;
  const { t } = useTranslation('treatment');
  return (
    <Box className="timeline" role="group" aria-label={t('timeline.label')}>
      {courses.length === 0 && (
        <Text className="quiet" size="sm" pl={60} py="md">
          {t('timeline.empty')}
        </Text>
      )}
      {dayTicks(axis.end).map((day) => (
        <span key={day} className="day-line" style={{ left: xOf(axis, 24 * day) }} />
      ))}
      {courses.map((course) => {
        const title = course.kind === 'radiation' ? t('radiation') : course.name;
        return (
          <div key={course.key} className="lane">
            <Text size="sm" fw={600} component="span">
              {title}
            </Text>
            <Text size="sm" className="quiet" component="span" ml={8}>
              {t(`course.short.${course.kind}`, {
                amount: course.amount,
                unit: unitText(course.unit),
                count: course.count,
                every: course.every,
                cycles: course.cycle?.count ?? 1,
              })}
              {course.cycle && ` ${t('course.cycles', { off: course.cycle.off / 24, count: course.cycle.count })}`}
              {course.steady && ` ${t('course.steady')}`}
            </Text>
            <div className="track">
              <CourseBlock
                course={course}
                title={title}
                axis={axis}
                chosen={chosen === course.key}
                onChoose={() => onChoose(course.key)}
                onChange={(change) => onChange(course, change)}
                onRemove={() => onRemove(course)}
              />
            </div>
          </div>
        );
      })}
      <div className="days" aria-hidden>
        {dayTicks(axis.end).map((day) => (
          <span key={day} style={{ left: xOf(axis, 24 * day) }}>
            {day}
          </span>
        ))}
      </div>
      <Text size="xs" ta="center" aria-hidden>
        {t('axis.days')}
      </Text>
    </Box>
  );
}
