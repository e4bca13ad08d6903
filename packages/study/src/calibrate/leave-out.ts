import { exp } from '@invadolab/core';
import { effectiveNumber, resampled } from '@invadolab/inference';
import type { LeftOut } from '@invadolab/results';
import { votesOf } from '../evidence/votes.js';
import type { Calibration } from './calibrate.js';
import type { CalibrationPlan } from './plan.js';
import { rowsOn } from './rows.js';
import { distanceOf } from './trials.js';

/** Sets that a paper is scored on. */
const draws = 200;

/**
 * Each paper scored on what the other papers leave: the ensemble weighted by how much likelier each set is without the paper, or,
 * where no surrogate was laid, the sets as near to the others as the farthest accepted one. Nothing is simulated anew.
 */
export function leaveOneOut(plan: CalibrationPlan, calibrated: Calibration, seed: number): readonly LeftOut[] {
  return plan.papers.map(({ paper }) => {
    const { accepted, weights } = without(plan, calibrated, paper);
    const chosen = resampled(weights, draws, seed).map((at) => accepted[at]);
    const rows = rowsOn(plan, calibrated.trials, chosen, seed, paper);
    return {
      paper,
      cited: rows[0].cited,
      accepted: accepted.length,
      effective: effectiveNumber(weights),
      votes: votesOf(rows),
      rows: rows.map(({ id, expected, predicted, interval, pass }) => ({ id, expected, predicted, interval, pass })),
    };
  });
}

function without(plan: CalibrationPlan, { found, trials, surrogate, ensemble }: Calibration, paper: string) {
  if (surrogate !== undefined) {
    const { logLikelihood } = surrogate;
    const gain = (at: number) => logLikelihood(found.points[at], paper) - logLikelihood(found.points[at]);
    return { accepted: ensemble, weights: ensemble.map((at) => exp(gain(at))) };
  }
  const away = trials.map((trial) => distanceOf(trial, plan, paper));
  const threshold = Math.max(...found.accepted.map((at) => away[at]));
  const accepted = away.flatMap((distance, at) => (distance <= threshold ? [at] : []));
  return { accepted, weights: accepted.map((at) => found.weights[at]) };
}
