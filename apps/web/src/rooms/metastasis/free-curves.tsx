import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PlotFigure } from '../../figures/plot-figure.js';
import type { PlotLibrary } from '../../figures/plot-library.js';
import type { Bodies } from '../../worker/individuals.js';
import { freeCurve } from './figures.js';

/** An arm as figures show it. */
export interface ShownArm {
  readonly id: string;
  readonly title: string;
  readonly colour: string;
}

/** Share of individuals without a detected metastasis against time, with bands that narrow as individuals are finished. */
export function FreeCurves(props: {
  readonly bodies: Bodies;
  readonly arms: readonly ShownArm[];
  /** s */
  readonly end: number;
  /** Months at which the maps stand. */
  readonly at: number;
}) {
  const { bodies, arms, end, at } = props;
  const { t } = useTranslation('metastasis');
  const curves = useMemo(
    () => arms.map((arm) => ({ ...arm, n: bodies[arm.id]?.length ?? 0, points: freeCurve(bodies[arm.id] ?? [], end) })),
    [bodies, arms, end],
  );
  const said = curves
    .filter(({ points }) => points.length > 0)
    .map(({ title, points, n }) => {
      const { share, low, high } = points[points.length - 1];
      const [value, from, to] = [share, low, high].map(Math.round);
      return t('free.said', { title, value, from, to, n });
    })
    .join('; ');
  const axes = { x: t('axis.months'), y: t('axis.free') };
  const draw = useCallback(
    (plot: PlotLibrary, width: number) => drawing(plot, width, curves, at, axes),
    [curves, at, axes.x, axes.y],
  );
  return (
    <PlotFigure
      title={t('free.title')}
      caption={t('free.caption')}
      label={said === '' ? t('free.title') : said}
      draw={draw}
      height={300}
    />
  );
}

type Curve = ShownArm & { readonly n: number; readonly points: ReturnType<typeof freeCurve> };

function drawing(
  plot: PlotLibrary,
  width: number,
  curves: readonly Curve[],
  at: number,
  axes: { readonly x: string; readonly y: string },
): Element {
  const narrow = width < 520;
  const drawn = curves.filter(({ points }) => points.length > 0);
  const last = Math.max(1, ...drawn.map(({ points }) => points[points.length - 1].month));
  const labels = spread(
    drawn.map(({ title, colour, points }) => ({ title, colour, share: points[points.length - 1].share })),
  );
  return plot.plot({
    width,
    height: 300,
    marginLeft: 46,
    marginBottom: 40,
    marginTop: 24,
    marginRight: narrow ? 48 : 220,
    style: { fontSize: '12px', background: 'none' },
    x: { label: axes.x, labelAnchor: 'center', labelArrow: 'none', domain: [0, last], ticks: narrow ? 5 : 8 },
    y: { label: axes.y, labelArrow: 'none', domain: [0, 100], ticks: [0, 25, 50, 75, 100] },
    marks: [
      plot.gridY([0, 25, 50, 75, 100], { stroke: 'var(--lab-rule)', strokeOpacity: 1 }),
      plot.ruleX([at], { stroke: 'var(--lab-quiet)', strokeDasharray: '2 3' }),
      ...drawn.flatMap(({ points, colour }) => [
        plot.areaY([...points], {
          x: 'month',
          y1: 'low',
          y2: 'high',
          fill: colour,
          fillOpacity: 0.14,
          curve: 'step-after',
        }),
        plot.line([...points], { x: 'month', y: 'share', stroke: colour, strokeWidth: 2, curve: 'step-after' }),
      ]),
      plot.text(labels, {
        x: last,
        y: 'at',
        dx: 8,
        textAnchor: 'start',
        fontWeight: 600,
        fill: 'colour',
        text: ({ title, share }: (typeof labels)[number]) => `${Math.round(share)} %${narrow ? '' : ` ${cut(title)}`}`,
      }),
    ],
  });
}

/** Room that a label takes, in % of the axis. */
const labelRoom = 8;

/** Labels moved apart where curves end close to each other. */
function spread<Label extends { readonly share: number }>(
  labels: readonly Label[],
): (Label & { readonly at: number })[] {
  const sorted = [...labels].sort((a, b) => a.share - b.share);
  let least = 0;
  return sorted.map((label, place) => {
    const above = sorted.length - 1 - place;
    const at = Math.min(Math.max(label.share, least), 100 - above * labelRoom);
    least = at + labelRoom;
    return { ...label, at };
  });
}

const cut = (title: string) => (title.length > 27 ? `${title.slice(0, 26)}…` : title);
