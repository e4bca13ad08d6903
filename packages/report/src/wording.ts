import { assays, type CellsNeeded, decisionBounds, resolveMeasure } from '@invadolab/assays';
import type { ReportInput } from './input.js';

/** A number as a reader wants it: three significant digits, no exponent between 0.001 and 1e6. */
export function number(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'no value';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return value > 0 ? 'beyond all bounds' : 'below all bounds';
  if (size >= 1e6 || size < 1e-3) return value.toExponential(digits - 1).replace('-', '\u2212');
  const decimals = size >= 100 ? 0 : size >= 10 ? digits - 2 : size >= 1 ? digits - 1 : digits;
  return value.toFixed(Math.max(0, decimals)).replace('-', '\u2212');
}

/** A number of the model in a sentence: three significant digits without idle zeros, powers of ten beyond 1e-4 and 1e6. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(Number(value.toPrecision(3))).replace('-', '\u2212');
  const [digits, power] = value.toExponential(2).split('e');
  const raised = [...power].map((each) => superscripts[each] ?? '').join('');
  return `${String(Number(digits)).replace('-', '\u2212')}\u00d710${raised}`;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries([
  ['-', '\u207b'],
  ...[...'\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'].map((mark, digit) => [String(digit), mark]),
]);

/** A ratio with two decimals, three below 0.1. */
export function ratio(value: number): string {
  if (Number.isNaN(value)) return 'no value';
  if (value === 0) return '0';
  if (value < 0.001) return '< 0.001';
  return value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

/** An interval of ratios with an en dash. */
export function interval({ low, high }: { readonly low: number; readonly high: number }): string {
  return Number.isNaN(low) ? 'none' : `${ratio(Math.max(0, low))}\u2013${ratio(Math.max(0, high))}`;
}

/** Experiments by cells per arm that a laboratory needs; what would be seen, where that is not what was found. */
export function sizeNeeded(needed: CellsNeeded | undefined): string {
  if (needed === undefined) return 'not within 30 experiments';
  const { experiments, cells, ratio: seen } = needed;
  const size = `${experiments} \u00d7 ${cells}`;
  return seen === decisionBounds.down || seen === decisionBounds.up ? `${size} (to see ${ratio(seen)})` : size;
}

/** A time in the unit that gives the smallest whole or short number. */
export function duration(seconds: number): string {
  const [size, unit] = durationUnit(seconds);
  return `${Number((seconds / size).toPrecision(3))} ${unit}`;
}

/** Seconds per unit, and the unit, in which a time axis up to `seconds` is drawn. */
export function durationUnit(seconds: number): readonly [number, string] {
  if (seconds >= 3 * 86400) return [86400, 'd'];
  if (seconds >= 2 * 3600) return [3600, 'h'];
  if (seconds >= 120) return seconds % 3600 === 0 ? [3600, 'h'] : [60, 'min'];
  return [1, 's'];
}

/** A unit as it is printed; shares become per cent elsewhere, so `1` is nothing. */
export function unitText(unit: string): string {
  if (unit === '1') return '';
  return unit
    .replace(/\bum/g, '\u00b5m')
    .replace(/\buM/g, '\u00b5M')
    .replace(/2\b/g, '\u00b2')
    .replace(/3\b/g, '\u00b3');
}

/** A value with its unit. */
export function quantity(value: number, unit: string): string {
  const text = unitText(unit);
  return text === '' ? number(value) : `${number(value)} ${text}`;
}

/** The title of a measure or time course; slots get the name the model gives them. */
export function measureTitle(input: ReportInput, id: string): string {
  const named = input.names[id];
  if (named !== undefined) return capital(named);
  const title = resolveMeasure(assays[input.manifest.assay], id)?.definition.title ?? id;
  const slot = Object.keys(input.names).find((each) => title === each || title.endsWith(` ${each}`));
  return capital(slot === undefined ? title : `${title.slice(0, title.length - slot.length)}${input.names[slot]}`);
}

/** Whether absolute values mean something: shares do, and so does what a model file of the user's defines. */
export function isCalibrated(input: ReportInput, measure: string, unit: string): boolean {
  return unit === '1' || !Object.hasOwn(assays[input.manifest.assay].measures, measure);
}

/** Upper case at the start, where the first word is an ordinary one. */
export function capital(title: string): string {
  return /^[a-z]{2}/.test(title) ? title[0].toUpperCase() + title.slice(1) : title;
}

/** Lower case at the start, for use within a sentence; abbreviations stay. */
export function within(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title[0].toLowerCase() + title.slice(1) : title;
}

/** So many experiments, or whatever else an experiment of the assay is. */
export function experimentsText({ manifest }: Pick<ReportInput, 'manifest'>, n: number): string {
  return `${n} ${experimentWord(manifest.assay)}${n === 1 ? '' : 's'}`;
}

/** What an experiment of an assay is. */
export function experimentWord(assay: string): string {
  return assays[assay].experiment ?? 'experiment';
}

/** The title of an arm. */
export function armTitle(input: ReportInput, id: string): string {
  return input.facts.arms.find((arm) => arm.id === id)?.title ?? id;
}

/** The title of an arm, with that of the arm it is compared with where this is not the control. */
export function comparedTitle(input: ReportInput, id: string): string {
  const reference = referenceOf(input, id);
  const own = armTitle(input, id);
  return reference === input.facts.control ? own : `${own}, against ${armTitle(input, reference)}`;
}

/** Id of the arm that an arm is compared with. */
export function referenceOf({ facts }: Pick<ReportInput, 'facts'>, id: string): string {
  return facts.arms.find((arm) => arm.id === id)?.against ?? facts.control;
}

/** Arms that others are compared with: the control, and references that some arms have of their own. */
export function referencesOf({ facts }: Pick<ReportInput, 'facts'>): ReadonlySet<string> {
  return new Set([facts.control, ...facts.arms.flatMap(({ against }) => against ?? [])]);
}

/** What stands at an axis whose title is elsewhere: the unit, or what is counted. */
export function axisUnit(unit: string, title: string): string {
  if (unit !== '1') return unitText(unit);
  return / per cell( \(true state\))?$/.test(title) ? 'number per cell' : 'dimensionless';
}

/** Axis label of a measure: title and unit, and a warning where the absolute scale means nothing yet. */
export function axisLabel(title: string, unit: string, calibrated: boolean): string {
  const text = unitText(unit);
  const withUnit = text === '' ? title : `${title} (${text})`;
  return calibrated ? withUnit : `${withUnit}, scale not calibrated`;
}
