import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PlotFigure } from '../../figures/plot-figure.js';
import type { PlotLibrary } from '../../figures/plot-library.js';
import type { Bodies, Individual } from '../../worker/individuals.js';
import { month } from './figures.js';
import type { ShownArm } from './free-curves.js';

/** Per mL; below this nothing is drawn: a cell in a thousand bodies is none. */
const least = 1e-4;

interface Level {
  readonly month: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Circulating tumour cells over time: the middle individual, and the band in which the middle half of all lie. */
export function BloodCurves({ bodies, arms }: { readonly bodies: Bodies; readonly arms: readonly ShownArm[] }) {
  const { t } = useTranslation('metastasis');
  const curves = useMemo(() => arms.map((arm) => ({ ...arm, levels: levelsOf(bodies[arm.id] ?? []) })), [bodies, arms]);
  const axes = { x: t('axis.months'), y: t('axis.circulating') };
  const last = Math.max(1, ...curves.flatMap(({ levels }) => levels.map(({ month }) => month)));
  const said = curves
    .filter(({ levels }) => levels.length > 0)
    .map(({ title, levels }) => {
      const top = Math.max(...levels.map(({ middle }) => middle));
      return t('blood.said', { title, value: Number(top.toPrecision(2)) });
    });
  const draw = useCallback(
    (plot: PlotLibrary, width: number) =>
      plot.plot({
        width,
        height: 240,
        marginLeft: 56,
        marginBottom: 40,
        marginTop: 24,
        style: { fontSize: '12px', background: 'none' },
        x: { label: axes.x, labelAnchor: 'center', labelArrow: 'none', ticks: 6, domain: [0, last] },
        y: { type: 'log', label: axes.y, labelArrow: 'none', ticks: 4, tickFormat: (value: number) => String(value) },
        marks: [
          plot.gridY({ stroke: 'var(--lab-rule)', strokeOpacity: 1, ticks: 4 }),
          ...curves.flatMap(({ levels, colour }) => [
            plot.areaY(levels, { x: 'month', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.14 }),
            plot.line(
              levels.filter(({ middle }) => middle > least),
              { x: 'month', y: 'middle', stroke: colour, strokeWidth: 2 },
            ),
          ]),
        ],
      }),
    [curves, last, axes.x, axes.y],
  );
  return (
    <PlotFigure
      title={t('blood.title')}
      caption={t('blood.caption')}
      label={said.join('; ') || t('blood.title')}
      draw={draw}
    />
  );
}

function levelsOf(individuals: readonly Individual[]): Level[] {
  const times = [...new Set(individuals.flatMap(({ looks }) => looks.map(({ time }) => time)))].sort((a, b) => a - b);
  return times.flatMap((time) => {
    const values = individuals
      .flatMap(({ looks }) => looks.find((look) => look.time === time)?.circulating ?? [])
      .sort((a, b) => a - b);
    const at = (share: number) => Math.max(least, values[Math.round(share * (values.length - 1))]);
    return at(0.75) <= least ? [] : [{ month: time / month, low: at(0.25), middle: at(0.5), high: at(0.75) }];
  });
}
