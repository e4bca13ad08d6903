import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import type { MeasureRow } from '@invadolab/results';
import { planStudy } from '../plan.js';
import type { Task } from '../run.js';
import type { Place } from '../shape.js';
import { decodeShard } from '../shard.js';
import type { ArmPrediction, Moments, PredictionRequest, Predictor } from './prediction.js';

/** What the full form needs to run. */
export interface FullFormOptions {
  readonly catalog: Catalog;
  readonly engine: string;
  readonly pool: WorkerPool;
  readonly signal?: AbortSignal;
  /** Cells per draw at most; default: as many as are asked for. */
  readonly mostCells?: number | undefined;
}

/** Studies made here were checked when they were read. */
const nowhere: Place = { file: 'evidence', locate: () => ({}) };

/**
 * The full form: cells simulated with their sites and fields, on one day. What differs between cells cannot be told from
 * chance here, so both stand in `varianceBetween`.
 */
export function fullForm({ catalog, engine, pool, signal, mostCells }: FullFormOptions): Predictor {
  return {
    form: 'full',
    ...(mostCells !== undefined && { mostCells }),
    answers: () => true,
    async predict({ study, draws, cellsPerDraw, seed }: PredictionRequest): Promise<readonly ArmPrediction[]> {
      const { setup, models, engine: own } = planStudy(study, nowhere, { catalog, engine });
      const cells = Array.from({ length: cellsPerDraw }, (_, cell) => cell);
      const answers: ArmPrediction[] = [];
      for (const [index, model] of models.entries()) {
        for (const [draw, parameters] of draws.entries()) {
          const spec = { id: `${index}-${draw}`, model: index, arm: model.arms[0].id, experiment: 0, cells };
          const work = { spec, assay: study.assay, setup, days: {}, seed, parameters: Object.fromEntries(parameters) };
          const task: Task = { work, model: model.file, hash: model.hash, engine: own };
          const shard = decodeShard(await pool.run<Task, Uint8Array>('perform', task, { signal }));
          const measures = momentsOf(shard.measures);
          answers.push(...model.arms.map(({ id }) => ({ arm: id, draw, measures })));
        }
      }
      return answers;
    },
  };
}

function momentsOf(rows: readonly MeasureRow[]): ReadonlyMap<string, readonly Moments[]> {
  const values = new Map<string, Map<number, number[]>>();
  for (const { measure, time, value } of rows) {
    if (Number.isNaN(value)) continue;
    const times = values.get(measure) ?? new Map<number, number[]>();
    values.set(measure, times.set(time, [...(times.get(time) ?? []), value]));
  }
  return new Map(
    [...values].map(([measure, times]) => [measure, [...times].map(([time, each]) => ({ time, ...spreadOf(each) }))]),
  );
}

function spreadOf(values: readonly number[]): Omit<Moments, 'time'> {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, varianceWithin: 0, varianceBetween: values.length > 1 ? squares / (values.length - 1) : 0 };
}
