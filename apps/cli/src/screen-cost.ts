import type { WorkerPool } from '@invadolab/engine';
import { drugScreenSeconds } from '@invadolab/laboratory';
import type { DrugScreenSubject } from '@invadolab/study';
import { duration } from './durations.js';

/** Times a cell in the reduced form and says what the screen will take. The full form is not timed: its cells are only counted. */
export async function drugScreenCost(
  subject: DrugScreenSubject,
  pool: WorkerPool,
  now: () => number,
  signal: AbortSignal,
): Promise<string> {
  const { drugs, contexts, full, seconds } = await drugScreenSeconds(subject, pool, now, signal);
  const beyond = full > 0 ? `, then ${full} cells in the full form` : '';
  return `${drugs} drugs in ${contexts} contexts: about ${duration(seconds)} on ${pool.size === 1 ? 'one thread' : `${pool.size} threads`}${beyond}.`;
}
