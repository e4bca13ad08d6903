import type { WorkerPool } from '@invadolab/engine';
import {
  calibrationTask,
  type Plan,
  type PredictedDraw,
  type PredictionTask,
  reducedCalibrationTask,
  type UnitCost,
} from '@invadolab/study';

/** What one cell took. */
export interface Calibration extends UnitCost {
  /** The cell was not finished: the study takes longer than estimated. */
  readonly atLeast: boolean;
}

/** Shares of the study's time that are simulated: what they have in common, such as compiling, does not grow with time. */
const [short, long] = [1 / 16, 5 / 16];

/** Cells that are timed on each thread. */
const cellsPerThread = 2;
/** Cells that take less than this, s, are timed until they have taken about as long, at most so many: generated code gets faster. */
const [enough, mostCells] = [1, 32];

/** How long somebody waits for the timing: once `signal` fires the estimate is a lower bound. */
export interface Patience {
  /** s */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Times cells of several models, spread over all threads, over two shares of the study's time; `now` in s. */
export async function calibrate(
  plan: Plan,
  pool: WorkerPool,
  now: () => number,
  patience: Patience,
  signal?: AbortSignal,
): Promise<Calibration> {
  const limit = patience.signal;
  const options = { signal: signal ? AbortSignal.any([signal, limit]) : limit };
  const timed = async (share: number, cells: number) => {
    const start = now();
    const count = pool.size * cells;
    const work = Array.from({ length: count }, (_, number) => calibrationTask(plan, number, count, share));
    await Promise.all(work.map((task) => pool.run('perform', task, options)));
    return (now() - start) / cells;
  };
  try {
    const cold = await timed(short, cellsPerThread);
    const first = await timed(short, cellsPerThread);
    const cells = Math.min(mostCells, Math.max(cellsPerThread, Math.ceil(enough / Math.max(first, 1e-3))));
    const warm = cells > cellsPerThread ? await timed(short, cells) : first;
    const growth = Math.max((await timed(long, cells)) - warm, 0) / (long - short);
    const secondsPerCell = Math.max(warm + growth * (1 - short), 0.001);
    return { secondsToStart: Math.max(cold - warm, 0), secondsPerCell, atLeast: false };
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    return { secondsToStart: 0, secondsPerCell: patience.seconds, atLeast: true };
  }
}

/** Cells of the reduced form that are timed, once the same number has warmed the generated code up. */
const timedCells = 16;

/** s of one thread for one cell in the reduced form over the whole study; `lives` as in a prediction. */
export async function calibrateReduced(
  plan: Plan,
  pool: WorkerPool,
  now: () => number,
  signal?: AbortSignal,
  lives?: number,
): Promise<number> {
  const task: PredictionTask = { ...reducedCalibrationTask(plan, timedCells), lives };
  const timed = async () => {
    const start = now();
    const work = Array.from({ length: pool.size }, () =>
      pool.run<PredictionTask, PredictedDraw[]>('predict', task, { signal }),
    );
    await Promise.all(work);
    return now() - start;
  };
  await timed();
  return Math.max((await timed()) / timedCells, 0.001);
}
