import { type Prior, positionOf, valueAt } from '@invadolab/inference';
import type { Uncertain } from '../prediction/uncertain.js';

/**
 * The same number with a range that keeps only this share (above 0, at most 1) of the way from its own value to either end, measured
 * as the prior measures it. Where many numbers at the ends of their ranges leave nothing to look at, near its own values a model
 * still answers.
 */
export function narrowed(number: Required<Uncertain>, share: number): Required<Uncertain> {
  if (share === 1) return number;
  const { prior, value } = number;
  const own = Math.min(1, Math.max(0, positionOf(prior, value)));
  const low = valueAt(prior, own * (1 - share));
  const high = valueAt(prior, own + (1 - own) * share);
  const median = prior.median === undefined ? {} : { median: Math.min(high, Math.max(low, prior.median)) };
  const near: Prior = { ...prior, low, high, ...median };
  return { ...number, prior: near };
}
