import { NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../laboratory/run-session.js';
import { CoursePlot, type DrawnCourse } from './course-plot.js';
import type { Tissues } from './use-tissues.js';
import { useTitles } from './words.js';

interface Named {
  readonly id: string;
  readonly title: string;
}

/** A measure over time, arm by arm: of the tissues that are watched while they are, of all experiments once the run is whole. */
export function CoursePanel(props: {
  readonly run: RunState;
  readonly tissues: Tissues;
  readonly arms: readonly Named[];
  readonly measures: readonly (Named & { readonly unit: string })[];
  /** s */
  readonly time: number;
}) {
  const { run, tissues, arms, measures, time } = props;
  const { t } = useTranslation('tissue');
  const titles = useTitles();
  const [chosen, setChosen] = useState<string>();
  const live = new Set(
    [...tissues.values()].flatMap((moments) => moments.flatMap(({ values }) => Object.keys(values))),
  );
  const courses = run.answer?.courses ?? [];
  const known = new Map(
    [...measures, ...courses.map(({ series, title, unit }) => ({ id: series, title, unit }))].map((each) => [
      each.id,
      each,
    ]),
  );
  const ids = courses.length > 0 ? courses.map(({ series }) => series) : [...live];
  const series = [...known.values()].filter(({ id }) => ids.includes(id));
  const shown = series.find(({ id }) => id === chosen) ?? series[0];
  const looks = Math.max(0, ...[...tissues.values()].map(({ length }) => length));
  if (shown === undefined || (courses.length === 0 && looks < 2)) return null;
  const finished = courses.find((course) => course.series === shown.id);
  const drawn: DrawnCourse[] = arms.flatMap(({ id, title }) => {
    const whole = finished?.arms.find(({ arm }) => arm === id)?.points;
    const points =
      whole ??
      (tissues.get(id) ?? []).flatMap(({ time, values }) => {
        const value = values[shown.id];
        return value === undefined ? [] : [{ time, mean: value, low: value, high: value }];
      });
    return points.length === 0 ? [] : [{ title, points }];
  });
  return (
    <Stack className="panel tissue-course" p="md" gap="xs">
      {series.length > 1 && (
        <NativeSelect
          size="xs"
          maw={280}
          aria-label={t('course.measure')}
          value={shown.id}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={series.map(({ id, title }) => ({ value: id, label: titles.measure(id, title) }))}
        />
      )}
      <CoursePlot
        courses={drawn}
        title={titles.measure(shown.id, shown.title)}
        caption={!finished ? t('course.live') : run.answer?.single ? t('course.single') : t('course.whole')}
        unit={shown.unit}
        time={time}
      />
    </Stack>
  );
}
