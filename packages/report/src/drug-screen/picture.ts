import { decisionBounds } from '@invadolab/assays';
import type { DrawSummary, DrugScreenRecord, RankedDrug, ScreenedContext } from '@invadolab/results';
import { axisSvg } from '../forest.js';
import { escapeHtml, figure } from '../markup.js';
import { hues } from '../palette.js';
import { within } from '../wording.js';
import { summaryText } from './sentences.js';
import { doseText } from './tables.js';

/** Drugs drawn; the tables have all. */
const mostDrawn = 20;
/** Ends that the axis may have. */
const ends = [1.25, 1.5, 2, 3] as const;
const percent = (value: number) => `${value.toFixed(2)}%`;

interface Axis {
  readonly end: number;
  readonly ticks: readonly number[];
  readonly at: (ratio: number) => number;
}

/** Colours of the cells, for light and for dark. */
export function cellColours({ contexts }: DrugScreenRecord): { readonly light: string; readonly dark: string } {
  const cells = cellsOf(contexts);
  const declare = (scheme: 'light' | 'dark') =>
    cells.map((_, at) => `--cell-${at}:${hues[at % hues.length][scheme]}`).join(';');
  return { light: declare('light'), dark: declare('dark') };
}

function cellsOf(contexts: readonly ScreenedContext[]): readonly string[] {
  return [...new Set(contexts.map(({ cell }) => cell))];
}

