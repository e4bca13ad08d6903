import { smoothed } from '@invadolab/inference';
import type { CalibrationPlan } from './plan.js';
import { distanceOf, type Trial } from './trials.js';

/** How much of what the votes do from set to set is more than the chance of the cells: one share per vote; empty if not smoothed. */
export type Smoothing = readonly number[];

/** Sets per term of the surface without which none is laid. */
const setsPerTerm = 2;

/**
 * The trials with the distances that are expected of their votes instead of those that a few cells gave: a quadratic surface
 * over the parameters about the nearest `population` sets. Too few sets are left as they are.
 */
export function smoothedTrials(
  points: readonly Float64Array[],
  trials: readonly Trial[],
  plan: CalibrationPlan,
  population: number,
): { readonly trials: readonly Trial[]; readonly smoothing: Smoothing } {
  const whole = trials.flatMap(({ votes }, at) => (votes === undefined ? [] : [at]));
  const d = points[0]?.length ?? 0;
  if (whole.length < (setsPerTerm * (d + 1) * (d + 2)) / 2) return { trials, smoothing: [] };
  const distances = whole.map((at) => distanceOf(trials[at], plan));
  const order = whole.map((_, i) => i).sort((a, b) => distances[a] - distances[b] || a - b);
  const surfaces = smoothed(
    whole.map((at) => points[at]),
    order.slice(0, population),
    plan.votes.map((_, vote) => whole.map((at) => trials[at].votes?.[vote] ?? 1)),
  );
  const position = new Map(whole.map((at, i) => [at, i]));
  return {
    trials: trials.map((trial, at) => {
      const i = position.get(at);
      if (i === undefined) return trial;
      return { ...trial, votes: surfaces.map(({ values }) => Math.min(1, Math.max(0, values[i]))) };
    }),
    smoothing: surfaces.map(({ explained }) => explained),
  };
}
