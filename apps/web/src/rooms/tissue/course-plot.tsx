import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { printed } from './words.js';

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
/** Room for the names of arms beside their lines, px. */
const room = 168;
/** Of lines, in the order of arms: told apart by any colour vision, and dashed from the fourth on. */
const colours = ['var(--lab-down)', 'var(--lab-up)', 'var(--lab-good)', '#8a5fb0'];

/** Lines over time with their names at their ends, and where in time the picture is. */
export function CoursePlot(props: {
  readonly courses: readonly DrawnCourse[];
  readonly title: string;
  readonly unit: string;
  /** s */
  readonly time: number;
}) {
  const { courses, title, unit, time } = props;
  const { t } = useTranslation('tissue');
  const { ref: sized, width } = useElementSize();
  const drawing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = drawing.current;
    if (place === null || width === 0) return;
    let current = true;
    import('@observablehq/plot').then((Plot) => {
      if (!current) return;
      const wide = width > 520;
      const rows = courses.flatMap(({ title: arm, points }, i) =>
        points.map((point) => ({
          ...point,
          arm,
          hours: point.time / hour,
          colour: colours[i % colours.length],
          dashed: i >= colours.length,
        })),
      );
      const spread = rows.some(({ low, high }) => high > low);
      const ends = apart(
        courses.flatMap(({ points, title: arm }, i) => {
          const last = points[points.length - 1];
          return last ? [{ arm, hours: last.time / hour, mean: last.mean, colour: colours[i % colours.length] }] : [];
        }),
        Math.max(1e-12, ...rows.map(({ high }) => high)),
      );
      const drawn = Plot.plot({
        width,
        height,
        marginLeft: 48,
        marginRight: wide ? room : 16,
        marginTop: 24,
        marginBottom: 36,
        style: { background: 'none', color: 'inherit', fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
        x: { label: t('course.time'), labelArrow: 'none', labelAnchor: 'center' },
        y: {
          label: [title, printed(unit)].filter((text) => text !== '').join(', '),
          labelArrow: 'none',
          zero: true,
          nice: true,
          ticks: 5,
          grid: true,
        },
        marks: [
          Plot.ruleX([time / hour], { stroke: 'currentColor', strokeOpacity: 0.35, strokeDasharray: '3 3' }),
          ...(spread
            ? [Plot.areaY(rows, { x: 'hours', y1: 'low', y2: 'high', z: 'arm', fill: 'colour', fillOpacity: 0.14 })]
            : []),
          Plot.line(
            rows.filter(({ dashed }) => !dashed),
            { x: 'hours', y: 'mean', z: 'arm', stroke: 'colour', strokeWidth: 2 },
          ),
          Plot.line(
            rows.filter(({ dashed }) => dashed),
            { x: 'hours', y: 'mean', z: 'arm', stroke: 'colour', strokeWidth: 2, strokeDasharray: '6 3' },
          ),
          Plot.dot(ends, { x: 'hours', y: 'mean', fill: 'colour', r: 3 }),
          ...(wide
            ? [
                Plot.text(ends, {
                  x: 'hours',
                  y: 'labelAt',
                  text: 'short',
                  fill: 'colour',
                  textAnchor: 'start',
                  dx: 8,
                  fontWeight: 600,
                }),
              ]
            : []),
        ],
      });
      drawn.setAttribute('role', 'img');
      drawn.setAttribute('aria-label', t('course.alternative', { measure: title }));
      place.replaceChildren(drawn);
    });
    return () => {
      current = false;
    };
  });
  return (
    <div ref={sized}>
      <div ref={drawing} style={{ minHeight: height }} />
    </div>
  );
}

interface End {
  readonly arm: string;
  readonly hours: number;
  readonly mean: number;
  readonly colour: string;
}

/** Names moved up and down until none covers another, and cut where they are too long. */
function apart(
  ends: readonly End[],
  most: number,
): readonly (End & { readonly labelAt: number; readonly short: string })[] {
  const step = (16 / (height - 60)) * most;
  let last = Number.NEGATIVE_INFINITY;
  return [...ends]
    .sort((a, b) => a.mean - b.mean)
    .map((end) => {
      last = Math.max(end.mean, last + step);
      return { ...end, labelAt: last, short: end.arm.length > 24 ? `${end.arm.slice(0, 23)}…` : end.arm };
    });
}
