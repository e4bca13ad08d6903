import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import type { MeasureRow } from '@invadolab/results';
import type { Job } from '../evidence/jobs.js';
import type { Moments, Predictor } from '../evidence/prediction.js';
import type { Plan } from '../plan.js';
import type { PredictedDraw, PredictionTask } from '../reduced/predict.js';
import type { Task } from '../run.js';
import { decodeShard } from '../shard.js';
import type { Study } from '../study.js';
import type { BoundArm } from './bound.js';

/** What a job of one arm runs on. */
interface Runs {
  readonly pool: WorkerPool;
  readonly signal?: AbortSignal;
}

/** An arm in one form of its model, as a job whose key names all that its prediction depends on. */
export function jobOf(plan: Plan, arm: BoundArm, form: Study['form'], runs: Runs): Job {
  const { study, days } = plan;
  const { assay, timepoints, settings } = study;
  const { hash, file } = arm.model;
  const doses = [...arm.doses];
  const key = sha256Hex(canonicalJson({ assay, timepoints, settings, days, hash, form, doses }));
  const predictor = form === 'reduced' ? reducedForm(plan, arm, runs) : fullForm(plan, arm, runs);
  return { key, study, arm: arm.id, model: file, predictor };
}

/**
 * Sites followed at a time in a cell: half of the usual number. A screen is a mean over many cells, and what a cell's mean is off by
 * is lost among parameter sets.
 */
export const livesInScreens = 3;

/** The reduced form of a model that is composed already. */
function reducedForm({ setup, days }: Plan, { id, model, doses }: BoundArm, { pool, signal }: Runs): Predictor {
  return {
    form: 'reduced',
    answers: () => true,
    async predict({ draws, cellsPerDraw: cells, seed }) {
      const own = draws.map((draw, index) => ({
        draw: index,
        values: Object.fromEntries([...draw, ...doses].map(([parameter, value]) => [`parameter.${parameter}`, value])),
      }));
      const task: PredictionTask = {
        model: model.file,
        hash: model.hash,
        setup,
        days,
        seed,
        cells,
        lives: livesInScreens,
        draws: own,
      };
      const found = await pool.run<PredictionTask, PredictedDraw[]>('predict', task, { signal });
      return found.map(({ draw, measures }) => ({ arm: id, draw, measures: new Map(Object.entries(measures)) }));
    },
  };
}

/** Every site by itself, on one day, as in the evidence. A cell that fails has no value. */
function fullForm({ study, setup, engine }: Plan, { id, model, doses }: BoundArm, { pool, signal }: Runs): Predictor {
  return {
    form: 'full',
    answers: () => true,
    async predict({ draws, cellsPerDraw, seed }) {
      const cells = Array.from({ length: cellsPerDraw }, (_, cell) => cell);
      const spec = { id, model: 0, arm: id, experiment: 0, cells };
      return Promise.all(
        draws.map(async (draw, index) => {
          const parameters = Object.fromEntries([...draw, ...doses]);
          const work = { spec, assay: study.assay, setup, days: {}, seed, parameters };
          const task: Task = { work, model: model.file, hash: model.hash, engine };
          const { measures } = decodeShard(await pool.run<Task, Uint8Array>('perform', task, { signal }));
          return { arm: id, draw: index, measures: meansOf(measures) };
        }),
      );
    },
  };
}

/** Means over cells; how they differ is not asked. */
function meansOf(rows: readonly MeasureRow[]): ReadonlyMap<string, readonly Moments[]> {
  const found = new Map<string, Map<number, number[]>>();
  for (const { measure, time, value } of rows) {
    const times = found.get(measure) ?? new Map<number, number[]>();
    found.set(measure, times.set(time, [...(times.get(time) ?? []), value]));
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const moments = (times: Map<number, number[]>) =>
    [...times].map(([time, values]) => ({ time, mean: mean(values), varianceWithin: 0, varianceBetween: 0 }));
  return new Map([...found].map(([measure, times]) => [measure, moments(times)]));
}
