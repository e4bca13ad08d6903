import { log } from '@invadolab/core';
import { mixing } from './diagnostics.js';
import { type Prior, priorQuantile, valueAt } from './prior.js';
import { symmetricEigen } from './symmetric.js';

/** Rules for what the data are said to have told. */
export const identifiability = {
  /** A parameter is not identified where its 90 % interval keeps more than this share of the prior's width. */
  width: 0.5,
  /** Two parameters form a ridge where the smaller eigenvalue of their correlation matrix, 1 - |r|, is below this. */
  ridge: 0.1,
  /** The range may decide where more than `edgeShare` of the draws lie within `edge` of one of its ends. */
  edge: 0.02,
  edgeShare: 0.1,
} as const;

/** Median and 90 % interval, in the parameter's unit. */
export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of one parameter after the data. */
export interface Marginal {
  readonly id: string;
  readonly posterior: Interval;
  readonly prior: Interval;
  /** Width of the posterior's 90 % interval over the prior's, in the prior's own coordinate; 1 where nothing was learned. */
  readonly width: number;
  readonly identified: boolean;
  /** The draws pile up at this end of the range: a wider range may change the answer. */
  readonly edge?: 'low' | 'high';
  readonly rHat: number;
  readonly effective: number;
}

/** Two parameters that the data fix only together. */
export interface Ridge {
  readonly parameters: readonly [string, string];
  readonly correlation: number;
  /**
   * Powers of the product that the data fix, the first one 1: [1, 1] for a product, [1, -1] for a quotient. Absent where
   * one of the two has a uniform prior.
   */
  readonly powers?: readonly [number, number];
}

/** The draws in a few numbers. */
export interface Posterior {
  readonly marginals: readonly Marginal[];
  /** Of positions, row by row in the order of the marginals. */
  readonly correlations: readonly (readonly number[])[];
  readonly ridges: readonly Ridge[];
}

/** Sums up chains of positions (chain, draw, parameter). */
export function summarise(chains: readonly (readonly (readonly number[])[])[], priors: readonly Prior[]): Posterior {
  const draws = chains.flat();
  const columns = priors.map((_, j) => draws.map((point) => point[j]));
  const marginals = priors.map((prior, j) =>
    marginal(
      prior,
      columns[j],
      chains.map((chain) => chain.map((point) => point[j])),
    ),
  );
  const correlations = columns.map((a) => columns.map((b) => correlationOf(a, b)));
  const ridges = priors.flatMap((_, i) =>
    priors.slice(i + 1).flatMap((_, offset) => ridgeOf(priors, columns, correlations, i, i + 1 + offset)),
  );
  return { marginals, correlations, ridges };
}

function marginal(prior: Prior, draws: readonly number[], chains: readonly (readonly number[])[]): Marginal {
  const ascending = Float64Array.from(draws).sort();
  const [low, median, high] = [0.05, 0.5, 0.95].map((share) => quantileOf(ascending, share));
  const [priorLow, priorMedian, priorHigh] = [0.05, 0.5, 0.95].map((share) => priorQuantile(prior, share));
  const width = (high - low) / (priorHigh - priorLow);
  const { edge, edgeShare } = identifiability;
  const share = (near: (position: number) => boolean) => draws.filter(near).length / draws.length;
  const piles =
    share((x) => x < edge) > edgeShare ? 'low' : share((x) => x > 1 - edge) > edgeShare ? 'high' : undefined;
  const values = (l: number, m: number, h: number): Interval => ({
    low: valueAt(prior, l),
    median: valueAt(prior, m),
    high: valueAt(prior, h),
  });
  return {
    id: prior.id,
    posterior: values(low, median, high),
    prior: values(priorLow, priorMedian, priorHigh),
    width,
    identified: width <= identifiability.width,
    ...(piles && { edge: piles }),
    ...mixing(chains),
  };
}

function ridgeOf(
  priors: readonly Prior[],
  columns: readonly (readonly number[])[],
  correlations: readonly (readonly number[])[],
  i: number,
  j: number,
): Ridge[] {
  const correlation = correlations[i][j];
  if (!(1 - Math.abs(correlation) < identifiability.ridge)) return [];
  const parameters = [priors[i].id, priors[j].id] as const;
  if (priors[i].kind === 'uniform' || priors[j].kind === 'uniform') return [{ parameters, correlation }];
  const [a, b] = [i, j].map((at) => columns[at].map((x) => x * (log(priors[at].high) - log(priors[at].low))));
  const covariance = Float64Array.of(covarianceOf(a, a), covarianceOf(a, b), covarianceOf(a, b), covarianceOf(b, b));
  const [across] = symmetricEigen(covariance, 2).vectors;
  return [{ parameters, correlation, powers: [1, across[1] / across[0]] }];
}

function correlationOf(a: readonly number[], b: readonly number[]): number {
  return covarianceOf(a, b) / Math.sqrt(covarianceOf(a, a) * covarianceOf(b, b));
}

function covarianceOf(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [a, b].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  return a.reduce((sum, value, i) => sum + (value - meanA) * (b[i] - meanB), 0) / (a.length - 1);
}

/** By linear interpolation between order statistics (Hyndman and Fan's type 7). */
function quantileOf(ascending: Float64Array, share: number): number {
  const rank = share * (ascending.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
}
