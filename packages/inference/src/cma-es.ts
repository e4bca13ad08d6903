import { exp, log, Stream } from '@invadolab/core';
import type { Objective } from './objective.js';
import { symmetricEigen } from './symmetric.js';

/** Everything an evolution needs to go on, as plain data. */
export interface CmaState {
  readonly generation: number;
  readonly evaluations: number;
  readonly mean: readonly number[];
  readonly sigma: number;
  /** Row by row. */
  readonly covariance: readonly number[];
  readonly pathOfSigma: readonly number[];
  readonly pathOfCovariance: readonly number[];
  readonly best: { readonly point: readonly number[]; readonly value: number };
}

/** Weights and learning rates of a dimension and a number of offspring (Hansen 2016, table 1; negative weights left out). */
interface Strategy {
  readonly offspring: number;
  readonly weights: readonly number[];
  readonly effective: number;
  readonly cumulationOfSigma: number;
  readonly damping: number;
  readonly cumulation: number;
  readonly rankOne: number;
  readonly rankMu: number;
  readonly expectedLength: number;
}

/** The state before the first generation; `sigma` is the expected distance of the optimum in each coordinate. */
export function startCmaEs(mean: ArrayLike<number>, sigma: number): CmaState {
  const n = mean.length;
  const identity = Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const zero = new Array<number>(n).fill(0);
  return {
    generation: 0,
    evaluations: 0,
    mean: Array.from(mean),
    sigma,
    covariance: identity,
    pathOfSigma: zero,
    pathOfCovariance: zero,
    best: { point: Array.from(mean), value: Number.MAX_VALUE },
  };
}

/** Offspring of each generation where nobody says how many. */
export function usualOffspring(dimension: number): number {
  return 4 + Math.floor(3 * log(dimension));
}

/**
 * One generation of the covariance matrix adaptation evolution strategy, which minimises. Points that cannot be evaluated
 * rank last. The same state, seed and objective give the same next state.
 * Source: Hansen 2016, arXiv:1604.00772.
 */
export async function stepCmaEs(
  state: CmaState,
  objective: Objective,
  options: { readonly seed: number; readonly offspring?: number; readonly signal?: AbortSignal },
): Promise<CmaState> {
  const n = state.mean.length;
  const strategy = strategyOf(n, options.offspring ?? usualOffspring(n));
  const { values, vectors } = symmetricEigen(Float64Array.from(state.covariance), n);
  const lengths = values.map((value) => Math.sqrt(Math.max(value, 1e-300)));
  const chance = new Stream(options.seed, 'cma-es');
  const steps = Array.from({ length: strategy.offspring }, (_, i) => {
    chance.at(state.generation, i, 0);
    const step = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const z = chance.normal() * lengths[k];
      for (let j = 0; j < n; j++) step[j] += z * vectors[k][j];
    }
    return step;
  });
  const points = steps.map((step) => step.map((part, j) => state.mean[j] + state.sigma * part));
  const found = await objective(points, { signal: options.signal });
  const cost = (i: number) => (Number.isFinite(found[i]) ? found[i] : Number.MAX_VALUE);
  const ranked = steps.map((_, i) => i).sort((i, j) => cost(i) - cost(j) || i - j);
  const mean = weighted(ranked, steps, strategy.weights);
  const best =
    cost(ranked[0]) < state.best.value ? { point: Array.from(points[ranked[0]]), value: cost(ranked[0]) } : state.best;
  const moved = adapted(state, strategy, mean, ranked, steps, lengths, vectors);
  return { ...moved, generation: state.generation + 1, evaluations: state.evaluations + steps.length, best };
}

function strategyOf(n: number, offspring: number): Strategy {
  const parents = Math.floor(offspring / 2);
  const raw = Array.from({ length: parents }, (_, i) => log((offspring + 1) / 2) - log(i + 1));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const weights = raw.map((weight) => weight / sum);
  const effective = 1 / weights.reduce((total, weight) => total + weight * weight, 0);
  const cumulationOfSigma = (effective + 2) / (n + effective + 5);
  const rankOne = 2 / ((n + 1.3) * (n + 1.3) + effective);
  return {
    offspring,
    weights,
    effective,
    cumulationOfSigma,
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + cumulationOfSigma,
    cumulation: (4 + effective / n) / (n + 4 + (2 * effective) / n),
    rankOne,
    rankMu: Math.min(1 - rankOne, (2 * (0.25 + effective + 1 / effective - 2)) / ((n + 2) * (n + 2) + effective)),
    expectedLength: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

function weighted(ranked: readonly number[], steps: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const mean = new Float64Array(steps[0].length);
  weights.forEach((weight, rank) => {
    for (let j = 0; j < mean.length; j++) mean[j] += weight * steps[ranked[rank]][j];
  });
  return mean;
}

function adapted(
  state: CmaState,
  strategy: Strategy,
  step: Float64Array,
  ranked: readonly number[],
  steps: readonly Float64Array[],
  lengths: Float64Array,
  vectors: readonly Float64Array[],
): Omit<CmaState, 'generation' | 'evaluations' | 'best'> {
  const n = step.length;
  const {
    effective,
    cumulationOfSigma: cs,
    cumulation: cc,
    rankOne,
    rankMu,
    weights,
    damping,
    expectedLength,
  } = strategy;
  const whitened = inverseRoot(step, lengths, vectors);
  const pathOfSigma = state.pathOfSigma.map(
    (p, j) => (1 - cs) * p + Math.sqrt(cs * (2 - cs) * effective) * whitened[j],
  );
  const length = Math.sqrt(pathOfSigma.reduce((sum, p) => sum + p * p, 0));
  const settled = 1 - exp(2 * (state.generation + 1) * log(1 - cs));
  const still = length / Math.sqrt(settled) < (1.4 + 2 / (n + 1)) * expectedLength ? 1 : 0;
  const pathOfCovariance = state.pathOfCovariance.map(
    (p, j) => (1 - cc) * p + still * Math.sqrt(cc * (2 - cc) * effective) * step[j],
  );
  const kept = 1 - rankOne - rankMu + (1 - still) * rankOne * cc * (2 - cc);
  const covariance = state.covariance.map((c, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let mu = 0;
    for (let rank = 0; rank < weights.length; rank++) {
      const each = steps[ranked[rank]];
      mu += weights[rank] * each[i] * each[j];
    }
    return kept * c + rankOne * pathOfCovariance[i] * pathOfCovariance[j] + rankMu * mu;
  });
  return {
    mean: state.mean.map((m, j) => m + state.sigma * step[j]),
    sigma: state.sigma * exp(Math.min(1, (cs / damping) * (length / expectedLength - 1))),
    covariance,
    pathOfSigma,
    pathOfCovariance,
  };
}

/** C^(-1/2) times a vector. */
function inverseRoot(step: Float64Array, lengths: Float64Array, vectors: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(step.length);
  vectors.forEach((vector, k) => {
    let along = 0;
    for (let j = 0; j < step.length; j++) along += vector[j] * step[j];
    for (let j = 0; j < step.length; j++) result[j] += (along / lengths[k]) * vector[j];
  });
  return result;
}
