import type { WorkerPool } from '@invadolab/engine';
import { calibrateReduced } from '@invadolab/laboratory';
import { type DrugScreenSubject, drugScreenCounts, drugScreenProbe } from '@invadolab/study';
import { duration } from './durations.js';

/** Times a cell in the reduced form and says what the screen will take. The full form is not timed: its cells are only counted. */
export async function drugScreenCost(
  subject: DrugScreenSubject,
  pool: WorkerPool,
  now: () => number,
  signal: AbortSignal,
): Promise<string> {
  const { drugs, contexts, cells, closer, full, arms, lives } = drugScreenCounts(subject);
  const perCell = await calibrateReduced(drugScreenProbe(subject), pool, now, signal, lives);
  const seconds = ((cells + closer) * perCell) / pool.size + arms * secondsPerArm;
  const beyond = full > 0 ? `, then ${full} cells in the full form` : '';
  return `${drugs} drugs in ${contexts} contexts: about ${duration(seconds)} on ${pool.size === 1 ? 'one thread' : `${pool.size} threads`}${beyond}.`;
}

/** What composing one arm takes, s; few are compiled. */
const secondsPerArm = 0.02;
