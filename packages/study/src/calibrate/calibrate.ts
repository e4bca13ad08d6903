import { type AbcPlan, type AbcResult, approximate, type Objective, resampled } from '@invadolab/inference';
import type { ReplayOptions } from '../evidence/replay.js';
import { factorsAt } from './parameters.js';
import type { CalibrationPlan } from './plan.js';
import { type Surrogate, surrogateOf } from './surrogate.js';
import { distanceOf, type Trial, tryAll } from './trials.js';

/** How long a calibration goes on, and what it must bring. */
export interface CalibrationSize {
  readonly first: number;
  readonly each: number;
  /** The nearest so many are what the next generation is drawn about; at least so many are accepted. */
  readonly population: number;
  /** Sets to try at most. */
  readonly most: number;
  /** Sets in the ensemble. */
  readonly draws: number;
}

/** What `npm run calibrate` runs with. */
export const usualSize: CalibrationSize = { first: 240, each: 120, population: 220, most: 1300, draws: 2000 };

/** How a calibration runs. */
export interface CalibrationOptions extends ReplayOptions {
  readonly seed: number;
  readonly size: CalibrationSize;
}

/** Every set that was tried, and which of them stand for what is known. */
export interface Calibration {
  readonly found: AbcResult;
  /** As the points of `found`. */
  readonly trials: readonly Trial[];
  /** What the accepted sets were drawn with; absent where too few sets were simulated for it. */
  readonly surrogate?: Surrogate;
  /** Positions of the sets of the ensemble; one that weighs more stands more than once. */
  readonly ensemble: readonly number[];
}

/**
 * Deviations of the prior within which the first sets are sought. What was assumed lives; of sets a whole deviation off in every
 * direction hardly any does.
 */
const start = 0.5;
/** A set is not given up before its distance is beyond the threshold by this much: the chance of its few cells. */
const chance = 0.2;
/** Effective number of accepted sets that is wanted, as a share of their least number. */
const effectiveShare = 1 / 3;
/** Seeds of different generations do not meet: cells come in tens, and a generation is smaller than this. */
const seedsPerGeneration = 1_000_000;

/**
 * Fits the parameters to the votes: approximate Bayesian computation with the distance of `distanceOf` finds where they are met; a
 * surface through all distances then says what they are without the chance of a few cells, sets are drawn with it, and
 * each of these is simulated again. What is simulated is
 * kept in the store piece by piece: a run that goes on there ends as one that never stopped. Rejects once the signal fires.
 */
export async function calibrate(plan: CalibrationPlan, options: CalibrationOptions): Promise<Calibration> {
  const { seed, size } = options;
  const { parameters } = plan;
  const trials: Trial[] = [];
  const abc: AbcPlan = {
    ...size,
    start,
    dimension: parameters.length,
    seed,
    goal: 0,
    wanted: size.population * effectiveShare,
  };
  let generation = 0;
  const objective: Objective = async (points) => {
    const before = trials.length;
    const done = (stage: number, stages: number) =>
      options.onProgress?.(before + Math.floor((points.length * stage) / stages), size.most);
    const sets = points.map((point) => factorsAt(parameters, point));
    const fresh = await tryAll(plan, sets, {
      ...options,
      onProgress: done,
      seed: (seed + seedsPerGeneration * ++generation) % 4_294_967_296,
      bound: boundOf(plan, trials, size.population),
    });
    trials.push(...fresh);
    return Float64Array.from(fresh, (trial) => distanceOf(trial, plan));
  };
  const found = await approximate(abc, objective, { signal: options.signal });
  const { population } = size;
  const surrogate = await surrogateOf(plan, found.points, trials, { population, seed, signal: options.signal });
  if (surrogate === undefined) {
    const weights = found.accepted.map((at) => found.weights[at]);
    const own = resampled(weights, size.draws, seed);
    return { found, trials, ensemble: own.map((at) => found.accepted[at]) };
  }
  const last = await tryAll(
    plan,
    surrogate.drawn.map((point) => factorsAt(parameters, point)),
    {
      ...options,
      onProgress: (stage, stages) =>
        options.onProgress?.(trials.length + Math.floor((population * stage) / stages), trials.length + population),
      seed: (seed + seedsPerGeneration * ++generation) % 4_294_967_296,
      bound: Number.POSITIVE_INFINITY,
    },
  );
  const points = [...found.points, ...surrogate.drawn];
  const all = [...trials, ...last];
  // What leaves too little to compare is no set to draw conclusions from.
  const accepted = last.flatMap(({ votes }, i) => (votes === undefined ? [] : [trials.length + i]));
  const distances = all.map((trial) => distanceOf(trial, plan));
  const weights = [...found.weights, ...last.map(() => 0)];
  const threshold = Math.max(...accepted.map((at) => distances[at]));
  const reached = threshold <= 0;
  const result = { ...found, points, distances, weights, accepted, effective: accepted.length, threshold, reached };
  return { found: result, trials: all, surrogate, ensemble: accepted };
}

/** The threshold that the sets so far make. */
function boundOf(plan: CalibrationPlan, trials: readonly Trial[], population: number): number {
  if (trials.length < population) return Number.POSITIVE_INFINITY;
  const distances = Float64Array.from(trials, (trial) => distanceOf(trial, plan)).sort();
  return distances[population - 1] + chance;
}
