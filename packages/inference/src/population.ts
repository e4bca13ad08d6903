import { Stream } from '@invadolab/core';
import {
  drawFrom,
  effectiveNumber,
  type Mixture,
  mixtureAbout,
  normalAboutOrigin,
  relativeDensity,
} from './mixture.js';
import type { Objective } from './objective.js';

/** How a population is led to small distances. Coordinates are standard normal under the prior. */
export interface AbcPlan {
  readonly dimension: number;
  readonly seed: number;
  /** Points of the first generation. */
  readonly first: number;
  /** Standard deviation about the middle of the prior of most of the first generation; default 1, the prior itself. */
  readonly start?: number;
  /** Points of each later generation. */
  readonly each: number;
  /** The nearest so many make the threshold of the next generation. */
  readonly population: number;
  /** A distance that is near enough: the threshold goes no lower. */
  readonly goal: number;
  /** Effective number of accepted points that is wanted. */
  readonly wanted: number;
  /** Points at most; the generation that would pass it is not begun. */
  readonly most: number;
}

/** One generation. */
export interface AbcGeneration {
  readonly points: number;
  /** Share of its points within the threshold that the generation before had reached. */
  readonly acceptance: number;
  /** Reached with it. */
  readonly threshold: number;
  readonly effective: number;
}

/** Every point that was tried, and which are accepted. */
export interface AbcResult {
  readonly points: readonly Float64Array[];
  /** Not finite where a point is no candidate. */
  readonly distances: readonly number[];
  /** Prior over what the points were drawn from, all generations together: importance weights, not normalised. */
  readonly weights: readonly number[];
  readonly generations: readonly AbcGeneration[];
  readonly threshold: number;
  /** Positions of the points within the threshold. */
  readonly accepted: readonly number[];
  readonly effective: number;
  /** The threshold is the goal, and as many effective points as wanted are within. */
  readonly reached: boolean;
}

/** Share of each generation that is drawn from the prior again. */
const defence = 0.1;
/** Where fewer of a generation are within the threshold of the one before, more generations hardly help. */
const leastAcceptance = 0.02;

/**
 * Approximate Bayesian computation by population Monte Carlo with adaptive thresholds: every generation is drawn about the
 * nearest points so far (Beaumont and others 2009, doi:10.1093/biomet/asp052; Lenormand and others 2013,
 * doi:10.1007/s00180-013-0428-3), and every point is weighted against the mixture of all generations (Cornuet and others
 * 2012, doi:10.1111/j.1467-9469.2011.00756.x), so that none is lost. What is drawn depends on (seed, generation, number)
 * alone. Rejects once `signal` fires.
 */
export async function approximate(
  plan: AbcPlan,
  distance: Objective,
  options: {
    readonly signal?: AbortSignal;
    readonly onGeneration?: (generation: AbcGeneration, points: number) => void;
  } = {},
): Promise<AbcResult> {
  const points: Float64Array[] = [];
  const distances: number[] = [];
  const mixtures: { readonly mixture: Mixture; readonly size: number; readonly densities: number[] }[] = [];
  const generations: AbcGeneration[] = [];
  let threshold = Number.POSITIVE_INFINITY;
  let mixture = normalAboutOrigin(plan.dimension, plan.start ?? 1, defence);
  for (let size = plan.first; points.length + size <= plan.most || generations.length === 0; size = plan.each) {
    const chance = new Stream(plan.seed, 'approximate');
    const fresh = Array.from({ length: size }, (_, i) => drawFrom(mixture, chance.at(generations.length, i, 0)));
    const found = await distance(fresh, { signal: options.signal });
    for (const each of mixtures) each.densities.push(...fresh.map((point) => relativeDensity(each.mixture, point)));
    points.push(...fresh);
    distances.push(...found);
    mixtures.push({ mixture, size, densities: points.map((point) => relativeDensity(mixture, point)) });
    const weights = balanced(mixtures, points.length);
    const acceptance = found.filter((each) => each <= threshold).length / size;
    threshold = Math.max(plan.goal, Math.min(threshold, nth(distances, plan.population)));
    const accepted = within(distances, threshold);
    const effective = effectiveNumber(accepted.map((at) => weights[at]));
    generations.push({ points: size, acceptance, threshold, effective });
    options.onGeneration?.(generations[generations.length - 1], points.length);
    if (accepted.length < plan.dimension + 2) continue;
    if (threshold <= plan.goal && effective >= plan.wanted) break;
    if (generations.length > 2 && acceptance < leastAcceptance) break;
    const sum = accepted.reduce((total, at) => total + weights[at], 0);
    mixture = mixtureAbout(
      accepted.map((at) => points[at]),
      accepted.map((at) => weights[at] / sum),
      defence,
    );
  }
  const weights = balanced(mixtures, points.length);
  return { points, distances, weights, generations, ...cut(plan, distances, weights) };
}

/** The smallest threshold that leaves enough points: at least `population` of them, worth `wanted`. */
function cut({ goal, population, wanted }: AbcPlan, distances: readonly number[], weights: readonly number[]) {
  const order = distances.map((_, at) => at).filter((at) => Number.isFinite(distances[at]));
  order.sort((a, b) => distances[a] - distances[b] || a - b);
  let [sum, squares, count] = [0, 0, 0];
  let threshold = goal;
  for (const at of order) {
    const enough = count >= population && sum * sum >= wanted * squares;
    if (distances[at] > threshold && enough) break;
    threshold = Math.max(goal, distances[at]);
    sum += weights[at];
    squares += weights[at] * weights[at];
    count++;
  }
  const accepted = within(distances, threshold);
  const effective = effectiveNumber(accepted.map((at) => weights[at]));
  return { threshold, accepted, effective, reached: threshold <= goal && effective >= wanted };
}

function within(distances: readonly number[], threshold: number): number[] {
  return distances.flatMap((each, at) => (Number.isFinite(each) && each <= threshold ? [at] : []));
}

function nth(distances: readonly number[], count: number): number {
  const sorted = Float64Array.from(distances, (each) => (Number.isNaN(each) ? Number.POSITIVE_INFINITY : each)).sort();
  return sorted[Math.min(count, sorted.length) - 1];
}

/** One over the mean density of all generations, each by its size. */
function balanced(
  mixtures: readonly { readonly size: number; readonly densities: readonly number[] }[],
  count: number,
) {
  return Array.from({ length: count }, (_, at) => {
    const density = mixtures.reduce((sum, { size, densities }) => sum + size * densities[at], 0);
    return count / density;
  });
}

/**
 * `count` positions in proportion to the weights, in an order without meaning: one uniform number and equal steps (Kitagawa
 * 1996, doi:10.1080/10618600.1996.10474692), then shuffled.
 */
export function resampled(weights: readonly number[], count: number, seed: number): readonly number[] {
  const chance = new Stream(seed, 'resample').at(0, 0, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const start = chance.uniform();
  const chosen: number[] = [];
  let sum = 0;
  weights.forEach((weight, at) => {
    sum += weight;
    while (chosen.length < count && ((start + chosen.length) / count) * total < sum) chosen.push(at);
  });
  for (let last = chosen.length - 1; last > 0; last--) {
    const other = chance.integer(last + 1);
    [chosen[last], chosen[other]] = [chosen[other], chosen[last]];
  }
  return chosen;
}
