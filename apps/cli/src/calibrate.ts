import type { WorkerPool } from '@invadolab/engine';
import { calibrationShare, calibrationTask, type Plan, type UnitCost } from '@invadolab/study';

/** A cell that takes longer than this is not waited for: the estimate is then a lower bound. */
const patience = 120_000;
const secondsWorthRepeating = 3;

/** What one cell took. */
export interface Calibration extends UnitCost {
  /** The cell was not finished: the study takes longer than estimated. */
  readonly atLeast: boolean;
}

/** Times one cell of the control arm on every thread at once, over a share of the study's time. */
export async function calibrate(
  plan: Plan,
  pool: WorkerPool,
  now: () => number,
  signal?: AbortSignal,
): Promise<Calibration> {
  const limit = AbortSignal.timeout(patience);
  const one = async () => {
    const start = now();
    const options = { signal: signal ? AbortSignal.any([signal, limit]) : limit };
    const work = Array.from({ length: pool.size }, (_, thread) => calibrationTask(plan, thread));
    await Promise.all(work.map((task) => pool.run('perform', task, options)));
    return now() - start;
  };
  try {
    const cold = await one();
    // Starting a thread and compiling weigh on a short run only.
    const warm = cold < secondsWorthRepeating ? await one() : cold;
    return { secondsToStart: cold - warm, secondsPerCell: Math.max(warm, 0.001) / calibrationShare, atLeast: false };
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    return { secondsToStart: 0, secondsPerCell: patience / 1000 / calibrationShare, atLeast: true };
  }
}
