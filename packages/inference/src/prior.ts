import { exp, log, normalCdf, normalQuantile } from '@invadolab/core';

/**
 * What is believed of one parameter before the data, between `low` and `high` in the parameter's unit. `log-uniform` and
 * `log-normal` need `low` > 0. A log-normal prior has its median at `median` and the standard deviation `deviation`; without
 * it, it reaches `low` or `high`, whichever is further in logarithms, at two of them. Beyond the ends it is cut off.
 */
export interface Prior {
  readonly id: string;
  readonly kind: 'uniform' | 'log-uniform' | 'log-normal';
  readonly low: number;
  readonly high: number;
  /** Only of `log-normal`. */
  readonly median?: number;
  /** Only of `log-normal`: as a share of the range in logarithms. */
  readonly deviation?: number;
}

/*
 * Samplers work on positions: 0 at `low`, 1 at `high`, linear in the value of a uniform prior and in the logarithm of the
 * others. Positions of all parameters have the same scale, and widths in them can be compared.
 */

/** The value at a position. */
export function valueAt(prior: Prior, position: number): number {
  const { kind, low, high } = prior;
  if (position <= 0) return low;
  if (position >= 1) return high;
  if (kind === 'uniform') return low + position * (high - low);
  return exp(log(low) + position * (log(high) - log(low)));
}

/** The position of a value; outside [0, 1] for one beyond the ends. */
export function positionOf(prior: Prior, value: number): number {
  const { kind, low, high } = prior;
  if (kind === 'uniform') return (value - low) / (high - low);
  return (log(value) - log(low)) / (log(high) - log(low));
}

/** Logarithm of the density of a position, up to a constant; minus infinity outside [0, 1]. */
export function logDensity(prior: Prior, position: number): number {
  if (!(position >= 0 && position <= 1)) return Number.NEGATIVE_INFINITY;
  if (prior.kind !== 'log-normal') return 0;
  const { centre, deviation } = bell(prior);
  const z = (position - centre) / deviation;
  return -0.5 * z * z;
}

/** The position below which the prior has the share `probability`. */
export function priorQuantile(prior: Prior, probability: number): number {
  if (prior.kind !== 'log-normal') return probability;
  const { centre, deviation } = bell(prior);
  const below = normalCdf(-centre / deviation);
  const above = normalCdf((1 - centre) / deviation);
  const position = centre + deviation * normalQuantile(below + probability * (above - below));
  return Math.min(1, Math.max(0, position));
}

/** Position of the median before cutting, and standard deviation, of a log-normal prior. */
function bell(prior: Prior): { readonly centre: number; readonly deviation: number } {
  const centre = positionOf(prior, prior.median ?? Math.sqrt(prior.low * prior.high));
  return { centre, deviation: prior.deviation ?? Math.max(centre, 1 - centre) / 2 };
}

/** Throws `RangeError` for a prior that is none: ends that are not finite and ascending, or not positive where they must be. */
export function checkPrior({ id, kind, low, high, median }: Prior): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new RangeError(`the prior of ${id} needs finite ends in ascending order, not ${low} and ${high}`);
  if (kind !== 'uniform' && !(low > 0))
    throw new RangeError(`the ${kind} prior of ${id} needs ends above 0, not ${low}`);
  if (median !== undefined && !(median >= low && median <= high))
    throw new RangeError(`the median of the prior of ${id}, ${median}, lies outside ${low} to ${high}`);
}
