import { exp, log } from '@invadolab/core';
import { symmetricEigen } from './symmetric.js';

/** What a surface through noisy values says at their points. */
export interface Smoothed {
  /** At each point; the value itself where the surface does not reach. */
  readonly values: Float64Array;
  /** Share of the weighted variance that points left out of the fit would see explained; 0 or less: nothing but noise. */
  readonly explained: number;
}

/** Penalties on everything but the mean, in units of what one point brings; the one that predicts left-out points best is taken. */
const penalties = Float64Array.from({ length: 13 }, (_, i) => exp(log(10) * (-2 + 0.5 * i)));

/**
 * Expected values at scattered points from noisy ones: a quadratic surface by ridge regression, the penalty chosen by leaving out one
 * point at a time (Allen 1974, doi:10.1080/00401706.1974.10489157). Points far from the middle of `near` count little,
 * and the farthest keep their own value: a quadratic is a local truth.
 *
 * @param points coordinates of comparable scale, more of them than a quadratic has terms
 * @param near positions of the points about which the surface is wanted
 * @param series values at the points, one smoothed series for each
 */
export function smoothed(
  points: readonly Float64Array[],
  near: readonly number[],
  series: readonly ArrayLike<number>[],
): readonly Smoothed[] {
  const { weights, within } = reachOf(points, near);
  const rows = points.map(termsOf);
  const size = rows[0].length;
  const centred = centredOn(rows, weights);
  const { values: scales, vectors } = symmetricEigen(gramOf(centred, weights), size - 1);
  // In the axes of the terms' scatter every penalty is a division.
  const scores = centred.map((row) => vectors.map((axis) => axis.reduce((sum, each, j) => sum + each * row[j], 0)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const unit = scales.reduce((sum, scale) => sum + Math.max(0, scale), 0) / (size - 1) / total;
  return series.map((own) => smoothedOne(own, { weights, within, scores, scales, total, unit }));
}

interface Surface {
  readonly weights: readonly number[];
  readonly within: readonly boolean[];
  /** Of each point along each axis. */
  readonly scores: readonly (readonly number[])[];
  /** Sums of squares along the axes. */
  readonly scales: Float64Array;
  readonly total: number;
  /** Mean of what one point of weight 1 brings to an axis. */
  readonly unit: number;
}

function smoothedOne(own: ArrayLike<number>, { weights, within, scores, scales, total, unit }: Surface): Smoothed {
  const mean = weights.reduce((sum, weight, i) => sum + weight * own[i], 0) / total;
  const along = Array.from(scales, (_, k) =>
    weights.reduce((sum, weight, i) => sum + weight * scores[i][k] * (own[i] - mean), 0),
  );
  const spread = weights.reduce((sum, weight, i) => sum + weight * (own[i] - mean) * (own[i] - mean), 0);
  let best = { fit: [] as number[], error: Number.POSITIVE_INFINITY };
  for (const penalty of penalties) {
    const shrunk = Array.from(scales, (scale) => 1 / (Math.max(0, scale) + penalty * unit));
    const fit = scores.map((score) => score.reduce((sum, each, k) => sum + each * along[k] * shrunk[k], mean));
    let error = 0;
    for (const [i, score] of scores.entries()) {
      const leverage = weights[i] * (1 / total + score.reduce((sum, each, k) => sum + each * each * shrunk[k], 0));
      const residual = (own[i] - fit[i]) / Math.max(1e-9, 1 - leverage);
      error += weights[i] * residual * residual;
    }
    if (error < best.error) best = { fit, error };
  }
  const values = Float64Array.from(best.fit, (each, i) => (within[i] ? each : own[i]));
  return { values, explained: spread > 0 ? 1 - best.error / spread : 0 };
}

/** 1, each coordinate, each square and product. */
function termsOf(point: Float64Array): Float64Array {
  const terms: number[] = [...point];
  for (let a = 0; a < point.length; a++) for (let b = a; b < point.length; b++) terms.push(point[a] * point[b]);
  return Float64Array.from([1, ...terms]);
}

/** Without the constant term, each less its weighted mean and over its deviation. */
function centredOn(rows: readonly Float64Array[], weights: readonly number[]): readonly Float64Array[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const terms = Array.from({ length: rows[0].length - 1 }, (_, j) => {
    const mean = rows.reduce((sum, row, i) => sum + weights[i] * row[j + 1], 0) / total;
    const square =
      rows.reduce((sum, row, i) => sum + weights[i] * (row[j + 1] - mean) * (row[j + 1] - mean), 0) / total;
    return { mean, scale: square > 0 ? 1 / Math.sqrt(square) : 0 };
  });
  return rows.map((row) => Float64Array.from(terms, ({ mean, scale }, j) => (row[j + 1] - mean) * scale));
}

function gramOf(rows: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const size = rows[0].length;
  const gram = new Float64Array(size * size);
  rows.forEach((row, i) => {
    for (let a = 0; a < size; a++) for (let b = a; b < size; b++) gram[a * size + b] += weights[i] * row[a] * row[b];
  });
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) gram[a * size + b] = gram[b * size + a];
  return gram;
}

/** A bell over the points, twice as wide as those that are near scatter along each of their axes, and which points it reaches. */
function reachOf(points: readonly Float64Array[], near: readonly number[]) {
  const d = points[0].length;
  const mean = Float64Array.from({ length: d }, (_, j) => near.reduce((sum, i) => sum + points[i][j], 0) / near.length);
  const from = (i: number) => points[i].map((x, j) => x - mean[j]);
  const ones = near.map(() => 1 / near.length);
  const { values, vectors } = symmetricEigen(gramOf(near.map(from), ones), d);
  const squares = points.map((_, i) => {
    const away = from(i);
    return vectors.reduce((sum, axis, k) => {
      const along = axis.reduce((total, each, j) => total + each * away[j], 0);
      return sum + (along * along) / Math.max(1e-12, values[k]);
    }, 0);
  });
  // Of normal points the squared distance is d on average.
  return { weights: squares.map((square) => exp(-square / (8 * d))), within: squares.map((square) => square <= 4 * d) };
}
