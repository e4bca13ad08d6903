import { decisionBounds } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { Comparison } from './compared.js';
import type { DoseFamily } from './doses.js';
import type { ReportInput } from './input.js';
import { figure } from './markup.js';
import type { Palette } from './palette.js';
import { panel } from './plate.js';
import { duration, measureTitle, unitText, within } from './wording.js';

interface Point {
  readonly arm: string;
  readonly dose: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Interval over the calibrated parameter sets. */
  readonly reach?: { readonly low: number; readonly high: number };
}

/** Ratio to control over the dose of one drug, on a log axis. */
export function doseResponse(input: ReportInput, comparison: Comparison, family: DoseFamily, palette: Palette): string {
  const points = family.doses.flatMap(({ arm, dose }): Point[] => {
    if (arm === input.facts.control) return [{ dose, ratio: 1, low: 1, high: 1, arm, reach: { low: 1, high: 1 } }];
    const found = comparison.arms.find((each) => each.arm === arm);
    const effect = found?.effect;
    if (effect === undefined || Number.isNaN(effect.ratio)) return [];
    const low = Number.isNaN(effect.low) ? effect.ratio : Math.max(0, effect.low);
    const high = Number.isNaN(effect.high) ? effect.ratio : effect.high;
    const reach = found?.parameters;
    return [{ dose, ratio: effect.ratio, low, high, arm, ...(reach && !Number.isNaN(reach.low) && { reach }) }];
  });
  if (points.length < 3) return '';
  const name = measureTitle(input, comparison.measure);
  const title = `${name}: dose response to ${family.name}`;
  const colour = palette.of(family.doses[family.doses.length - 1].arm);
  const drawn = points.some(({ arm, reach }) => arm !== input.facts.control && reach !== undefined);
  const top = Math.max(1.3, ...points.map(({ high, reach }) => Math.max(high, reach?.high ?? 0))) * 1.05;
  const unit = unitText(family.unit) || 'dimensionless';
  const draw = (width: number, height: number) =>
    panel({
      label: `${title}: ${points.map(({ dose, ratio }) => `${dose} ${family.unit} ratio ${ratio.toFixed(2)}`).join('; ')}`,
      width,
      height,
      marginLeft: 48,
      marginBottom: 42,
      marginTop: 26,
      marginRight: 16,
      x: {
        type: 'log',
        label: `${family.name}, ${family.axis} (${unit})`,
        labelAnchor: 'center',
        labelArrow: 'none',
        ticks: family.doses.map(({ dose }) => dose),
        tickFormat: (dose: number) => String(dose),
        inset: 14,
      },
      y: { domain: [0, top], label: 'Ratio to control (dimensionless)', labelArrow: 'none', ticks: 5 },
      marks: [
        Plot.rect([{}], { y1: decisionBounds.down, y2: decisionBounds.up, fill: 'var(--band)' }),
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
        Plot.ruleY([1], { stroke: 'var(--muted)', strokeDasharray: '3 3' }),
        Plot.ruleY([0], { stroke: 'var(--muted)' }),
        ...(drawn
          ? [
              Plot.areaY(points, {
                x: 'dose',
                y1: ({ reach }) => reach?.low,
                y2: ({ reach }) => reach?.high,
                fill: colour,
                fillOpacity: 0.14,
              }),
            ]
          : []),
        Plot.line(points, { x: 'dose', y: 'ratio', stroke: colour, strokeWidth: 2 }),
        Plot.ruleX(points, { x: 'dose', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'dose', y: 'ratio', fill: colour, r: 4.5, stroke: 'var(--paper)', strokeWidth: 1.5 }),
      ],
    });
  const body = `<div class="wide">${draw(760, 300)}</div><div class="narrow">${draw(350, 250)}</div>`;
  const caption =
    `Ratio of ${within(name)} to control at ${duration(comparison.time)} against the ${family.axis} of ${family.name} ` +
    `(log axis). Bars: 95 % sampling interval; ${drawn ? 'ribbon: 95 % interval over the calibrated parameter sets; ' : ''}shaded band: 0.8 to 1.25.${drawn ? '' : ' One parameter set.'}`;
  return figure(title, caption, body);
}
