import { type ReducedPlan, reducedPlanOf } from '@invadolab/engine';
import { type CompiledModel, compileModel } from '@invadolab/model';
import { memberNumber } from '../draws.js';
import { type OwnValue, ownValues } from './cells.js';
import { LifeTable } from './life-table.js';
import { measureReduced } from './measure.js';
import type { Moments } from './moments.js';
import type { MeasurePrediction, PredictedDraw, PredictionDraw, PredictionTask } from './predict.js';

/** Reduced models a worker keeps: a fit comes back to all models of its studies. */
const kept = 64;

/** What the pool calls `predict`. */
export type Predictor = (task: PredictionTask, options?: { readonly signal?: AbortSignal }) => Promise<PredictedDraw[]>;

/** A worker's task `predict`: one model under some draws. It keeps the models it compiled last, and nothing else. */
export function predictor(): Predictor {
  const known = new Map<string, { model: CompiledModel; reduced: ReducedPlan }>();
  return async (task, options) => {
    let own = known.get(task.hash);
    if (own === undefined) {
      const model = compileModel(task.model);
      own = { model, reduced: reducedPlanOf(model) };
      known.set(task.hash, own);
      if (known.size > kept) known.delete(known.keys().next().value ?? '');
    }
    const cells = ownValues(own.model, task);
    const predicted: PredictedDraw[] = [];
    for (const draw of task.draws) {
      options?.signal?.throwIfAborted();
      predicted.push({ draw: draw.draw, measures: predictDraw(own.reduced, task, cells, draw) });
      await turn();
    }
    return predicted;
  };
}

/** Lets the signal to stop come through. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function predictDraw(
  reduced: ReducedPlan,
  { setup, seed, lives }: PredictionTask,
  cells: readonly (readonly OwnValue[])[],
  { values }: PredictionDraw,
): Record<string, readonly MeasurePrediction[]> {
  const all = new Map<string, Map<number, Moments[]>>();
  const resolution = lives === undefined ? {} : { most: lives };
  const varying = new Set(cells[0].map(({ slot }) => slot));
  const shared = Object.entries(values).flatMap(([slot, value]) => (varying.has(slot) ? [] : [{ slot, value }]));
  for (const [cell, own] of cells.entries()) {
    const given = own.map(({ slot, usual, factor }) => ({ slot, value: (values[slot] ?? usual) * factor }));
    const run = { member: memberNumber(cell, 0), seed, values: [...shared, ...given], resolution };
    for (const { time, values: read } of measureReduced(reduced, run, setup, setup.timepoints))
      for (const [measure, moments] of read) collect(all, measure, time, moments);
  }
  return Object.fromEntries(
    [...all].map(([measure, times]) => [measure, [...times].map(([time, list]) => combined(time, list))]),
  );
}

function collect(all: Map<string, Map<number, Moments[]>>, measure: string, time: number, moments: Moments): void {
  const times = all.get(measure) ?? new Map<number, Moments[]>();
  all.set(measure, times);
  const list = times.get(time) ?? [];
  times.set(time, list);
  list.push(moments);
}

/** Law of total variance over cells. */
function combined(time: number, list: readonly Moments[]): MeasurePrediction {
  const tables = list.flatMap(({ table }) => (table === undefined ? [] : [table]));
  if (tables.length > 0) return pooled(time, tables);
  const average = (of: (one: Moments) => number): number => list.reduce((sum, one) => sum + of(one), 0) / list.length;
  const mean = average((one) => one.mean);
  const spread = list.reduce((sum, one) => sum + (one.mean - mean) * (one.mean - mean), 0);
  const between = list.length > 1 ? spread / (list.length - 1) - average((one) => one.sampling) : 0;
  return { time, mean, varianceWithin: average((one) => one.variance), varianceBetween: Math.max(0, between) };
}

/** All sites of all cells in one table; what cells differ by, from leaving out one at a time (jackknife). */
function pooled(time: number, tables: readonly LifeTable[]): MeasurePrediction {
  const cells = tables.length;
  const { mean, variance, sampling } = LifeTable.pooled(tables).restrictedMean();
  const without = tables.map(
    (_, at) => LifeTable.pooled(tables.filter((__, other) => other !== at)).restrictedMean().mean,
  );
  const spread = without.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  const between = cells > 1 ? (cells - 1) * spread - cells * sampling : 0;
  return { time, mean, varianceWithin: cells * variance, varianceBetween: Math.max(0, between) };
}
