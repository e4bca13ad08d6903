import { log } from '@invadolab/core';
import { quantileOf, sampled } from './statistics.js';

const bins = 256;

/** Where two groups of values are best told apart. */
export interface Split {
  /** Values above it belong to the bright group. */
  readonly threshold: number;
  /** Means of the two groups. */
  readonly dark: number;
  readonly bright: number;
  /** Share of the variance that lies between the groups, 0 to 1; two normal groups of one make about 0.64. */
  readonly separation: number;
}

/**
 * The threshold of Otsu (1979) on values of which the lowest and highest 0.1 % are cut; undefined where all are equal.
 * With `logarithmic`, values are compared by their logarithm above the lowest, so that a few bright objects do not
 * hide the dim ones.
 */
export function otsu(data: ArrayLike<number>, logarithmic = false): Split | undefined {
  const sorted = sampled(data, () => true, 40_000).sort();
  const low = quantileOf(sorted, 0.001);
  const high = quantileOf(sorted, 0.999);
  if (!(high > low)) return undefined;
  const unit = (quantileOf(sorted, 0.5) - low || high - low) + (high - low) * 1e-3;
  const forth = (value: number) => (logarithmic ? log(1 + Math.max(0, value - low) / unit) : value - low);
  const span = forth(high);
  const counts = new Float64Array(bins);
  const sums = new Float64Array(bins);
  const levels = new Float64Array(bins);
  for (const value of sorted) {
    const level = Math.min(span, Math.max(0, forth(value)));
    const bin = Math.min(bins - 1, Math.floor((level / span) * bins));
    counts[bin]++;
    sums[bin] += Math.min(high, Math.max(low, value));
    levels[bin] += level;
  }
  return best(counts, sums, levels, (bin) => back((bin / bins) * span));

  // The inverse of `forth` by bisection: no exponential is needed, and 40 halvings are exact enough.
  function back(level: number): number {
    if (!logarithmic) return low + level;
    let [from, to] = [low, high];
    for (let i = 0; i < 40; i++) {
      const middle = (from + to) / 2;
      if (forth(middle) < level) from = middle;
      else to = middle;
    }
    return to;
  }
}

function best(
  counts: Float64Array,
  sums: Float64Array,
  levels: Float64Array,
  valueAt: (bin: number) => number,
): Split | undefined {
  const total = counts.reduce((sum, each) => sum + each, 0);
  const allSums = sums.reduce((sum, each) => sum + each, 0);
  const allLevels = levels.reduce((sum, each) => sum + each, 0);
  let [most, at, below, belowSum] = [0, 0, 0, 0];
  let [count, sum, level] = [0, 0, 0];
  for (let bin = 0; bin < bins - 1; bin++) {
    count += counts[bin];
    sum += sums[bin];
    level += levels[bin];
    if (count === 0 || count === total) continue;
    const apart = level / count - (allLevels - level) / (total - count);
    const between = (count / total) * (1 - count / total) * apart * apart;
    if (between > most) [most, at, below, belowSum] = [between, bin + 1, count, sum];
  }
  if (most === 0) return undefined;
  let variance = 0;
  const mean = allLevels / total;
  for (let bin = 0; bin < bins; bin++) {
    if (counts[bin] === 0) continue;
    const away = levels[bin] / counts[bin] - mean;
    variance += (counts[bin] / total) * away * away;
  }
  const dark = belowSum / below;
  const bright = (allSums - belowSum) / (total - below);
  return { threshold: valueAt(at), dark, bright, separation: most / variance };
}
