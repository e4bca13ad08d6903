import { decisionBounds } from '@invadolab/assays';
import type { DrawSummary, DrugScreenRecord, RankedDrug } from '@invadolab/results';
import { axisSvg } from '../forest.js';
import { escapeHtml, figure } from '../markup.js';
import { within } from '../wording.js';
import { summaryText } from './sentences.js';
import { stripHead, stripOrder, stripScale, stripSvg } from './strip.js';
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

/** The picture of a screen: effect on cancers with healthy cells beneath, on each cell, and how often a drug is among the first. */
export function drugScreenPicture(record: DrugScreenRecord): string {
  const { ranked, contexts, first, exposure } = record;
  const drawn = ranked.slice(0, mostDrawn);
  const axis = axisFor(drawn);
  const healthy = contexts.some((context) => context.healthy);
  const chances = ranked.length > first;
  const head = [
    '<th scope="col">Drug, free exposure</th>',
    '<th scope="col" class="drawn">Share of the control that is left</th>',
    `<th scope="col" class="cells">${stripHead(contexts)}</th>`,
    '<th scope="col">Over cancers (95 %)</th>',
    chances ? `<th scope="col">Among first ${first}</th>` : '',
  ];
  const rows = drawn.map((drug, at) => rowOf(drug, at, record, axis, chances));
  const foot = `<td></td><td class="drawn">${axisSvg(axis)}</td><td></td><td></td>${chances ? '<td></td>' : ''}`;
  const body = [
    legend(healthy),
    `<table class="forest screen"><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    `<tfoot aria-hidden="true"><tr>${foot}</tr></tfoot></table>`,
  ].join('\n');
  const rest = ranked.length > drawn.length ? ` The first ${drawn.length} of ${ranked.length}; the table has all.` : '';
  const harm = healthy
    ? ' Harm to healthy cells is a ratio below 1 of the same measure there, not a toxicity; it does not enter the rank.'
    : '';
  const caption =
    `${record.measure.title}, ratio to control (dimensionless; 0: nothing left, 1: as the control), each drug at its ${exposure.kind}. ` +
    'Points: median over parameter sets of the mean over cells and environments; bars: middle 95 %; hollow beyond the axis. ' +
    `Shaded: 0.8 to 1.25. ${stripOrder(contexts)}${harm}${rest}`;
  return figure(`What each drug leaves of ${within(record.measure.title)}`, caption, body);
}

function axisFor(drawn: readonly RankedDrug[]): Axis {
  const highest = Math.max(0, ...drawn.flatMap(({ effect, healthy }) => [effect.high ?? 0, healthy?.high ?? 0]));
  const end = ends.find((each) => each >= highest) ?? ends[ends.length - 1];
  const step = end > 1.5 ? 1 : 0.5;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step);
  return { end, ticks, at: (value) => (100 * Math.min(end, Math.max(0, value))) / end };
}

function rowOf(drug: RankedDrug, rank: number, record: DrugScreenRecord, axis: Axis, chances: boolean): string {
  const { name, free, effect, amongFirst, ratios, neutral } = drug;
  const said = `<span class="aside">${doseText(free)}${neutral ? ', does nothing here' : ''}</span>`;
  return [
    `<tr><th scope="row">${rank + 1}. ${escapeHtml(name)} ${said}</th>`,
    `<td class="drawn">${lane(drug, axis)}</td>`,
    `<td class="cells">${stripSvg(record.contexts, ratios, name)}</td>`,
    `<td class="ratio">${escapeHtml(summaryText(effect))}</td>`,
    chances ? `<td class="verdict">${chance(amongFirst)}<span>${Math.round(100 * amongFirst)} %</span></td>` : '',
    '</tr>',
  ].join('');
}

/** Where the mean of the cancers and that of healthy cells stand, px from above. */
const cancersAt = 11;
const healthyAt = 24;

function lane({ name, effect, healthy }: RankedDrug, axis: Axis): string {
  const { at } = axis;
  const { down, up } = decisionBounds;
  const label = `${name}, cancers: ${summaryText(effect)}${healthy ? `; healthy cells: ${summaryText(healthy)}` : ''}`;
  const height = healthy ? 34 : 24;
  const parts = [
    `<rect class="band" x="${percent(at(down))}" width="${percent(at(up) - at(down))}" y="0" height="100%"/>`,
    `<line class="one" x1="${percent(at(1))}" x2="${percent(at(1))}" y1="0" y2="100%"/>`,
    mark(effect, cancersAt, axis, 'cancers'),
    healthy ? mark(healthy, healthyAt, axis, 'healthy') : '',
  ];
  return `<svg class="row" width="100%" height="${height}" style="height:${height}px" role="img" aria-label="${escapeHtml(label)}">${parts.join('')}</svg>`;
}

const looks = {
  cancers: { colour: 'var(--ink)', size: 5.5, width: 2.5 },
  healthy: { colour: 'var(--good)', size: 4, width: 1.5 },
} as const;

function mark({ median, low, high }: DrawSummary, y: number, { at, end }: Axis, of: keyof typeof looks): string {
  if (median === null || low === null || high === null) return '';
  const { colour, width } = looks[of];
  const bar = `<line x1="${percent(at(low))}" x2="${percent(at(high))}" y1="${y}" y2="${y}" style="stroke:${colour};stroke-width:${width}"/>`;
  return bar + point(percent(at(median)), y, of, median > end);
}

/** Shapes differ besides colours: a disc for cancers, a diamond for healthy cells. */
function point(x: string, y: number, of: keyof typeof looks, hollow: boolean): string {
  const { colour, size } = looks[of];
  const style = `style="fill:${hollow ? 'var(--paper)' : colour};stroke:${colour};stroke-width:1.5"`;
  if (of === 'cancers') return `<circle cx="${x}" cy="${y}" r="${size}" ${style}/>`;
  const inner = `<path d="M0 ${-size - 1}L${size + 1} 0L0 ${size + 1}L${-size - 1} 0Z" ${style}/>`;
  return `<svg x="${x}" y="${y}" width="1" height="1" style="overflow:visible">${inner}</svg>`;
}

function chance(share: number): string {
  return `<svg class="chance" width="64" height="10" aria-hidden="true"><rect class="band" width="64" height="10"/><rect width="${(64 * share).toFixed(1)}" height="10" style="fill:var(--ink)"/></svg>`;
}

function legend(healthy: boolean): string {
  const swatch = (of: keyof typeof looks) =>
    `<svg width="14" height="14" aria-hidden="true">${point('7', 7, of, false)}</svg>`;
  const entries = [
    `<li>${swatch('cancers')} cancers</li>`,
    ...(healthy ? [`<li>${swatch('healthy')} healthy cells</li>`] : []),
    stripScale(),
  ];
  return `<ul class="legend">${entries.join('')}</ul>`;
}
