import type { BoundedSummary, DrawSummary } from '@invadolab/results';

/** A ratio or share with two digits that say something. */
export function ratioWords(value: number): string {
  if (value === 0) return '0';
  if (value < 0.001) return '< 0.001';
  return value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

/** A summary as text: the median and its interval; a dash where there is no value. */
export function summaryWords({ median, low, high }: DrawSummary): string {
  if (median === null) return '–';
  return low === null || high === null
    ? ratioWords(median)
    : `${ratioWords(median)} (${ratioWords(Math.max(0, low))}–${ratioWords(Math.max(0, high))})`;
}

/** Excess over what was expected, with its sign. */
export function excessWords({ median, low, high }: DrawSummary): string {
  if (median === null || low === null || high === null) return '–';
  return `${signed(median)} (${signed(low)} … ${signed(high)})`;
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return text === '0.00' ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** A concentration as a person writes it. */
export function doseWords(nanomolar: number): string {
  const [value, unit] =
    nanomolar >= 1e6 ? [nanomolar / 1e6, 'mM'] : nanomolar >= 1000 ? [nanomolar / 1000, 'µM'] : [nanomolar, 'nM'];
  return `${Number(value.toPrecision(2))} ${unit}`;
}

/** A value or its bound; undefined where it was not reached. */
export function boundedWords({ atLeast, atMost }: BoundedSummary, say: (value: number) => string): string | undefined {
  if (atLeast === null && atMost === null) return undefined;
  if (atMost === null) return `> ${say(atLeast ?? 0)}`;
  if (atLeast === null) return `< ${say(atMost)}`;
  return atLeast === atMost ? say(atLeast) : `${say(atLeast)}–${say(atMost)}`;
}

/** A share as whole per cent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Hours or days of a time in s. */
export function timeWords(seconds: number): string {
  return seconds >= 3 * 86400
    ? `${Number((seconds / 86400).toPrecision(3))} d`
    : `${Number((seconds / 3600).toPrecision(3))} h`;
}
