import { exp, log } from '@invadolab/core';
import { symmetricEigen } from './symmetric.js';

/** A quadratic surface through noisy values at scattered points, one per series. */
export interface Surface {
  /** Expected value of each series at a point. */
  at(point: ArrayLike<number>): Float64Array;
  /** Whether a point lies where the surface may be asked: a quadratic is a local truth. */
  reaches(point: ArrayLike<number>): boolean;
  /** Share of the weighted variance of each series that points left out of the fit see explained; 0 or less: nothing but noise. */
  readonly explained: readonly number[];
  /** Standard error of each series at a point as a share of the noise of one value: root of degrees of freedom over points. */
  readonly error: readonly number[];
}

/** Penalties on everything but the mean, in units of what one point brings; the one that predicts left-out points best is taken. */
const penalties = Float64Array.from({ length: 13 }, (_, i) => exp(log(10) * (-2 + 0.5 * i)));

/**
 * Expected values of noisy series over scattered points: a quadratic surface by ridge regression, the penalty chosen by leaving out
 * one point at a time (Allen 1974, doi:10.1080/00401706.1974.10489157). Points far from the middle of `near` count little.
 *
 * @param points coordinates of comparable scale, more of them than a quadratic has terms
 * @param near positions of the points about which the surface is wanted
 * @param series values at the points
 */
export function surfaceThrough(
  points: readonly Float64Array[],
  near: readonly number[],
  series: readonly ArrayLike<number>[],
): Surface {
  const squared = distanceFrom(points, near);
  const d = points[0].length;
  // Of normal points the squared distance is d on average.
  const weights = points.map((point) => exp(-squared(point) / (8 * d)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows = points.map(termsOf);
  const standard = standardised(rows, weights, total);
  const centred = rows.map(standard);
  const { values: scales, vectors } = symmetricEigen(gramOf(centred, weights), centred[0].length);
  // In the axes of the terms' scatter every penalty is a division.
  const scoreOf = (row: Float64Array) => vectors.map((axis) => dot(axis, row));
  const scores = centred.map(scoreOf);
  const fits = series.map((own) => fitted(own, { weights, scores, scales, total }));
  return {
    at(point) {
      const score = scoreOf(standard(termsOf(point)));
      return Float64Array.from(fits, ({ mean, slopes }) =>
        score.reduce((sum, each, k) => sum + each * slopes[k], mean),
      );
    },
    reaches: (point) => squared(point) <= 2 * d,
    explained: fits.map(({ explained }) => explained),
    error: fits.map(({ error }) => error),
  };
}

interface Scores {
  readonly weights: readonly number[];
  /** Of each point along each axis. */
  readonly scores: readonly (readonly number[])[];
  /** Sums of squares along the axes. */
  readonly scales: Float64Array;
  readonly total: number;
}

function fitted(own: ArrayLike<number>, { weights, scores, scales, total }: Scores) {
  const mean = weights.reduce((sum, weight, i) => sum + weight * own[i], 0) / total;
  const along = Array.from(scales, (_, k) =>
    weights.reduce((sum, weight, i) => sum + weight * scores[i][k] * (own[i] - mean), 0),
  );
  const spread = weights.reduce((sum, weight, i) => sum + weight * (own[i] - mean) * (own[i] - mean), 0);
  // Mean of what one point of weight 1 brings to an axis.
  const unit = scales.reduce((sum, scale) => sum + Math.max(0, scale), 0) / scales.length / total;
  let best = { slopes: along.map(() => 0), freedom: 1, error: Number.POSITIVE_INFINITY };
  for (const penalty of penalties) {
    const shrunk = Array.from(scales, (scale) => 1 / (Math.max(0, scale) + penalty * unit));
    const slopes = along.map((each, k) => each * shrunk[k]);
    let [error, freedom] = [0, 0];
    for (const [i, score] of scores.entries()) {
      const leverage = weights[i] * (1 / total + score.reduce((sum, each, k) => sum + each * each * shrunk[k], 0));
      const fit = score.reduce((sum, each, k) => sum + each * slopes[k], mean);
      const residual = (own[i] - fit) / Math.max(1e-9, 1 - leverage);
      error += weights[i] * residual * residual;
      freedom += leverage;
    }
    if (error < best.error) best = { slopes, freedom, error };
  }
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const error = Math.sqrt((best.freedom * squares) / (total * total));
  return { mean, slopes: best.slopes, explained: spread > 0 ? 1 - best.error / spread : 0, error };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Each coordinate, each square and product. */
function termsOf(point: ArrayLike<number>): Float64Array {
  const terms = Array.from(point);
  for (let a = 0; a < point.length; a++) for (let b = a; b < point.length; b++) terms.push(point[a] * point[b]);
  return Float64Array.from(terms);
}

/** What takes from each term its weighted mean and divides it by its deviation. */
function standardised(rows: readonly Float64Array[], weights: readonly number[], total: number) {
  const terms = Array.from(rows[0], (_, j) => {
    const mean = rows.reduce((sum, row, i) => sum + weights[i] * row[j], 0) / total;
    const square = rows.reduce((sum, row, i) => sum + weights[i] * (row[j] - mean) * (row[j] - mean), 0) / total;
    return { mean, scale: square > 0 ? 1 / Math.sqrt(square) : 0 };
  });
  return (row: Float64Array) => row.map((value, j) => (value - terms[j].mean) * terms[j].scale);
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

/** Squared distance from the middle of some points, in units of their scatter along each of its axes. */
function distanceFrom(points: readonly Float64Array[], near: readonly number[]) {
  const d = points[0].length;
  const mean = Float64Array.from({ length: d }, (_, j) => near.reduce((sum, i) => sum + points[i][j], 0) / near.length);
  const from = (point: ArrayLike<number>) => Float64Array.from(mean, (middle, j) => point[j] - middle);
  const ones = near.map(() => 1 / near.length);
  const { values, vectors } = symmetricEigen(
    gramOf(
      near.map((i) => from(points[i])),
      ones,
    ),
    d,
  );
  return (point: ArrayLike<number>) => {
    const away = from(point);
    return vectors.reduce((sum, axis, k) => {
      const along = dot(axis, away);
      return sum + (along * along) / Math.max(1e-12, values[k]);
    }, 0);
  };
}
