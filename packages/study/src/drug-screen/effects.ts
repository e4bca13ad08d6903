import { quantile } from '@invadolab/assays';
import type { BoundedSummary, DrawSummary } from '@invadolab/results';

/** One value per draw; not a number where a draw has none. */
export type Draws = Float64Array;

/** Drug over control in each draw; not a number where the control shows nothing. */
export function ratioDraws(drug: Draws, control: Draws): Draws {
  return drug.map((value, draw) => (control[draw] > 0 ? value / control[draw] : Number.NaN));
}

/** Mean in each draw over the lists that have a value there. */
export function meanDraws(lists: readonly Draws[], draws: number): Draws {
  return Float64Array.from({ length: draws }, (_, draw) => {
    const values = lists.map((list) => list[draw]).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

/** Median and middle 95 % of the draws that have a value. */
export function summary(draws: Draws): DrawSummary {
  const sorted = draws.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return { median: null, low: null, high: null, draws: 0 };
  const [median, low, high] = [0.5, 0.025, 0.975].map((share) => quantile(sorted, share));
  return { median, low, high, draws: sorted.length };
}

/** In each draw a value is known to lie between two ends, which are equal where it is known itself; 0 and infinity are no bounds. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Medians of the ends, and the middle 95 % from the lowest low to the highest high. */
export function boundedSummary(all: readonly Bounds[]): BoundedSummary {
  const known = all.filter(({ low }) => !Number.isNaN(low));
  if (known.length === 0) return { atLeast: null, atMost: null, low: null, high: null };
  const lows = Float64Array.from(known, ({ low }) => low).sort();
  const highs = Float64Array.from(known, ({ high }) => high).sort();
  const bound = (value: number) => (value > 0 && value < Number.POSITIVE_INFINITY ? value : null);
  return {
    atLeast: bound(middle(lows)),
    atMost: bound(middle(highs)),
    low: bound(lows[Math.floor((lows.length - 1) * 0.025)]),
    high: bound(highs[Math.ceil((highs.length - 1) * 0.975)]),
  };
}

/** The median without averaging, which infinite ends do not allow. */
function middle(sorted: Float64Array): number {
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
