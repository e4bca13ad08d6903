import { assays, decisionBounds } from '@invadolab/assays';
import { log } from '@invadolab/core';
import { type Comparison, isSingleRun, verdictOf } from './compared.js';
import type { ReportInput } from './input.js';
import type { JudgedArm } from './judged.js';
import { escapeHtml, figure } from './markup.js';
import type { Palette } from './palette.js';
import {
  armTitle,
  comparedTitle,
  duration,
  experimentWord,
  interval,
  measureTitle,
  ratio,
  referenceOf,
  within,
} from './wording.js';

/** Ratios as positions in per cent on a logarithmic axis. */
interface Axis {
  readonly ticks: readonly number[];
  readonly at: (ratio: number) => number;
  readonly low: number;
  readonly high: number;
}

const marks = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

function axisFor(effects: readonly JudgedArm[]): Axis {
  const values = effects.flatMap(({ effect: { ratio: centre, low, high }, parameters }) => {
    return [centre, low, high, ...(parameters ? [parameters.low, parameters.high] : [])];
  });
  const positive = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY);
  const smallest = Math.min(0.3, ...positive);
  const largest = Math.max(1.6, ...positive);
  const low = marks.filter((mark) => mark <= smallest * 1.0001).at(-1) ?? marks[0];
  const high = marks.find((mark) => mark >= largest) ?? marks[marks.length - 1];
  const span = log(high) - log(low);
  const at = (value: number) => (value <= low ? 0 : value >= high ? 100 : (100 * (log(value) - log(low))) / span);
  const within = marks.filter((mark) => mark >= low && mark <= high);
  // Labels of three decades and more would touch if the threes had theirs.
  const ticks = high / low >= 1000 ? within.filter((mark) => !`${mark}`.endsWith('3')) : within;
  return { ticks, at, low, high };
}

const percent = (value: number) => `${value.toFixed(2)}%`;

/** The key figure: each arm's ratio to control with its interval, as a table with a drawn column. */
export function forest(input: ReportInput, comparison: Comparison, arms: readonly string[], palette: Palette): string {
  const shown = comparison.arms.filter(({ arm }) => arms.includes(arm));
  if (shown.length === 0) return '';
  const axis = axisFor(shown);
  const title = `${measureTitle(input, comparison.measure)}: ratio to control`;
  const control = armTitle(input, input.facts.control);
  const references = new Set(shown.map(({ arm }) => referenceOf(input, arm))).size;
  const rows = shown.map((found) => forestRow(input, found, axis, palette));
  const drawn = shown.some(({ parameters }) => parameters !== undefined);
  const body = [
    `<table class="forest"><caption class="hidden">${escapeHtml(title)}</caption>`,
    '<thead><tr><th scope="col">Arm</th><th scope="col" class="drawn">Ratio to control, log axis</th>',
    `<th scope="col">Ratio (95 % ${drawn ? 'parameters; sampling' : 'sampling'})</th><th scope="col">Verdict</th></tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    `<tfoot aria-hidden="true"><tr><td></td><td class="drawn">${axisSvg(axis)}</td><td></td><td></td></tr></tfoot></table>`,
  ].join('\n');
  const caption =
    `Ratio to ${control}${references > 1 ? ', or to the arm that is named,' : ''} at ${duration(comparison.time)} (dimensionless, log axis). ` +
    (isSingleRun(input)
      ? 'One run per arm, so there is no sampling interval. '
      : `Points: ratio of means; ${drawn ? 'broad bars: 95 % interval over the calibrated parameter sets; thin' : 'bars'}: 95 % sampling interval, bootstrap of ${experimentWord(input.manifest.assay)}s${assays[input.manifest.assay].experiment ? '' : ', then cells'}. An interval that spans the whole shaded band cannot be decided. `) +
    `Shaded: 0.8 to 1.25.${drawn ? '' : ' One parameter set.'}`;
  return figure(title, caption, body);
}

function forestRow(input: ReportInput, found: JudgedArm, axis: Axis, palette: Palette): string {
  const { arm, effect, measure, parameters, verdict } = found;
  const title = comparedTitle(input, arm);
  const said = `${title}: ${verdictOf(input, verdict)}, ${within(measureTitle(input, measure))}, ratio ${ratio(effect.ratio)}, ${parameters ? `parameter interval ${interval(parameters)}, ` : ''}sampling interval ${interval(effect)}`;
  const intervals = [
    ...(parameters ? [interval(parameters)] : []),
    ...(Number.isNaN(effect.low) ? [] : [interval(effect)]),
  ];
  const tone = verdict.replace(/ /g, '-');
  return [
    `<tr><th scope="row">${escapeHtml(title)}</th>`,
    `<td class="drawn">${rowSvg(found, axis, palette.of(arm), said)}</td>`,
    `<td class="ratio">${ratio(effect.ratio)}${intervals.length === 0 ? '' : ` <span>(${intervals.join('; ')})</span>`}</td>`,
    `<td class="verdict ${tone}">${escapeHtml(verdictOf(input, verdict))}</td></tr>`,
  ].join('');
}

function rowSvg({ effect, parameters }: JudgedArm, axis: Axis, colour: string, label: string): string {
  const { at } = axis;
  const { down, up } = decisionBounds;
  const parts = [
    `<rect class="band" x="${percent(at(down))}" width="${percent(at(up) - at(down))}" y="0" height="100%"/>`,
    `<line class="one" x1="${percent(at(1))}" x2="${percent(at(1))}" y1="0" y2="100%"/>`,
  ];
  if (parameters !== undefined && !Number.isNaN(parameters.low)) {
    const [from, to] = [at(parameters.low), at(parameters.high)].map(percent);
    parts.push(`<line class="reach" x1="${from}" x2="${to}" y1="50%" y2="50%" style="stroke:${colour}"/>`);
  }
  if (!Number.isNaN(effect.low)) {
    const [from, to] = [at(Math.max(0, effect.low)), at(Math.max(0, effect.high))].map(percent);
    parts.push(`<line class="bar" x1="${from}" x2="${to}" y1="50%" y2="50%" style="stroke:${colour}"/>`);
  }
  if (!Number.isNaN(effect.ratio)) {
    const beyond = effect.ratio < axis.low || effect.ratio > axis.high;
    const fill = beyond ? 'var(--paper)' : colour;
    parts.push(
      `<circle cx="${percent(at(effect.ratio))}" cy="50%" r="5.5" style="fill:${fill};stroke:${colour}" class="dot"/>`,
    );
  }
  return `<svg class="row" width="100%" height="30" role="img" aria-label="${escapeHtml(label)}">${parts.join('')}</svg>`;
}

/** The axis below rows: a line with labelled ticks. */
export function axisSvg({ ticks, at }: Pick<Axis, 'ticks' | 'at'>): string {
  const lines = ticks.map((tick) => {
    const x = percent(at(tick));
    const anchor = at(tick) < 2 ? 'start' : at(tick) > 98 ? 'end' : 'middle';
    return `<line x1="${x}" x2="${x}" y1="0" y2="6"/><text x="${x}" y="20" text-anchor="${anchor}">${tick}</text>`;
  });
  return `<svg class="row axis" width="100%" height="26"><line x1="0" x2="100%" y1="0.5" y2="0.5"/>${lines.join('')}</svg>`;
}
