import { mean, samplesOf } from '@invadolab/assays';
import { Stream } from '@invadolab/core';
import * as Plot from '@observablehq/plot';
import type { Comparison } from './compared.js';
import type { ReportInput } from './input.js';
import { figure } from './markup.js';
import type { Palette } from './palette.js';
import { panel } from './plate.js';
import { armTitle, axisLabel, duration, isCalibrated, measureTitle, referencesOf } from './wording.js';

/** Names wider than this, px, stand above their row. */
const mostBeside = 230;

/** Every cell as a dot and every experiment as a ring, zeros included: the spread behind one comparison. */
export function distribution(
  input: ReportInput,
  { measure, unit, time }: Comparison,
  arms: readonly string[],
  palette: Palette,
): string {
  const samples = samplesOf(input.measures, measure, time);
  const shown = [...referencesOf(input), ...arms].filter((arm) => samples.has(arm));
  if (shown.length === 0) return '';
  const scatter = new Stream(input.manifest.seed, 'report scatter');
  const cells = shown.flatMap((arm, row) =>
    [...samples.get(arm)!].flatMap(([experiment, values]) =>
      [...values].map(([cell, value]) => {
        const offset = scatter.at(row, experiment, Math.max(0, cell)).uniform() - 0.5;
        return { value, row, offset, colour: palette.of(arm) };
      }),
    ),
  );
  if (cells.length <= shown.length) return '';
  const experiments = shown.flatMap((arm, row) =>
    [...samples.get(arm)!.values()].map((values) => ({
      value: mean([...values.values()]),
      row,
      colour: palette.of(arm),
    })),
  );
  const title = measureTitle(input, measure);
  const names = shown.map((arm) => armTitle(input, arm));
  const beside = 12 + 6.4 * Math.max(...names.map(({ length }) => length));
  const wide = draw(900, beside > mostBeside ? 0 : beside);
  const narrow = draw(350, 0);
  const caption =
    `${title} at ${duration(time)}, one dot per cell (zeros included), one ring per experiment (mean of its cells). ` +
    'Comparisons rest on the experiments, not on the cells.';
  return figure(title, caption, `<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`);

  function draw(width: number, left: number): string {
    const above = left === 0;
    const step = above ? 50 : 30;
    // Below its name where the name stands above, around its line otherwise.
    const at = (row: number, offset = 0) => (above ? row + 0.16 + 0.4 * offset : row + 0.56 * offset);
    return panel({
      label: `${title} of single cells by arm: ${names.join(', ')}`,
      width,
      height: shown.length * step + 56,
      marginLeft: above ? 12 : left,
      marginRight: 16,
      marginTop: above ? 20 : 8,
      marginBottom: 40,
      x: {
        label: axisLabel(title, unit, isCalibrated(input, measure, unit)),
        labelAnchor: 'center',
        labelArrow: 'none',
        nice: true,
        zero: true,
        ticks: above ? 4 : 8,
      },
      y: { domain: [shown.length - 0.5, -0.5], axis: null },
      marks: [
        Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: above ? 4 : 8 }),
        Plot.dot(cells, {
          x: 'value',
          y: ({ row, offset }: { row: number; offset: number }) => at(row, offset),
          fill: 'colour',
          fillOpacity: 0.32,
          r: 1.9,
        }),
        Plot.dot(experiments, {
          x: 'value',
          y: ({ row }: { row: number }) => at(row),
          stroke: 'colour',
          fill: 'var(--paper)',
          strokeWidth: 2,
          r: 4.6,
        }),
        Plot.text(names, {
          x: above ? 0 : undefined,
          frameAnchor: above ? undefined : 'left',
          y: (_: string, row: number) => row - (above ? 0.27 : 0),
          text: (name: string) => name,
          textAnchor: above ? 'start' : 'end',
          dx: above ? 0 : -10,
          fill: 'currentColor',
        }),
      ],
    });
  }
}
