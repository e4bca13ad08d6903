import { exp, log, type Stream } from '@invadolab/core';
import { symmetricEigen } from './symmetric.js';

/** Normal bells about weighted centres, with a share of the standard normal: where the next points are drawn. */
export interface Mixture {
  readonly centres: readonly Float64Array[];
  /** Of the centres, adding up to 1. */
  readonly weights: readonly number[];
  /** Axes of the bells, each with its standard deviation. */
  readonly axes: readonly Float64Array[];
  readonly deviations: readonly number[];
  /** Share drawn from the standard normal instead: it bounds every weight. */
  readonly defence: number;
}

const narrowest = 1e-3;

/**
 * A mixture about weighted points: bells with the covariance of the points, shrunk as for a density estimate of so many of
 * them (Silverman 1986, doi:10.1201/9781315140919, section 4.3.2).
 */
export function mixtureAbout(points: readonly Float64Array[], weights: readonly number[], defence: number): Mixture {
  const d = points[0].length;
  const mean = Float64Array.from({ length: d }, (_, j) => points.reduce((sum, x, i) => sum + weights[i] * x[j], 0));
  const covariance = new Float64Array(d * d);
  points.forEach((x, i) => {
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++) covariance[a * d + b] += weights[i] * (x[a] - mean[a]) * (x[b] - mean[b]);
  });
  const { values, vectors } = symmetricEigen(covariance, d);
  const width = exp((log(4 / (d + 2)) - log(effectiveNumber(weights))) / (d + 4));
  const deviations = Array.from(values, (value) => Math.max(narrowest, width * Math.sqrt(Math.max(0, value))));
  return { centres: points, weights, axes: vectors, deviations, defence };
}

/** One round bell about the origin, with a share of the standard normal; that alone if the bell is as wide. */
export function normalAboutOrigin(dimension: number, deviation: number, defence: number): Mixture {
  const axes = Array.from({ length: dimension }, (_, i) =>
    Float64Array.from({ length: dimension }, (_, j) => (i === j ? 1 : 0)),
  );
  const deviations = axes.map(() => deviation);
  if (deviation === 1) return { centres: [], weights: [], axes, deviations, defence: 1 };
  return { centres: [new Float64Array(dimension)], weights: [1], axes, deviations, defence };
}

/** One point of the mixture, by as many numbers of the stream as it takes. */
export function drawFrom({ centres, weights, axes, deviations, defence }: Mixture, chance: Stream): Float64Array {
  const d = axes.length;
  if (chance.uniform() < defence) return Float64Array.from({ length: d }, () => chance.normal());
  const centre = centres[chosen(weights, chance.uniform())];
  const point = Float64Array.from(centre);
  axes.forEach((axis, k) => {
    const step = deviations[k] * chance.normal();
    for (let j = 0; j < d; j++) point[j] += step * axis[j];
  });
  return point;
}

function chosen(weights: readonly number[], at: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    if (at < sum) return i;
  }
  return weights.length - 1;
}

/** Density of the mixture over that of the standard normal, at a point. */
export function relativeDensity(mixture: Mixture, point: Float64Array): number {
  const { centres, weights, axes, deviations, defence } = mixture;
  if (centres.length === 0) return 1;
  const d = point.length;
  const square = point.reduce((sum, x) => sum + x * x, 0);
  const scale = deviations.reduce((sum, deviation) => sum + log(deviation), 0);
  let sum = 0;
  centres.forEach((centre, i) => {
    let distance = 0;
    for (let k = 0; k < d; k++) {
      let along = 0;
      for (let j = 0; j < d; j++) along += axes[k][j] * (point[j] - centre[j]);
      distance += (along / deviations[k]) * (along / deviations[k]);
    }
    // Beyond this many deviations nothing is left of a bell, even against the standard normal.
    if (distance - square < 1400) sum += weights[i] * exp(0.5 * (square - distance) - scale);
  });
  return defence + (1 - defence) * sum;
}

/** Kish's number of equally weighted points that are worth as much. */
export function effectiveNumber(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
}
