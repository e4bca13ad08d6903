import { exp } from './exp.js';

const perRoot2Pi = 0.3989422804014327;

/**
 * The standard normal distribution function: the probability of staying below `z`, to about 1e-15 near the middle and to
 * a relative 1e-13 in the lower tail. Source: the series of Marsaglia 2004 (J Stat Softw 11(4)) near the middle, the continued fraction of
 * Abramowitz and Stegun 26.2.14 in the tails.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return z;
  if (z < -3) return tail(-z);
  if (z > 3) return 1 - tail(z);
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + perRoot2Pi * exp(-0.5 * z * z) * sum;
}

/** Probability above `z` > 3; 60 terms of the fraction are more than enough there. */
function tail(z: number): number {
  if (z > 40) return 0;
  let below = z;
  for (let k = 60; k > 0; k--) below = z + k / below;
  return (perRoot2Pi * exp(-0.5 * z * z)) / below;
}
