import { exp } from '@invadolab/core';

/** Sums up to a threshold are followed in this many steps. */
const steps = 20;

/** Things that come in Poisson numbers, each with a size: `weight` of them are expected at that size. */
export interface Expected {
  readonly weight: number;
  readonly size: number;
}

/**
 * The sum of all sizes, as far as it stays below a threshold: its probability to do so, and the part of its mean that
 * lies there. Panjer's recursion for a compound Poisson sum (Panjer 1981, doi:10.1017/S0515036100006796), sizes rounded to
 * the nearest of 20 steps below the threshold.
 */
export function sumBelow(all: readonly Expected[], threshold: number): { probability: number; mean: number } {
  const step = threshold / steps;
  const rate = new Float64Array(steps);
  let total = 0;
  for (const { weight, size } of all) {
    const k = Math.round(size / step);
    if (k === 0) continue;
    total += weight;
    if (k < steps) rate[k] += weight;
  }
  const probability = new Float64Array(steps);
  probability[0] = exp(-total);
  let sum = probability[0];
  let mean = 0;
  for (let n = 1; n < steps; n++) {
    let value = 0;
    for (let k = 1; k <= n; k++) value += k * rate[k] * probability[n - k];
    probability[n] = value / n;
    sum += probability[n];
    mean += probability[n] * n * step;
  }
  return { probability: sum, mean };
}
