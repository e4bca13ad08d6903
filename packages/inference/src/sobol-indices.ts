import { Stream } from '@invadolab/core';
import { mostSobolDimensions, sobolPoints } from './sobol-sequence.js';

/** Points from which shares of variance are estimated. */
export interface SobolDesign {
  readonly samples: number;
  /** Coordinates that are moved together; a single coordinate is a group of one. */
  readonly groups: readonly (readonly number[])[];
  /** `samples` points of A, as many of B, then for each group those of A with the group's coordinates from B. */
  readonly points: readonly Float64Array[];
}

/** An estimate with its 95 % bootstrap interval. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a group of coordinates does to the variance, as shares of it. */
export interface SobolIndex {
  /** By the group alone. */
  readonly first: Share;
  /** With everything the group does together with others. */
  readonly total: Share;
}

/** Most coordinates of a design: A and B each take that many dimensions of the sequence. */
export const mostSobolCoordinates = mostSobolDimensions / 2;

/** A design over the unit cube; `groups` default to single coordinates. `samples` is best a power of two. */
export function sobolDesign(plan: {
  readonly dimension: number;
  readonly samples: number;
  readonly groups?: readonly (readonly number[])[];
  readonly seed: number;
}): SobolDesign {
  const { dimension, samples, seed } = plan;
  const groups = plan.groups ?? Array.from({ length: dimension }, (_, j) => [j]);
  const both = sobolPoints(samples, 2 * dimension, 0, seed);
  const a = both.map((point) => point.slice(0, dimension));
  const b = both.map((point) => point.slice(dimension));
  const mixed = groups.flatMap((group) => a.map((point, i) => point.map((x, j) => (group.includes(j) ? b[i][j] : x))));
  return { samples, groups, points: [...a, ...b, ...mixed] };
}

/**
 * Shares of variance of every group from the values at the points of the design. Samples in which any value is not finite
 * are left out. First order by Saltelli and co-workers 2010 (doi:10.1016/j.cpc.2009.09.018), total by Jansen 1999
 * (doi:10.1016/S0010-4655(98)00154-4); intervals by resampling the samples 1000 times. Not a number where nothing varies.
 */
export function sobolIndices(design: SobolDesign, values: ArrayLike<number>, seed: number): SobolIndex[] {
  const { samples, groups } = design;
  const block = (k: number, i: number) => values[k * samples + i];
  const whole = Array.from({ length: samples }, (_, i) => i).filter((i) =>
    Array.from({ length: groups.length + 2 }, (_, k) => block(k, i)).every(Number.isFinite),
  );
  const chance = new Stream(seed, 'sobol bootstrap');
  const picks = Array.from({ length: resamplings }, (_, draw) => {
    chance.at(draw, 0, 0);
    return whole.map(() => whole[chance.integer(whole.length)]);
  });
  return groups.map((_, group) => {
    const estimate = (rows: readonly number[]) => shares(rows, block, group + 2);
    const drawn = picks.map(estimate);
    const value = estimate(whole);
    return {
      first: { value: value.first, ...percentiles(drawn.map(({ first }) => first)) },
      total: { value: value.total, ...percentiles(drawn.map(({ total }) => total)) },
    };
  });
}

const resamplings = 1000;

function shares(rows: readonly number[], block: (k: number, i: number) => number, mixed: number) {
  const n = rows.length;
  let sum = 0;
  for (const i of rows) sum += block(0, i) + block(1, i);
  // The estimate of the first order is far less noisy when the mean is taken off.
  const mean = sum / (2 * n);
  let variance = 0;
  let first = 0;
  let total = 0;
  for (const i of rows) {
    const [a, b, ab] = [block(0, i) - mean, block(1, i) - mean, block(mixed, i) - mean];
    variance += a * a + b * b;
    first += b * (ab - a);
    total += (a - ab) * (a - ab);
  }
  variance /= 2 * n - 1;
  return { first: first / n / variance, total: total / (2 * n) / variance };
}

function percentiles(values: number[]): { low: number; high: number } {
  const ascending = Float64Array.from(values).sort();
  return {
    low: ascending[Math.floor(0.025 * ascending.length)],
    high: ascending[Math.ceil(0.975 * ascending.length) - 1],
  };
}