/** The picture of a screen: effect on cancers, on healthy cells beside it, and how often a drug is among the first. */
export function drugScreenPicture(record: DrugScreenRecord): string {
  const { ranked, contexts, first, exposure } = record;
  const drawn = ranked.slice(0, mostDrawn);
  const axis = axisFor(drawn, contexts);
  const healthy = contexts.some((context) => context.healthy);
  const head = [
    '<th scope="col">Drug, free exposure</th>',
    '<th scope="col" class="drawn">Cancers</th>',
    healthy ? '<th scope="col" class="drawn healthy">Healthy cells</th>' : '',
    '<th scope="col">Over cancers (95 %)</th>',
    `<th scope="col">Among first ${first}</th>`,
  ];
  const rows = drawn.map((drug, at) => rowOf(drug, at, record, axis, healthy));
  const foot = [
    '<td></td>',
    `<td class="drawn">${axisSvg(axis)}</td>`,
    healthy ? `<td class="drawn healthy">${axisSvg(axis)}</td>` : '',
    '<td></td><td></td>',
  ];
  const body = [
    legend(record),
    `<table class="forest screen"><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    `<tfoot aria-hidden="true"><tr>${foot.join('')}</tr></tfoot></table>`,
  ].join('\n');
  const rest = ranked.length > drawn.length ? ` The first ${drawn.length} of ${ranked.length}; the table has all.` : '';
  const caption =
    `${record.measure.title}: ratio to control (0: nothing left, 1: as the control), each drug at its ${exposure.kind}. Large: mean over cells and environments; ` +
    'small: each of them. Points: median over parameter sets; bars: middle 95 %. Shaded: 0.8 to 1.25. Hollow: beyond the axis. ' +
    `Harm to healthy cells is a ratio below 1 of the same measure, not a toxicity.${rest}`;
  return figure(`What each drug leaves of ${within(record.measure.title)}`, caption, body);
}

function axisFor(drawn: readonly RankedDrug[], contexts: readonly ScreenedContext[]): Axis {
  const shown = drawn.flatMap(({ effect, healthy, ratios }) => [
    effect.high,
    healthy?.high,
    ...ratios.slice(0, contexts.length).map(({ median }) => median),
  ]);
  const highest = Math.max(...shown.map((value) => value ?? 0));
  const end = ends.find((each) => each >= highest) ?? ends[ends.length - 1];
  const step = end > 1.5 ? 1 : 0.5;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step);
  return { end, ticks, at: (value) => (100 * Math.min(end, Math.max(0, value))) / end };
}

function rowOf(drug: RankedDrug, rank: number, record: DrugScreenRecord, axis: Axis, healthy: boolean): string {
  const { name, free, effect, amongFirst, ratios, neutral } = drug;
  const said = `<span class="aside">${doseText(free)}${neutral ? ', does nothing here' : ''}</span>`;
  const cells = (isHealthy: boolean) =>
    record.contexts.flatMap((context, at) => (context.healthy === isHealthy ? [{ context, ratio: ratios[at] }] : []));
  const share = Math.round(100 * amongFirst);
  return [
    `<tr><th scope="row">${rank + 1}. ${escapeHtml(name)} ${said}</th>`,
    `<td class="drawn">${lanes(effect, cells(false), record, axis, `${name}, cancers`)}</td>`,
    healthy && drug.healthy
      ? `<td class="drawn healthy">${lanes(drug.healthy, cells(true), record, axis, `${name}, healthy cells`)}</td>`
      : '',
    `<td class="ratio">${escapeHtml(summaryText(effect))}</td>`,
    `<td class="verdict">${chance(amongFirst)}<span>${share} %</span></td></tr>`,
  ].join('');
}

interface Lane {
  readonly context: ScreenedContext;
  readonly ratio: DrawSummary;
}

const laneHeight = 8;
const meanHeight = 22;

function lanes(mean: DrawSummary, all: readonly Lane[], record: DrugScreenRecord, axis: Axis, said: string): string {
  const several = all.length > 1 ? all : [];
  const height = meanHeight + several.length * laneHeight;
  const { at } = axis;
  const { down, up } = decisionBounds;
  const label = [
    `${said}: ${summaryText(mean)}`,
    ...several.map(({ context, ratio }) => `${context.name}, ${context.environment}: ${summaryText(ratio)}`),
  ].join('; ');
  const parts = [
    `<rect class="band" x="${percent(at(down))}" width="${percent(at(up) - at(down))}" y="0" height="100%"/>`,
    `<line class="one" x1="${percent(at(1))}" x2="${percent(at(1))}" y1="0" y2="100%"/>`,
    ...several.map(({ context, ratio }, index) => {
      const y = meanHeight + (index + 0.5) * laneHeight - 2;
      return mark(ratio, y, axis, colourOf(context, record), { size: 3, mark: markOf(context, record) });
    }),
    mark(mean, meanHeight / 2, axis, 'var(--ink)', { size: 5.5, mark: 'dot' }),
  ];
  return `<svg class="row" width="100%" height="${height}" style="height:${height}px" role="img" aria-label="${escapeHtml(label)}">${parts.join('')}</svg>`;
}

type Mark = 'dot' | 'ring' | 'square' | 'frame';
const marks: readonly Mark[] = ['dot', 'ring', 'square', 'frame'];

function colourOf({ cell }: ScreenedContext, { contexts }: DrugScreenRecord): string {
  return `var(--cell-${cellsOf(contexts).indexOf(cell)})`;
}

/** Environments differ by shape, so that colour alone tells nothing. */
function markOf({ environment }: ScreenedContext, { contexts }: DrugScreenRecord): Mark {
  const all = [...new Set(contexts.map((each) => each.environment))];
  return marks[all.indexOf(environment) % marks.length];
}

function mark(
  { median, low, high }: DrawSummary,
  y: number,
  { at, end }: Axis,
  colour: string,
  { size, mark: shape }: { readonly size: number; readonly mark: Mark },
): string {
  if (median === null || low === null || high === null) return '';
  const width = size > 4 ? 2.5 : 1.5;
  const bar = `<line x1="${percent(at(low))}" x2="${percent(at(high))}" y1="${y}" y2="${y}" style="stroke:${colour};stroke-width:${width}"/>`;
  return bar + shapeSvg(percent(at(median)), y, size, colour, median > end ? hollow[shape] : shape);
}

const hollow: Readonly<Record<Mark, Mark>> = { dot: 'ring', ring: 'ring', square: 'frame', frame: 'frame' };

function shapeSvg(x: string, y: number, size: number, colour: string, shape: Mark): string {
  const fill = shape === 'dot' || shape === 'square' ? colour : 'var(--paper)';
  const style = `style="fill:${fill};stroke:${colour};stroke-width:1.5"`;
  if (shape === 'dot' || shape === 'ring') return `<circle cx="${x}" cy="${y}" r="${size}" ${style}/>`;
  const side = 2 * size;
  return `<rect x="${x}" y="${y - size}" width="${side}" height="${side}" transform="translate(${-size} 0)" ${style}/>`;
}

function chance(share: number): string {
  return `<svg class="chance" width="64" height="10" aria-hidden="true"><rect class="band" width="64" height="10"/><rect width="${(64 * share).toFixed(1)}" height="10" style="fill:var(--ink)"/></svg>`;
}

/** What the small marks mean: colour is the cell, shape the environment. */
function legend(record: DrugScreenRecord): string {
  const { contexts } = record;
  const swatch = (drawn: string) => `<svg width="12" height="12" aria-hidden="true">${drawn}</svg>`;
  const cells = cellsOf(contexts).map((cell) => {
    const context = contexts.find((each) => each.cell === cell)!;
    const colour = colourOf(context, record);
    return `<li>${swatch(shapeSvg('6', 6, 4, colour, 'dot'))} ${escapeHtml(context.name)}${context.healthy ? ' (healthy)' : ''}</li>`;
  });
  const environments = [...new Set(contexts.map(({ environment }) => environment))];
  const shapes = environments.map((environment, at) => {
    return `<li>${swatch(shapeSvg('6', 6, 4, 'var(--muted)', marks[at % marks.length]))} ${escapeHtml(environment)}</li>`;
  });
  return `<ul class="legend">${[...cells, ...(environments.length > 1 ? shapes : [])].join('')}</ul>`;
}
