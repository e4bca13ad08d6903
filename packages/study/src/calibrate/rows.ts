import type { ScoredRow } from '@invadolab/results';
import { scored } from '../evidence/score.js';
import type { CalibrationPlan } from './plan.js';
import type { Trial } from './trials.js';

/** The rows of the plan, or of one paper, scored on some of the trials: one draw each, as `validate` would. */
export function rowsOn(
  { papers, jobs }: CalibrationPlan,
  trials: readonly Trial[],
  chosen: readonly number[],
  seed: number,
  only?: string,
): readonly ScoredRow[] {
  const predictions = new Map(
    jobs.jobs.map(({ key }) => [key, chosen.map((at) => trials[at].answers.get(key) ?? new Map())]),
  );
  return papers
    .filter(({ paper }) => only === undefined || paper === only)
    .flatMap((paper) => paper.rows.map((row) => scored(row, paper, { jobs, predictions, seed })));
}
