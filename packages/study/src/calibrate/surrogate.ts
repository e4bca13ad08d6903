import { advanceSampler, startCmaEs, startSampler, stepCmaEs, surfaceThrough } from '@invadolab/inference';
import type { CalibrationPlan } from './plan.js';
import { distanceOf, type Trial } from './trials.js';

/** A smooth stand-in for the distances, and sets drawn with it. */
export interface Surrogate {
  /** Coordinates that are standard normal under the prior, as many as were asked for. */
  readonly drawn: readonly Float64Array[];
  /** Logarithm of the likelihood of a set; `left` is a paper whose votes are left out. */
  logLikelihood(point: ArrayLike<number>, left?: string): number;
  /** Per vote: share of what it does from set to set that is more than the chance of a few cells. */
  readonly explained: readonly number[];
  /** Smallest distance that the stand-in expects anywhere, and the standard error of what it expects. */
  readonly nearest: number;
  readonly error: number;
}

/** Sets per term of the surface without which none is laid. */
const setsPerTerm = 2;
const [chains, burnIn, generations] = [16, 1000, 4000];
const searches = 80;

/**
 * Draws sets from the prior times the likelihood exp(-((distance - nearest) / error)^2 / 2): sets that cannot be told from the nearest that
 * there is. Distances are those that a quadratic surface through all simulated sets expects, with its own standard error; where
 * it does not reach there is nothing. CMA-ES finds the nearest, differential-evolution chains draw. Undefined
 * where too few sets were simulated for a surface.
 */
export async function surrogateOf(
  plan: CalibrationPlan,
  points: readonly Float64Array[],
  trials: readonly Trial[],
  { population, seed, signal }: { readonly population: number; readonly seed: number; readonly signal?: AbortSignal },
): Promise<Surrogate | undefined> {
  const whole = trials.flatMap(({ votes }, at) => (votes === undefined ? [] : [at]));
  const d = points[0]?.length ?? 0;
  if (whole.length < Math.max(2 * chains, (setsPerTerm * (d + 1) * (d + 2)) / 2)) return undefined;
  const distances = whole.map((at) => distanceOf(trials[at], plan));
  const order = whole.map((_, i) => i).sort((a, b) => distances[a] - distances[b] || a - b);
  const surface = surfaceThrough(
    whole.map((at) => points[at]),
    order.slice(0, population),
    plan.votes.map((_, vote) => whole.map((at) => trials[at].votes?.[vote] ?? 1)),
  );
  const expected = (point: ArrayLike<number>, left?: string) => {
    if (!surface.reaches(point)) return Number.POSITIVE_INFINITY;
    const votes = Array.from(surface.at(point), (each) => Math.min(1, Math.max(0, each)));
    return distanceOf({ votes }, plan, left);
  };
  const reached = whole.filter((at) => surface.reaches(points[at]));
  if (reached.length < 2 * chains) return undefined;
  const chance = deviation(reached.map((at) => distanceOf(trials[at], plan) - expected(points[at])));
  const error = (chance * surface.error.reduce((sum, each) => sum + each, 0)) / surface.error.length;
  const nearest = await least(
    expected,
    reached.map((at) => points[at]),
    seed,
  );
  const logLikelihood = (point: ArrayLike<number>, left?: string) => {
    const beyond = Math.max(0, expected(point, left) - nearest) / error;
    return -0.5 * beyond * beyond;
  };
  const target = (point: Float64Array) => {
    const prior = point.reduce((sum, z) => sum - 0.5 * z * z, 0);
    return surface.reaches(point) ? prior + logLikelihood(point) : Number.NEGATIVE_INFINITY;
  };
  const objective = (each: readonly Float64Array[]) => Promise.resolve(Float64Array.from(each, target));
  const start = [...reached].sort((a, b) => target(points[b]) - target(points[a]) || a - b).slice(0, population);
  const state = await startSampler({ points: start.map((at) => points[at]), chains, burnIn }, objective, { signal });
  while (state.generation < generations) await advanceSampler(state, objective, [], { seed, signal });
  const kept = state.history.slice(burnIn * chains);
  const drawn = Array.from({ length: population }, (_, i) =>
    Float64Array.from(kept[Math.floor(((i + 0.5) * kept.length) / population)]),
  );
  return { drawn, logLikelihood, explained: surface.explained, nearest, error };
}

/** The smallest expected distance that CMA-ES finds, beginning from the nearest of some points. */
async function least(
  expected: (point: ArrayLike<number>) => number,
  points: readonly Float64Array[],
  seed: number,
): Promise<number> {
  const [first] = [...points].sort((a, b) => expected(a) - expected(b));
  let state = startCmaEs(first, 0.2);
  const objective = (each: readonly Float64Array[]) => Promise.resolve(Float64Array.from(each, (x) => expected(x)));
  for (let i = 0; i < searches; i++) state = await stepCmaEs(state, objective, { seed });
  return Math.min(expected(first), state.best.value);
}

/** Root of the mean square: the errors are about zero. */
function deviation(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 1e-12) / errors.length);
}
