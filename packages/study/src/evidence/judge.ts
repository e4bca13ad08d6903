import { quantile } from '@invadolab/assays';
import type { Direction } from './evidence.js';

/** What an ensemble says about a ratio. */
export type Outcome = 'down' | 'up' | 'none' | 'undecided';

/** Limits of the rules, fixed before any row was run. */
export const rules = {
  down: 0.8,
  up: 1.25,
  abolished: 0.1,
  /** Share of draws in which a direction must hold, and the width of the interval for no change. */
  share: 0.9,
  /** Predictive interval of a number. */
  predictive: 0.95,
  /** Widest predictive interval, high end over low end. */
  widest: { number: 4, ratio: 2.5 },
} as const;

/** The verdict on one expectation. */
export interface Judgement {
  readonly pass: boolean;
  readonly outcome: Outcome;
  /** Median over the draws. */
  readonly predicted: number;
  /** 90 % for directions, 95 % for numbers. */
  readonly interval: readonly [number, number];
  /** A sentence. */
  readonly why: string;
}

/** Share of all draws with a ratio that `holds`; a draw without a ratio holds nothing. */
function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.reduce((count, value) => count + (holds(value) ? 1 : 0), 0) / values.length;
}

/** Whether a change is seen in enough draws. */
export function isDetected(values: Float64Array, direction: 'down' | 'up' | 'abolished'): boolean {
  return shareOf(values, holding(direction)) >= rules.share;
}

function holding(direction: 'down' | 'up' | 'abolished'): (value: number) => boolean {
  if (direction === 'up') return (value) => value >= rules.up;
  return (value) => value <= rules[direction];
}

/** What the draws say by themselves. No change needs every draw to have a ratio, and a positive control that is seen. */
export function outcomeOf(values: Float64Array, positiveSeen: boolean): Outcome {
  if (isDetected(values, 'down')) return 'down';
  if (isDetected(values, 'up')) return 'up';
  return positiveSeen && isUnchanged(values) ? 'none' : 'undecided';
}

/** The class that most draws fall in, for want of nine in ten; undecided where no draw has a ratio. */
export function likeliestOf(values: Float64Array): Outcome {
  const down = shareOf(values, holding('down'));
  const up = shareOf(values, holding('up'));
  const none = 1 - down - up - shareOf(values, Number.isNaN);
  if (none > down && none > up) return 'none';
  if (down === 0 && up === 0) return 'undecided';
  return down >= up ? 'down' : 'up';
}

function isUnchanged(values: Float64Array): boolean {
  const [low, high] = intervalOf(values, rules.share);
  return !hasGaps(values) && low >= rules.down && high <= rules.up;
}

function hasGaps(values: Float64Array): boolean {
  return values.some((value) => Number.isNaN(value));
}

/** The middle share of the draws that have a value. */
export function intervalOf(values: Float64Array, share: number): readonly [number, number] {
  const sorted = [...values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return [Number.NaN, Number.NaN];
  return [quantile(sorted, (1 - share) / 2), quantile(sorted, (1 + share) / 2)];
}

/** A published direction against the ratios of all draws. `positiveSeen` counts for no change alone. */
export function judgeDirection(values: Float64Array, direction: Direction, positiveSeen: boolean): Judgement {
  const outcome = outcomeOf(values, positiveSeen);
  const interval = intervalOf(values, rules.share);
  const [predicted] = intervalOf(values, 0);
  const shared = { outcome, predicted, interval };
  const without = shareOf(values, Number.isNaN);
  const gaps = without > 0 ? `; ${percent(without)} of draws have nothing to compare` : '';
  if (direction === 'none') {
    const pass = positiveSeen && isUnchanged(values);
    const inside = `90 % of ratios ${isUnchanged(values) ? 'within' : 'not within'} ${rules.down} to ${rules.up}`;
    const seen = positiveSeen ? 'the positive control is seen' : 'the positive control is not seen';
    return { ...shared, pass, why: `${inside}; ${seen}${gaps}` };
  }
  const share = shareOf(values, holding(direction));
  const limit = direction === 'up' ? `at least ${rules.up}` : `at most ${rules[direction]}`;
  const why = `ratio ${limit} in ${percent(share)} of draws, ${percent(rules.share)} needed${gaps}`;
  return { ...shared, pass: share >= rules.share, why };
}

/** A published number, or the middle (in the logarithm) of a published interval, against the values of all draws. */
export function judgeNumber(values: Float64Array, published: readonly [number, number], isRatio: boolean): Judgement {
  const interval = intervalOf(values, rules.predictive);
  const [predicted] = intervalOf(values, 0);
  const [low, high] = interval;
  const value = Math.sqrt(published[0] * published[1]);
  const widest = isRatio ? rules.widest.ratio : rules.widest.number;
  const inside = value >= low && value <= high;
  const width = high / low;
  const narrow = width <= widest;
  const gaps = hasGaps(values) ? '; some draws have no value' : '';
  const why = `published value ${inside ? 'inside' : 'outside'} the 95 % interval, which is ${wide(width)} wide (at most ${widest}-fold)${gaps}`;
  return { pass: inside && narrow && gaps === '', outcome: 'undecided', predicted, interval, why };
}

function wide(width: number): string {
  return Number.isFinite(width) ? `${width.toFixed(1)}-fold` : 'infinitely';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
