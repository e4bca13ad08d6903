import { exp, log, normalCdf } from '@invadolab/core';

const intervals = 400;

/**
 * Noncentral t distribution function: the probability that (Z + shift) / sqrt(X / degrees) stays below `t`, Z standard
 * normal, X chi-squared. An integral over s = sqrt(X / degrees) by Simpson's rule; absolute error below 1e-6 from 1 to
 * 1000 degrees of freedom.
 */
export function studentCdf(t: number, degrees: number, shift = 0): number {
  const width = 9 / Math.sqrt(degrees);
  const from = Math.max(0, 1 - width);
  const step = (1 + width - from) / intervals;
  let sum = 0;
  let mass = 0;
  for (let i = 0; i <= intervals; i++) {
    const s = from + i * step;
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    const density = weight * densityAt(s, degrees);
    mass += density;
    sum += density * normalCdf(t * s - shift);
  }
  return sum / mass;
}

/** Density of s, not normalised: s^(degrees - 1) exp(-degrees s^2 / 2), scaled to 1 at s = 1. */
function densityAt(s: number, degrees: number): number {
  if (s === 0) return degrees === 1 ? exp(0.5) : 0;
  return exp((degrees - 1) * log(s) - (degrees * (s * s - 1)) / 2);
}

/** Student's t quantile for a probability in (0.5, 1), by bisection. */
export function studentQuantile(probability: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentCdf(high, degrees) < probability) high *= 2;
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Power of the two-sided one-sample t test (or the paired one) of `n` values at level 0.05, as a function of the mean over
 * the standard deviation.
 */
export function tTest(n: number): (effect: number) => number {
  const degrees = n - 1;
  const critical = studentQuantile(0.975, degrees);
  return (effect) => {
    const shift = Math.abs(effect) * Math.sqrt(n);
    return 1 - studentCdf(critical, degrees, shift) + studentCdf(-critical, degrees, shift);
  };
}
