import { exp, log } from '@invadolab/core';

const SQRT_2PI = 2.5066282746310002;
const LOG_SQRT_2PI = 0.9189385332046727;
const SERIES_WITHIN = 3;
const MOST_TERMS = 200;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) / SQRT_2PI;
}

/**
 * Probability that a standard normal variable is below `x`, to a relative error of about 1e-13: the series of
 * Marsaglia (2004, doi:10.18637/jss.v011.i04) near 0, the continued fraction of the tail beyond.
 */
export function normalProbability(x: number): number {
  if (x > SERIES_WITHIN) return 1 - normalDensity(x) * tail(x);
  if (x < -SERIES_WITHIN) return normalDensity(x) * tail(-x);
  let term = x;
  let sum = x;
  for (let k = 3; k < MOST_TERMS && Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/** Natural logarithm of `normalProbability`; finite also where the probability itself is below the smallest number. */
export function logNormalProbability(x: number): number {
  if (x > -SERIES_WITHIN) return log(normalProbability(x));
  return -0.5 * x * x - LOG_SQRT_2PI + log(tail(-x));
}

/** Mills' ratio (1 - P(x)) / p(x) for x > 3, by 1/(x + 1/(x + 2/(x + 3/(x + ...)))) from the far end. */
function tail(x: number): number {
  let fraction = x;
  for (let k = 100; k > 0; k--) fraction = x + k / fraction;
  return 1 / fraction;
}
