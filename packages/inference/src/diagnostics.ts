import { log, normalQuantile } from '@invadolab/core';

/** How far chains agree, and how many independent draws they are worth. */
export interface Mixing {
  /** Rank-normalised split R-hat, of the draws or of their distance from the median, whichever is worse; 1 when mixed. */
  readonly rHat: number;
  /** Bulk effective sample size. */
  readonly effective: number;
}

/**
 * Mixing of one quantity over chains of equal length (at least 4 draws each; not a number below that).
 * Source: Vehtari, Gelman, Simpson, Carpenter, Bürkner 2021, doi:10.1214/20-BA1221.
 */
export function mixing(chains: readonly (readonly number[])[]): Mixing {
  const half = Math.floor(chains[0].length / 2);
  if (half < 2) return { rHat: Number.NaN, effective: Number.NaN };
  const split = chains.flatMap((chain) => [chain.slice(0, half), chain.slice(chain.length - half)]);
  const ascending = split.flat().sort((a, b) => a - b);
  const median = ascending[Math.floor(ascending.length / 2)];
  const scores = normalScores(split);
  const folded = normalScores(split.map((chain) => chain.map((value) => Math.abs(value - median))));
  return { rHat: Math.max(potential(scores), potential(folded)), effective: effectiveSize(scores) };
}

/** Every draw as the normal quantile of its rank among all; ties share their mean rank. */
function normalScores(chains: readonly (readonly number[])[]): number[][] {
  const flat = chains.flat();
  const order = flat.map((_, i) => i).sort((i, j) => flat[i] - flat[j]);
  const scores = new Float64Array(flat.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && flat[order[to + 1]] === flat[order[from]]) to++;
    const score = normalQuantile(((from + to) / 2 + 1 - 0.375) / (flat.length + 0.25));
    for (let at = from; at <= to; at++) scores[order[at]] = score;
    from = to + 1;
  }
  const { length } = chains[0];
  return chains.map((_, chain) => Array.from(scores.subarray(chain * length, (chain + 1) * length)));
}

interface Spread {
  /** Mean of the variances within chains. */
  readonly within: number;
  /** Estimate of the variance of the whole. */
  readonly total: number;
}

function spread(chains: readonly (readonly number[])[]): Spread {
  const n = chains[0].length;
  const means = chains.map(mean);
  const grand = mean(means);
  const between = means.reduce((sum, each) => sum + (each - grand) * (each - grand), 0) / (chains.length - 1);
  const within = mean(chains.map((chain, i) => squares(chain, means[i]) / (n - 1)));
  return { within, total: ((n - 1) / n) * within + between };
}

function potential(chains: readonly (readonly number[])[]): number {
  const { within, total } = spread(chains);
  if (within > 0) return Math.sqrt(total / within);
  return total > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

/** Draws over the integrated autocorrelation of all chains together, cut where Geyer's pairs cease to be positive. */
function effectiveSize(chains: readonly (readonly number[])[]): number {
  const n = chains[0].length;
  const { within, total } = spread(chains);
  if (!(total > 0)) return Number.NaN;
  const means = chains.map(mean);
  const correlation = (lag: number) => {
    const covariance = mean(chains.map((chain, i) => product(chain, means[i], lag) / n));
    return 1 - (within - covariance * (n / (n - 1))) / total;
  };
  let sum = 0;
  let last = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = Math.min(correlation(lag) + correlation(lag + 1), last);
    if (!(pair > 0)) break;
    sum += pair;
    last = pair;
  }
  const draws = n * chains.length;
  return Math.min(draws / (2 * sum - 1), draws * (log(draws) / log(10)));
}

function product(chain: readonly number[], centre: number, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < chain.length; i++) sum += (chain[i] - centre) * (chain[i + lag] - centre);
  return sum;
}

function squares(chain: readonly number[], centre: number): number {
  return product(chain, centre, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
