import { exp, log } from '@invadolab/core';
import type { FittedParameter } from '@invadolab/results';
import * as Plot from '@observablehq/plot';
import { figure } from '../markup.js';
import { panel, small } from '../plate.js';
import { unitText } from '../wording.js';
import { significant, tickText } from './significant.js';

const bars = 24;

/** Posterior against prior, one panel per parameter, each over the whole range that was allowed. */
export function marginalFigure(
  parameters: readonly FittedParameter[],
  values: (id: string) => readonly number[],
): string {
  const panels = parameters.map((parameter) => small(parameter.id, marginal(parameter, values(parameter.id))));
  const caption =
    'Bars: share of the accepted parameter sets; line: the prior. The axis is the range that was allowed. Dot: the ' +
    'value of the model before the fit. Where bars and line look alike, the data said nothing about this parameter.';
  return figure('What the data say about each parameter', caption, `<div class="grid">${panels.join('\n')}</div>`);
}

function marginal(
  { id, kind, range: [low, high], prior, value, unit }: FittedParameter,
  draws: readonly number[],
): string {
  const logarithmic = kind !== 'uniform';
  const at = (share: number) =>
    logarithmic ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low);
  const position = (x: number) =>
    logarithmic ? (log(x) - log(low)) / (log(high) - log(low)) : (x - low) / (high - low);
  const counts = new Array<number>(bars).fill(0);
  for (const draw of draws) counts[Math.min(bars - 1, Math.max(0, Math.floor(position(draw) * bars)))]++;
  const columns = counts.map((count, i) => ({ x1: at(i / bars), x2: at((i + 1) / bars), share: count / draws.length }));
  const line = Array.from({ length: 81 }, (_, i) => ({
    x: at(i / 80),
    share: priorShare(kind, i / 80, prior, position),
  }));
  const decades = (log(high) - log(low)) / log(10);
  return panel({
    label: `${id}: posterior and prior from ${significant(low)} to ${significant(high)} ${unit}`,
    width: 260,
    height: 150,
    marginLeft: 12,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 34,
    x: {
      type: logarithmic ? 'log' : 'linear',
      domain: [low, high],
      label: unitText(unit) || 'dimensionless',
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: logarithmic ? (decades > 4 ? 3 : decades < 1.2 ? 3 : Math.round(decades)) : 4,
      tickFormat: tickText,
    },
    y: { axis: null },
    marks: [
      Plot.rect(columns, {
        x1: 'x1',
        x2: 'x2',
        y1: 0,
        y2: 'share',
        fill: 'var(--after)',
        fillOpacity: 0.75,
        inset: 0.5,
      }),
      Plot.line(line, { x: 'x', y: 'share', stroke: 'var(--before)', strokeWidth: 1.8 }),
      Plot.ruleY([0], { stroke: 'var(--muted)' }),
      ...(value >= low && value <= high
        ? [Plot.dot([{ x: value }], { x: 'x', y: 0, fill: 'var(--datum)', r: 3.5 })]
        : []),
    ],
  });
}

/** Share of the prior in a bar about a position. */
function priorShare(
  kind: FittedParameter['kind'],
  at: number,
  { low, median, high }: FittedParameter['prior'],
  position: (x: number) => number,
): number {
  if (kind !== 'log-normal') return 1 / bars;
  // Its 90 % interval is 3.29 deviations wide, a little less where an end cuts it.
  const deviation = (position(high) - position(low)) / 3.29;
  const z = (at - position(median)) / deviation;
  return exp(-0.5 * z * z) / (deviation * 2.5066282746310002 * bars);
}
