import { Stack } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, ratioText, unitText } from '../../figures/numbers.js';
import { PlotFigure } from '../../figures/plot-figure.js';
import type { PlotLibrary } from '../../figures/plot-library.js';
import { laboratory } from '../../laboratory/laboratory.js';
import type { RunAnswer } from '../../worker/answer.js';
import type { GainAfterDose } from '../../worker/calls/exposure.js';
import { frame } from './exposure-plots.js';

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly colour: string;
}

/** What the cells of a finished run did, on the axis of the doses. */
export function ResponsePlots(props: {
  readonly id: string;
  readonly answer: RunAnswer;
  readonly arm: Shown;
  readonly control: Shown;
  /** h */
  readonly end: number;
}) {
  const { id, answer, arm, control, end } = props;
  const { t } = useTranslation('treatment');
  const [gains, setGains] = useState<readonly GainAfterDose[]>([]);
  useEffect(() => {
    let current = true;
    laboratory()
      .gains(id)
      .then((all) => current && setGains(all[arm.id] ?? []));
    return () => {
      current = false;
    };
  }, [id, arm.id]);
  const arms = useMemo(() => [control, arm], [control, arm]);
  return (
    <Stack gap="lg">
      {gains.length > 0 && <Gains gains={gains} end={end} />}
      <Course
        answer={answer}
        measure="matrix.degraded_area"
        title={t('response.area')}
        caption={t('response.areaCaption')}
        arms={arms}
        end={end}
      />
      <Course
        answer={answer}
        measure="cells.clonogenic_survival"
        title={t('response.survival')}
        caption={t('response.survivalCaption')}
        arms={arms}
        end={end}
        percent
      />
    </Stack>
  );
}

/** Gains below this, and above one over it, are drawn at the edge. */
const lowest = 0.2;

function Gains({ gains, end }: { readonly gains: readonly GainAfterDose[]; readonly end: number }) {
  const { t } = useTranslation('treatment');
  const points = useMemo(
    () =>
      gains
        .filter(({ ratio }) => ratio > 0)
        .map(({ from, until, low, high, ...rest }) => ({
          ...rest,
          from: from / 86_400,
          until: until / 86_400,
          middle: (from + until) / 172_800,
          low: Number.isNaN(low) ? rest.ratio : Math.max(lowest, low),
          high: Number.isNaN(high) ? rest.ratio : Math.min(1 / lowest, high),
        })),
    [gains],
  );
  const label = t('axis.gain');
  const axis = t('axis.days');
  const draw = useCallback(
    (plot: PlotLibrary, width: number) =>
      plot.plot({
        ...frame(width, end, axis, 200),
        y: {
          type: 'log',
          domain: [lowest, 1 / lowest],
          clamp: true,
          label,
          labelArrow: 'none',
          ticks: [0.2, 0.5, 1, 2, 5],
          tickFormat: (value: number) => String(value),
        },
        marks: [
          plot.gridY([0.5, 2], { stroke: 'var(--lab-rule)', strokeOpacity: 1 }),
          plot.ruleY([1], { stroke: 'var(--lab-quiet)', strokeDasharray: '4 3' }),
          plot.ruleX(points, { x: 'middle', y1: 'low', y2: 'high', stroke: 'var(--lab-up)', strokeOpacity: 0.6 }),
          plot.link(points, { x1: 'from', x2: 'until', y: 'ratio', stroke: 'var(--lab-up)', strokeWidth: 3 }),
          plot.text(points, {
            x: 'middle',
            y: 'ratio',
            text: ({ dose }: GainAfterDose) => String(dose),
            dy: -9,
            fontWeight: 600,
          }),
        ],
      }),
    [points, end, label, axis],
  );
  const said = gains.map(({ dose, ratio, low, high }) =>
    t('response.gainSaid', { dose, ratio: ratioText(ratio), low: ratioText(low), high: ratioText(high) }),
  );
  return (
    <PlotFigure
      title={t('response.gain')}
      caption={t('response.gainCaption')}
      label={said.join('; ')}
      draw={draw}
      height={200}
    />
  );
}

/** The name of each curve at its end: above the upper one and below the lower one, so that they never meet. */
function named<Point extends { readonly mean: number }>(
  courses: readonly { readonly title: string; readonly colour: string; readonly points: readonly Point[] }[],
) {
  const ends = courses.flatMap(({ title: name, colour, points }) =>
    points.slice(-1).map((point) => ({ point, name, colour })),
  );
  return ends.sort((a, b) => b.point.mean - a.point.mean).map((end, place) => ({ ...end, dy: place === 0 ? -12 : 14 }));
}

function Course(props: {
  readonly answer: RunAnswer;
  /** Measured on images or, in the reduced form, on the state itself. */
  readonly measure: string;
  readonly title: string;
  readonly caption: string;
  readonly arms: readonly Shown[];
  readonly end: number;
  readonly percent?: boolean;
}) {
  const { answer, measure, title, caption, arms, end, percent = false } = props;
  const { t } = useTranslation('treatment');
  const courses = useMemo(
    () =>
      arms.map((arm) => ({
        ...arm,
        points: answer.values
          .filter((row) => row.arm === arm.id && (row.measure === measure || row.measure === `${measure}.true`))
          .sort((a, b) => a.time - b.time)
          .map(({ time, experiments }) => {
            const values = experiments.map((value) => value * (percent ? 100 : 1));
            const sum = values.reduce((total, value) => total + value, 0);
            return {
              day: time / 86_400,
              mean: sum / values.length,
              low: Math.min(...values),
              high: Math.max(...values),
            };
          }),
      })),
    [answer, measure, arms, percent],
  );
  const unit = percent ? '%' : unitText(answer.values.find((row) => row.measure.startsWith(measure))?.unit ?? '1');
  const axis = t('axis.days');
  const draw = useCallback(
    (plot: PlotLibrary, width: number) =>
      plot.plot({
        ...frame(width, end, axis, 210),
        y: { label: unit, labelArrow: 'none', ticks: 4, zero: true },
        marks: [
          plot.gridY({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 4 }),
          plot.ruleY([0], { stroke: 'var(--lab-quiet)' }),
          ...courses.flatMap(({ points, colour }) => [
            plot.areaY(points, { x: 'day', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.14 }),
            plot.line(points, { x: 'day', y: 'mean', stroke: colour, strokeWidth: 2 }),
            plot.dot(points, { x: 'day', y: 'mean', fill: colour, r: 3 }),
          ]),
          ...named(courses).map(({ point, name, colour, dy }) =>
            plot.text([point], {
              x: 'day',
              y: 'mean',
              text: () => name,
              fill: colour,
              fontWeight: 600,
              textAnchor: 'end',
              dy,
              dx: -4,
              stroke: 'var(--lab-panel)',
              strokeWidth: 4,
            }),
          ),
        ],
      }),
    [courses, end, unit, axis],
  );
  if (courses.every(({ points }) => points.length === 0)) return null;
  const said = courses
    .filter(({ points }) => points.length > 0)
    .map(({ title: name, points }) => {
      const { mean, low, high } = points[points.length - 1];
      return t('response.said', { name, mean: numberText(mean), low: numberText(low), high: numberText(high), unit });
    });
  return <PlotFigure title={title} caption={caption} label={`${title}. ${said.join('; ')}`} draw={draw} height={210} />;
}
