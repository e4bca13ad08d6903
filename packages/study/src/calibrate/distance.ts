import { log, log1p } from '@invadolab/core';
import type { EvidenceRow, Expectation } from '../evidence/evidence.js';
import { rules } from '../evidence/judge.js';
import type { Moments } from '../evidence/prediction.js';

/** What the model says of an arm of a row under one set of parameters; undefined where it says nothing. */
export type Answer = (arm: Expectation['arm'], part: Expectation) => Moments | undefined;

/** How far a set of parameters is from what was published. */
export const distanceRules = {
  /** No part of a row counts for more: one that is out of reach must not hide the others. On the scale of a natural logarithm. */
  most: 1,
  /** Standard deviations of the sampling error between prediction and limit: a set by itself then passes in 95 % of experiments. */
  margin: 1.645,
  /** A number is as good as hit within this factor (its logarithm). */
  near: 0.2,
} as const;

interface LogRatio {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * How far one part of a row is from passing, in logarithms of ratios: how much the predicted ratio would have to change until
 * experiments of the published size, on this set of parameters alone, see the direction in 95 of 100. 0 where they do;
 * never above `distanceRules.most`, which is also taken where there is nothing to compare.
 */
export function partDistance(part: Expectation, cells: number, answer: Answer): number {
  const distance = uncut(part, cells, answer);
  return distance >= 0 ? Math.min(distance, distanceRules.most) : distanceRules.most;
}

/** Not a number where there is nothing to compare. */
function uncut(part: Expectation, cells: number, answer: Answer): number {
  const { expected, positive } = part;
  const ratio = (arm: Expectation['arm']) => logRatio(answer(arm, part), answer(part.control, part), cells);
  if ('number' in expected) {
    const value = expected.unit === 'ratio' ? ratio(part.arm).mean : log(answer(part.arm, part)?.mean ?? Number.NaN);
    const middle = 0.5 * (log(expected.number[0]) + log(expected.number[1]));
    return Math.max(0, Math.abs(value - middle) - distanceRules.near);
  }
  const { direction } = expected;
  if (direction !== 'none') return beyond(ratio(part.arm), direction);
  const { mean, deviation } = ratio(part.arm);
  const inside = Math.max(0, Math.abs(mean) + distanceRules.margin * deviation - log(rules.up));
  return positive === undefined ? inside : Math.max(inside, beyond(ratio(positive.arm), positive.direction));
}

function beyond({ mean, deviation }: LogRatio, direction: 'down' | 'up' | 'abolished'): number {
  const margin = distanceRules.margin * deviation;
  if (direction === 'up') return Math.max(0, log(rules.up) + margin - mean);
  return Math.max(0, mean + margin - log(rules[direction]));
}

/** Of the means of as many cells in both arms, as `sampledMeans` draws them. */
function logRatio(arm: Moments | undefined, control: Moments | undefined, cells: number): LogRatio {
  const [above, below] = [logMean(arm, cells), logMean(control, cells)];
  if (below.mean === Number.NEGATIVE_INFINITY) return { mean: Number.NaN, deviation: Number.NaN };
  return { mean: above.mean - below.mean, deviation: Math.sqrt(above.variance + below.variance) };
}

function logMean(moments: Moments | undefined, cells: number): { readonly mean: number; readonly variance: number } {
  if (moments === undefined || Number.isNaN(moments.mean)) return { mean: Number.NaN, variance: Number.NaN };
  const { mean, varianceWithin, varianceBetween } = moments;
  if (!(mean > 0)) return { mean: Number.NEGATIVE_INFINITY, variance: 0 };
  const variance = log1p((varianceWithin + varianceBetween) / cells / (mean * mean));
  return { mean: log(mean) - variance / 2, variance };
}

/** The worst part of a row. */
export function rowDistance({ test }: EvidenceRow, answer: Answer): number {
  if (test === undefined) return 0;
  const cells = test.study.experiments * test.study.cells;
  return Math.max(...test.expectations.map((part) => partDistance(part, cells, answer)));
}
