import { exp, log1p, Stream } from '@invadolab/core';
import type { Moments } from './prediction.js';

/** How many cells an experiment saw, and whose chance it is. */
export interface Sample {
  /** Cells per arm. */
  readonly n: number;
  readonly seed: number;
  /** Names the arm of the experiment: row, arm and measure. */
  readonly purpose: string;
}

/**
 * The mean that an experiment with `n` cells would have seen in each draw: log-normal with the predicted mean and the
 * variance of a mean of n, so it is never below zero. Not a number where the draw has no value.
 */
export function sampledMeans(moments: readonly (Moments | undefined)[], { n, seed, purpose }: Sample): Float64Array {
  const stream = new Stream(seed, `sampling ${purpose}`);
  return Float64Array.from(moments, (each, draw) => {
    if (each === undefined || Number.isNaN(each.mean)) return Number.NaN;
    if (!(each.mean > 0)) return 0;
    const variance = (each.varianceWithin + each.varianceBetween) / n;
    const spread = log1p(variance / (each.mean * each.mean));
    return each.mean * exp(Math.sqrt(spread) * stream.at(draw, 0, 0).normal() - spread / 2);
  });
}

/** Arm over control in each draw; not a number where the control is zero or either has no value. */
export function ratios(arm: Float64Array, control: Float64Array): Float64Array {
  return arm.map((value, draw) => (control[draw] > 0 ? value / control[draw] : Number.NaN));
}
