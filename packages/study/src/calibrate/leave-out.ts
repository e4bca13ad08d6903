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
 * Each paper scored on the sets that the other papers accept: those as near to the others as the farthest accepted one,
 * weighted as before. Nothing is simulated anew.
 */
export function leaveOneOut(plan: CalibrationPlan, calibrated: Calibration, seed: number): readonly LeftOut[] {
  const { found, trials } = calibrated;
  return plan.papers.map((paper) => {
    const away = trials.map((trial) => distanceOf(trial, plan, paper.paper));
    const threshold = Math.max(...found.accepted.map((at) => away[at]));
    const accepted = away.flatMap((distance, at) => (distance <= threshold ? [at] : []));
    const weights = accepted.map((at) => found.weights[at]);
    const chosen = resampled(weights, draws, seed).map((at) => accepted[at]);
    const rows = rowsOn(plan, trials, chosen, seed, paper.paper);
    return {
      paper: paper.paper,
      cited: rows[0].cited,
      accepted: accepted.length,
      effective: effectiveNumber(weights),
      votes: votesOf(rows),
      rows: rows.map(({ id, expected, predicted, interval, pass }) => ({ id, expected, predicted, interval, pass })),
    };
  });
}
