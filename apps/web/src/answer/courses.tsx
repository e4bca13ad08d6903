import { Select, Stack, Text } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, timeUnit } from '../figures/numbers.js';
import { type Draw, PlotFigure } from '../figures/plot-figure.js';
import { useModelWords } from '../i18n/model-words.js';
import type { Course, RunAnswer } from '../worker/answer.js';

/** What was followed over time: one panel for each arm over its control, all on the same axes, in one drawing. */
export function Courses({ answer }: { readonly answer: RunAnswer }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const courses = useMemo(
    () => answer.courses.filter(({ arms }) => arms.some(({ points }) => points.length > 1)),
    [answer],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const course = courses.find(({ series }) => series === chosen) ?? courses[0];
  if (course === undefined) return <Text className="quiet">{t('courses.none')}</Text>;
  return (
    <Stack gap="lg">
      {courses.length > 1 && (
        <Select
          label={t('courses.quantity')}
          maw={420}
          data={courses.map(({ series, title }) => ({
            value: series,
            label: words.measure(series, title, answer.assay),
          }))}
          value={course.series}
          onChange={setChosen}
          allowDeselect={false}
          searchable={courses.length > 8}
        />
      )}
      <CourseFigure answer={answer} course={course} />
    </Stack>
  );
}

function CourseFigure({ answer, course }: { readonly answer: RunAnswer; readonly course: Course }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const measure = words.measure(course.series, course.title, answer.assay);
  const panels = useMemo(() => panelsOf(answer, course), [answer, course]);
  const [second, unit] = timeUnit(Math.max(0, ...panels.flatMap(({ points }) => points.map(({ time }) => time))));
  const time = t('courses.time', { unit: t(`unit.${unit}`) });
  const valueUnit = words.unit(course.unit);
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const columns = Math.max(1, Math.min(panels.length, Math.floor(width / (width < 480 ? 150 : 250))));
      const lines = Math.ceil(panels.length / columns);
      const place = {
        fx: ({ panel }: Placed) => panel % columns,
        fy: ({ panel }: Placed) => Math.floor(panel / columns),
      };
      const points = (of: 'points' | 'control') =>
        panels.flatMap((each, panel) => each[of].map((point) => ({ ...point, time: point.time / second, panel })));
      const curve = (of: 'points' | 'control', colour: string) => [
        Plot.areaY(points(of), {
          x: 'time',
          y1: 'low',
          y2: 'high',
          z: 'panel',
          ...place,
          fill: colour,
          fillOpacity: 0.18,
        }),
        Plot.line(points(of), { x: 'time', y: 'mean', z: 'panel', ...place, stroke: colour, strokeWidth: 1.8 }),
      ];
      return Plot.plot({
        width,
        height: lines * 190 + 50,
        marginLeft: 46,
        marginRight: 10,
        marginTop: 30,
        marginBottom: 40,
        facet: { marginTop: 34 },
        fx: { axis: null, padding: 0.14 },
        fy: { axis: null, padding: 0.24 },
        x: { label: time, labelAnchor: 'center', labelArrow: 'none', ticks: 4 },
        y: { label: valueUnit, labelArrow: 'none', ticks: 4, nice: true, zero: true },
        marks: [
          Plot.gridY({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 4 }),
          Plot.ruleY([0], { stroke: 'var(--lab-quiet)' }),
          ...curve('control', 'var(--lab-quiet)'),
          ...curve('points', 'var(--lab-down)'),
          Plot.text(
            panels.map(({ title }, panel) => ({ title, panel })),
            {
              ...place,
              text: 'title',
              frameAnchor: 'top-left',
              dy: -22,
              fontWeight: 600,
              fontSize: 12.5,
              fill: 'currentColor',
            },
          ),
        ],
      });
    },
    [panels, second, time, valueUnit],
  );
  return (
    <PlotFigure
      title={t('courses.title', { measure })}
      caption={t('courses.caption', { control: answer.controlTitle })}
      label={panels
        .map(({ title, points }) => `${title}: ${numberText(points.at(-1)?.mean ?? Number.NaN)} ${valueUnit}`)
        .join('; ')}
      draw={draw}
    />
  );
}

interface Placed {
  readonly panel: number;
}

/** One panel for each arm of the study's own; automatic controls stand in the table of values. */
function panelsOf({ control, arms: all }: RunAnswer, { arms }: Course) {
  const automatic = new Set(all.filter((arm) => arm.automatic).map(({ id }) => id));
  const own = arms.filter(({ arm }) => arm !== control && !automatic.has(arm));
  const reference = arms.find(({ arm }) => arm === control)?.points ?? [];
  return own.length === 0
    ? arms.map(({ title, points }) => ({ title, points, control: [] }))
    : own.map(({ title, points }) => ({ title, points, control: reference }));
}
