import { exp, log, normalCdf } from '@invadolab/core';

const SQRT_2PI = 2.5066282746310002;
const LOG_SQRT_2PI = 0.9189385332046727;
const SERIES_WITHIN = 3;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) / SQRT_2PI;
}

/** Natural logarithm of the standard normal distribution function; finite also where the probability itself is below the smallest number. */
export function logNormalProbability(x: number): number {
  if (x > -SERIES_WITHIN) return log(normalCdf(x));
  return -0.5 * x * x - LOG_SQRT_2PI + log(tail(-x));
}

/** Mills' ratio (1 - P(x)) / p(x) for x > 3, by 1/(x + 1/(x + 2/(x + 3/(x + ...)))) from the far end. */
function tail(x: number): number {
  let fraction = x;
  for (let k = 100; k > 0; k--) fraction = x + k / fraction;
  return 1 / fraction;
}
