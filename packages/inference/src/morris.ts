import { Stream } from '@invadolab/core';

/** Walks through the unit cube that change one coordinate at a time. */
export interface MorrisDesign {
  readonly dimension: number;
  /** Points of all walks, one walk of `dimension` + 1 points after the other. */
  readonly points: readonly Float64Array[];
}

/** How large and how uneven the effect of one coordinate is. */
export interface ElementaryEffect {
  /** Mean of the absolute effects of a step through the whole range: how much the coordinate matters. */
  readonly meanAbsolute: number;
  readonly mean: number;
  /** Standard deviation: large where the effect is curved or depends on other coordinates. */
  readonly deviation: number;
  /** Effects that could be computed. */
  readonly count: number;
}

const levels = 4;
const step = levels / (2 * (levels - 1));

/**
 * `trajectories` walks on a grid of 4 levels, chosen out of `candidates` random ones (default ten times as many) so that
 * they lie far apart: the first pair, then one after the other, with the largest sum of squared distances to those chosen.
 * Sources: Morris 1991, doi:10.1080/00401706.1991.10484804; Campolongo, Cariboni, Saltelli 2007,
 * doi:10.1016/j.envsoft.2006.10.004 (who sum distances, not their squares).
 */
export function morrisDesign(plan: {
  readonly dimension: number;
  readonly trajectories: number;
  readonly candidates?: number;
  readonly seed: number;
}): MorrisDesign {
  const { dimension, trajectories, seed } = plan;
  const candidates = Math.max(trajectories, plan.candidates ?? 10 * trajectories);
  const chance = new Stream(seed, 'morris');
  const walks = Array.from({ length: candidates }, (_, i) => walk(dimension, chance.at(i, 0, 0)));
  const points = farApart(walks, trajectories).flatMap((chosen) => walks[chosen]);
  return { dimension, points };
}

function walk(dimension: number, chance: Stream): Float64Array[] {
  const point = new Float64Array(dimension);
  for (let j = 0; j < dimension; j++) point[j] = chance.integer(levels) / (levels - 1);
  const order = Array.from({ length: dimension }, (_, j) => j);
  for (let j = dimension - 1; j > 0; j--) {
    const other = chance.integer(j + 1);
    [order[j], order[other]] = [order[other], order[j]];
  }
  const points = [Float64Array.from(point)];
  for (const j of order) {
    point[j] += point[j] < 0.5 ? step : -step;
    points.push(Float64Array.from(point));
  }
  return points;
}

/** Positions of the walks chosen, ascending. */
function farApart(walks: readonly (readonly Float64Array[])[], count: number): number[] {
  // Sums of squared distances between all points of two walks follow from each walk's sums of points and of squares.
  const sums = walks.map((points) => points[0].map((_, j) => points.reduce((sum, point) => sum + point[j], 0)));
  const squares = walks.map((points) => points.reduce((sum, point) => sum + inner(point, point), 0));
  const distance = (a: number, b: number) => walks[a].length * (squares[a] + squares[b]) - 2 * inner(sums[a], sums[b]);
  let first = [0, Math.min(1, walks.length - 1)];
  for (let a = 0; a < walks.length; a++)
    for (let b = a + 1; b < walks.length; b++) if (distance(a, b) > distance(first[0], first[1])) first = [a, b];
  const chosen = first.slice(0, count);
  const far = walks.map((_, i) => chosen.reduce((sum, each) => sum + distance(i, each), 0));
  while (chosen.length < count) {
    let best = -1;
    for (let i = 0; i < walks.length; i++) if (!chosen.includes(i) && (best < 0 || far[i] > far[best])) best = i;
    chosen.push(best);
    for (let i = 0; i < walks.length; i++) far[i] += distance(i, best);
  }
  return chosen.sort((a, b) => a - b);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

/** Effects of every coordinate from the values at the points of the design; steps with a value that is none are left out. */
export function elementaryEffects({ dimension, points }: MorrisDesign, values: ArrayLike<number>): ElementaryEffect[] {
  const effects: number[][] = Array.from({ length: dimension }, () => []);
  for (let at = 1; at < points.length; at++) {
    if (at % (dimension + 1) === 0) continue;
    const moved = points[at].findIndex((x, j) => x !== points[at - 1][j]);
    const effect = (values[at] - values[at - 1]) / (points[at][moved] - points[at - 1][moved]);
    if (Number.isFinite(effect)) effects[moved].push(effect);
  }
  return effects.map((list) => {
    const count = list.length;
    const mean = list.reduce((sum, each) => sum + each, 0) / count;
    const square = list.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
    const meanAbsolute = list.reduce((sum, each) => sum + Math.abs(each), 0) / count;
    return { meanAbsolute, mean, deviation: Math.sqrt(square / (count - 1)), count };
  });
}
