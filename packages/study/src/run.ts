import { clonogenicSurvival } from '@invadolab/assays';
import type { WorkerPool } from '@invadolab/engine';
import type { ModelFile } from '@invadolab/model';
import type { Store } from '@invadolab/results';
import type { Work } from './execute.js';
import { exposureAssay } from './exposure.js';
import { type Gathered, gather } from './gather.js';
import { keptName } from './kept-work.js';
import type { Plan } from './plan.js';
import type { PredictionTask } from './reduced/predict.js';
import { shardName } from './shard.js';
import type { RunSpec } from './study.js';
import { knowsSurvivors } from './survivors.js';
import { inTurns } from './turns.js';

/** Where and on what a plan is run. */
export interface RunOptions {
  readonly pool: WorkerPool;
  /** Where shards are kept until the run is whole. */
  readonly store: Store;
  readonly signal?: AbortSignal;
  /** Called at the start and after each piece of work; shards of an earlier run count as done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a worker is sent: the work, and the model to do it with. */
export interface Task {
  readonly work: Work;
  readonly model: ModelFile;
  /** Hash of the model: a worker that has compiled it already need not do so again. */
  readonly hash: string;
  readonly engine: string;
  /** What an interrupted run of this work had come to (`encodeKept`). */
  readonly from?: Uint8Array;
}

/**
 * Does what is not done yet, piece by piece on the pool and arm by arm in turns, then gathers all shards in the plan's order: which thread did
 * what, in which order and after how many interruptions cannot be seen in the result. Rejects once `signal` fires; what
 * was finished by then stays in the store, and of a long piece on tissues what it goes on from.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<Gathered> {
  const { pool, store, signal, onProgress } = options;
  const finished = new Set(await store.list('shards/'));
  const left = plan.specs.filter((spec) => !finished.has(shardName(spec)));
  const total = plan.specs.length;
  let done = total - left.length;
  onProgress?.(done, total);
  // One more than there are workers, so that none waits for this loop.
  const lanes = Math.min(left.length, pool.size + 1);
  const queue = inTurns(left)[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const spec of queue) {
        signal?.throwIfAborted();
        await store.put(shardName(spec), await performed(plan, spec, options));
        if (isLong(plan, spec)) await store.remove(keptName(spec));
        done++;
        onProgress?.(done, total);
      }
    }),
  );
  return gather(plan, store);
}

/** Whether a piece of work can take long enough to be kept on the way. */
function isLong({ models }: Plan, { model, exposure }: RunSpec): boolean {
  return !exposure && models[model].file.tissue !== undefined;
}

/** The shard of a piece of work, which goes on from where it was interrupted. */
async function performed(plan: Plan, spec: RunSpec, { pool, store, signal }: RunOptions): Promise<Uint8Array> {
  const task = taskOf(plan, spec);
  if (!isLong(plan, spec)) return pool.run<Task, Uint8Array>('perform', task, { signal });
  const from = await store.get(keptName(spec));
  let over = false;
  let saving: Promise<unknown> = Promise.resolve();
  const onMessage = (kept: unknown) => {
    // One after the other, and none after the end, so that none is left behind or replaces a later one.
    saving = saving.then(() => (over ? undefined : store.put(keptName(spec), kept as Uint8Array)));
    saving.catch(() => undefined);
  };
  try {
    return await pool.run<Task, Uint8Array>('perform', { ...task, ...(from && { from }) }, { signal, onMessage });
  } finally {
    over = true;
    await saving;
  }
}

/** One piece of a plan's work, for the pool's task `perform`. */
export function taskOf(plan: Plan, spec: RunSpec): Task {
  const { study, setup, days, engine } = plan;
  if (spec.exposure) {
    const { hash, file, courses } = plan.exposures[spec.model];
    const own = { protocol: { drugs: courses }, timepoints: setup.timepoints, settings: {}, measures: [] };
    return {
      work: { spec, assay: exposureAssay, setup: own, days, seed: study.seed },
      model: file,
      hash,
      engine: plan.exposureEngine,
    };
  }
  const { hash, file, courses } = plan.models[spec.model];
  const own = courses === undefined ? setup : { ...setup, protocol: { ...setup.protocol, drugs: courses } };
  const work = { spec, assay: study.assay, setup: own, days, seed: study.seed };
  return { work: measuresSurvivors(plan) ? { ...work, survivors: true } : work, model: file, hash, engine };
}

/** Whether something can kill in any arm, or the study asks. */
function measuresSurvivors({ models, setup }: Plan): boolean {
  if (models.some(({ file }) => knowsSurvivors(file, setup.protocol))) return true;
  return setup.measures.includes(clonogenicSurvival);
}

/** Some cells of the control arm in the reduced form, over the whole study. */
export function reducedCalibrationTask({ models, setup, days, study }: Plan, cells: number): PredictionTask {
  const { hash, file } = models[0];
  return { model: file, hash, setup, days, seed: study.seed, cells, draws: [{ draw: 0, values: {} }] };
}

/**
 * One of `count` cells for a share of the study's time: what an estimate of cost is made from. They are spread over the
 * models, because a cell that a drug has stopped takes less time than one of the control.
 */
export function calibrationTask(plan: Plan, number: number, count: number, share: number): Task {
  const first = plan.specs.filter(
    ({ model, experiment, exposure }) => !exposure && experiment === 0 && !plan.models[model].arms[0].bare,
  );
  const spec = first[Math.floor((number * first.length) / count)];
  const task = taskOf(plan, { ...spec, cells: [spec.cells[(number + 1) % spec.cells.length]] });
  const { timepoints } = plan.setup;
  // As many of them as the study has: measuring images there takes as long however early it is.
  const setup = { ...plan.setup, timepoints: timepoints.map((time) => time * share) };
  return { ...task, work: { ...task.work, setup } };
}
