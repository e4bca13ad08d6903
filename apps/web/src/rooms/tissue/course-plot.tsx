import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { unitText } from '../../figures/numbers.js';
import { type Draw, PlotFigure } from '../../figures/plot-figure.js';

/** An arm over time. */
export interface DrawnCourse {
  readonly title: string;
  /** s; the lowest and the highest experiment around the mean. */
  readonly points: readonly {
    readonly time: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

const hour = 3600;
const height = 240;
/** px for the names of arms beside their lines, and the width from which there is room for them. */
const room = 176;
const wide = 520;
/** Letters of such a name. */
const longest = 24;
/** Of lines, in the order of arms; dashed where they are used a second time. */
const colours = ['var(--lab-down)', 'var(--lab-up)', 'var(--lab-good)', 'var(--lab-quiet)'];

/** Lines over time with their names at their ends, and where in time the picture above is. */
export function CoursePlot(props: {
  readonly courses: readonly DrawnCourse[];
  readonly title: string;
  readonly caption: string;
  readonly unit: string;
  /** s */
  readonly time: number;
}) {
  const { courses, title, caption, unit, time } = props;
  const { t } = useTranslation('tissue');
  const draw: Draw = useCallback(
    (plot, width) => {
      const styled = courses.map((course, i) => ({
        ...course,
        colour: colours[i % colours.length],
        dashed: i >= colours.length,
      }));
      const rows = styled.flatMap(({ title: arm, points, colour, dashed }) =>
        points.map((point) => ({ ...point, arm, colour, dashed, hours: point.time / hour })),
      );
      const ends = apart(
        styled.flatMap(({ title: arm, points, colour }) => {
          const last = points[points.length - 1];
          return last ? [{ arm, colour, hours: last.time / hour, mean: last.mean }] : [];
        }),
        Math.max(Number.MIN_VALUE, ...rows.map(({ high }) => high)),
      );
      const named = width > wide;
      const line = { x: 'hours', y: 'mean', z: 'arm', stroke: 'colour', strokeWidth: 2 } as const;
      const spread = rows.filter(({ low, high }) => high > low);
      return plot.plot({
        width,
        height,
        marginLeft: 48,
        marginRight: named ? room : 16,
        marginTop: 26,
        marginBottom: 36,
        style: { background: 'none', color: 'inherit', fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
        x: { label: t('course.time'), labelArrow: 'none', labelAnchor: 'center' },
        y: {
          label: [title, unitText(unit)].filter((text) => text !== '').join(', '),
          labelArrow: 'none',
          zero: true,
          nice: true,
          ticks: 5,
          grid: true,
        },
        marks: [
          plot.ruleX([time / hour], { stroke: 'currentColor', strokeOpacity: 0.35, strokeDasharray: '3 3' }),
          plot.areaY(spread, { x: 'hours', y1: 'low', y2: 'high', z: 'arm', fill: 'colour', fillOpacity: 0.14 }),
          plot.line(
            rows.filter(({ dashed }) => !dashed),
            line,
          ),
          plot.line(
            rows.filter(({ dashed }) => dashed),
            { ...line, strokeDasharray: '6 3' },
          ),
          plot.dot(ends, { x: 'hours', y: 'mean', fill: 'colour', r: 3 }),
          plot.text(named ? ends : [], {
            x: 'hours',
            y: 'labelAt',
            text: 'short',
            fill: 'colour',
            textAnchor: 'start',
            dx: 8,
            fontWeight: 600,
          }),
        ],
      });
    },
    [courses, title, unit, time, t],
  );
  return (
    <PlotFigure
      title={t('course.title', { measure: title })}
      caption={caption}
      label={t('course.alternative', { measure: title })}
      draw={draw}
      height={height}
    />
  );
}

interface End {
  readonly arm: string;
  readonly colour: string;
  readonly hours: number;
  readonly mean: number;
}

/** Names moved up until none covers another, and cut where they are too long. */
function apart(
  ends: readonly End[],
  most: number,
): readonly (End & { readonly labelAt: number; readonly short: string })[] {
  const step = (16 / (height - 62)) * most;
  let last = Number.NEGATIVE_INFINITY;
  return [...ends]
    .sort((a, b) => a.mean - b.mean)
    .map((end) => {
      last = Math.max(end.mean, last + step);
      return { ...end, labelAt: last, short: end.arm.length > longest ? `${end.arm.slice(0, longest - 1)}…` : end.arm };
    });
}
