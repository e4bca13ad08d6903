import { organMeasure } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { ReportInput } from '../input.js';
import { figure } from '../markup.js';
import type { Palette } from '../palette.js';
import { panel, small } from '../plate.js';
import { armTitle, duration, short } from '../wording.js';
import { lastMean } from './individuals.js';

/** Detectable metastases per individual, organ by organ: one row of bars per arm on a common axis. */
export function organBars(input: ReportInput, arms: readonly string[], palette: Palette): string {
  const ids = [...new Set(input.measures.map(({ measure }) => measure))].filter((id) => organMeasure(id) !== undefined);
  const all = [input.facts.control, ...arms];
  const bars = all.map((arm) => ids.map((id) => ({ organ: organMeasure(id)!, count: lastMean(input, id, arm) ?? 0 })));
  const most = Math.max(...bars.flat().map(({ count }) => count));
  if (!(most > 0)) return '';
  const organs = ids.map((id) => organMeasure(id)!);
  const drawn = all.map((arm, index) => {
    const said = bars[index].map(({ organ, count }) => `${organ} ${short(count)}`).join(', ');
    const svg = panel({
      label: `Detectable metastases per individual, ${armTitle(input, arm)}: ${said}`,
      width: 330,
      height: 26 * organs.length + 48,
      marginLeft: 78,
      marginRight: 46,
      marginBottom: 34,
      marginTop: 6,
      x: { label: 'Metastases per individual', labelAnchor: 'center', labelArrow: 'none', domain: [0, most], ticks: 4 },
      y: { label: null, domain: organs, tickSize: 0 },
      marks: [
        Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 4 }),
        Plot.barX(bars[index], { x: 'count', y: 'organ', fill: palette.of(arm), insetTop: 3, insetBottom: 3 }),
        Plot.text(bars[index], {
          x: 'count',
          y: 'organ',
          text: (each: { count: number }) => short(Number(each.count.toPrecision(2))),
          textAnchor: 'start',
          dx: 4,
          fill: 'currentColor',
        }),
      ],
    });
    return small(armTitle(input, arm), svg);
  });
  const { timepoints } = input.manifest.plan;
  const caption =
    `Mean over individuals of detectable metastases at ${duration(timepoints[timepoints.length - 1])}. Organs differ by ` +
    'blood flow, by what comes to them first and by how tight their vessels are; none is taken to be better soil than another, ' +
    'so preferences of a cancer for an organ are not in here.';
  return figure('Where they are', caption, `<div class="grid">${drawn.join('\n')}</div>`);
}
