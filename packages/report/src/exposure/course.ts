import { mean, quantile } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { ReportDosed, ReportInput } from '../input.js';
import { figure } from '../markup.js';
import { panel, small } from '../plate.js';
import { armTitle, durationUnit } from '../wording.js';

interface Point {
  readonly time: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Total and free concentration of each dosed drug over time, on one log axis. */
export function exposureFigure(
  input: ReportInput,
  dosed: readonly (readonly [string, ReportDosed])[],
  colour: (arm: string) => string,
): string {
  const drawn = dosed.map(([arm, drug]) => ({
    arm,
    drug,
    total: pointsOf(input, arm, `drug.${drug.id}.total`),
    free: pointsOf(input, arm, `drug.${drug.id}.free`),
    carried: drug.carrier === undefined ? [] : pointsOf(input, arm, `drug.${drug.id}.carried`),
  }));
  const highest = Math.max(0, ...drawn.flatMap(({ total, carried }) => [...total, ...carried].map(({ high }) => high)));
  if (highest === 0) return '';
  const last = Math.max(...drawn.flatMap(({ total }) => total.map(({ time }) => time)));
  const [second, unit] = durationUnit(last);
  const top = powerAbove(highest);
  const carried = drawn.some((one) => one.carried.length > 0);
  const bottom = top / (carried ? 1e7 : 1e5);
  const panels = drawn.map(({ arm, drug, total, free, carried }) => {
    const curve = (points: readonly Point[], dash: string | undefined) => {
      const shown = points.map((point) => ({
        time: point.time / second,
        value: Math.max(point.value, bottom),
        low: Math.max(point.low, bottom),
        high: Math.max(point.high, bottom),
      }));
      const stroke = dash === undefined ? colour(arm) : 'var(--muted)';
      return [
        Plot.areaY(shown, { x: 'time', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.16 }),
        Plot.line(shown, { x: 'time', y: 'value', stroke, strokeWidth: 1.8, ...(dash && { strokeDasharray: dash }) }),
      ];
    };
    const svg = panel({
      label: `${drug.name}, ${armTitle(input, arm)}: total${drug.carrier === undefined ? '' : ', carried'} and free concentration over time`,
      width: 330,
      height: 210,
      marginLeft: 52,
      marginBottom: 34,
      marginRight: 8,
      marginTop: 22,
      x: { label: `Time (${unit})`, labelAnchor: 'center', labelArrow: 'none', ticks: 5 },
      y: {
        type: 'log',
        domain: [bottom, top],
        label: 'nM',
        labelArrow: 'none',
        ticks: 5,
        tickFormat: tick,
        clamp: true,
      },
      marks: [
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
        ...curve(carried, '1 3'),
        ...curve(total, '4 3'),
        ...curve(free, undefined),
      ],
    });
    const several = dosed.filter(([other]) => other === arm).length > 1;
    return small(several ? `${armTitle(input, arm)}: ${drug.name}` : armTitle(input, arm), svg);
  });
  const caption =
    'Dashed grey: total in plasma, as a laboratory measures it. Coloured: free at the cell, which is what binds. Lines: ' +
    `mean of the individuals; bands: nine of ten of them. The axis is logarithmic and ends ${carried ? 'seven' : 'five'} decades below its top.` +
    (carried
      ? ' Dotted grey: in plasma and still in its carrier, which binds nothing and is in neither of the others.'
      : '');
  return figure('Total and free concentration', caption, `<div class="grid">${panels.join('\n')}</div>`);
}

function pointsOf(input: ReportInput, arm: string, series: string): readonly Point[] {
  const times = new Map<number, number[]>();
  for (const row of input.series) {
    if (row.arm !== arm || row.series !== series) continue;
    const values = times.get(row.time);
    if (values === undefined) times.set(row.time, [row.value]);
    else values.push(row.value);
  }
  return [...times]
    .sort(([a], [b]) => a - b)
    .map(([time, values]) => {
      const sorted = [...values].sort((a, b) => a - b);
      return { time, value: mean(values), low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
    });
}

/** The power of ten at or above a value. */
function powerAbove(value: number): number {
  let ten = 1e-9;
  while (ten < value) ten *= 10;
  return ten;
}

function tick(value: number): string {
  return value >= 1 ? String(Math.round(value)) : String(Number(value.toPrecision(1)));
}
