import { decisionBounds } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { Comparison } from './compared.js';
import type { DoseFamily } from './doses.js';
import type { ReportInput } from './input.js';
import { figure } from './markup.js';
import type { Palette } from './palette.js';
import { panel } from './plate.js';
import { duration, measureTitle, unitText, within } from './wording.js';

/** Ratio to control over the dose of one drug, on a log axis. */
export function doseResponse(input: ReportInput, comparison: Comparison, family: DoseFamily, palette: Palette): string {
  const points = family.doses.flatMap(({ arm, dose }) => {
    if (arm === input.facts.control) return [{ dose, ratio: 1, low: 1, high: 1, arm }];
    const effect = comparison.arms.find((found) => found.arm === arm)?.effect;
    if (effect === undefined || Number.isNaN(effect.ratio)) return [];
    const low = Number.isNaN(effect.low) ? effect.ratio : Math.max(0, effect.low);
    const high = Number.isNaN(effect.high) ? effect.ratio : effect.high;
    return [{ dose, ratio: effect.ratio, low, high, arm }];
  });
  if (points.length < 3) return '';
  const name = measureTitle(input, comparison.measure);
  const title = `${name}: dose response to ${family.name}`;
  const colour = palette.of(family.doses[family.doses.length - 1].arm);
  const top = Math.max(1.3, ...points.map(({ high }) => high)) * 1.05;
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
        Plot.areaY(points, { x: 'dose', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.14 }),
        Plot.line(points, { x: 'dose', y: 'ratio', stroke: colour, strokeWidth: 2 }),
        Plot.ruleX(points, { x: 'dose', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'dose', y: 'ratio', fill: colour, r: 4.5, stroke: 'var(--paper)', strokeWidth: 1.5 }),
      ],
    });
  const body = `<div class="wide">${draw(760, 300)}</div><div class="narrow">${draw(350, 250)}</div>`;
  const caption =
    `Ratio of ${within(name)} to control at ${duration(comparison.time)} against the ${family.axis} of ${family.name} ` +
    `(log axis). Bars and ribbon: 95 % sampling interval; shaded band: 0.8 to 1.25. One parameter set.`;
  return figure(title, caption, body);
}
