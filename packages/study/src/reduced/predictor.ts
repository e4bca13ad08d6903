import { type ReducedPlan, reducedPlanOf } from '@invadolab/engine';
import { type CompiledModel, compileModel } from '@invadolab/model';
import { type DayEffects, type Deviates, dayValues, independent, logNormal, memberNumber } from '../draws.js';
import { LifeTable } from './life-table.js';
import { measureReduced } from './measure.js';
import type { Moments } from './moments.js';
import type { MeasurePrediction, PredictedDraw, PredictionDraw, PredictionTask } from './predict.js';
import { stratified } from './stratified.js';

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
    const { seed, cells, cellsOfFullForm = false } = task;
    const spread = cellsOfFullForm ? undefined : stratified(seed, cells);
    const predicted: PredictedDraw[] = [];
    for (const draw of task.draws) {
      options?.signal?.throwIfAborted();
      predicted.push({ draw: draw.draw, measures: predictDraw(own.model, own.reduced, task, spread, draw) });
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
  model: CompiledModel,
  reduced: ReducedPlan,
  { setup, days, seed, cells, lives }: PredictionTask,
  spread: Deviates | undefined,
  { values }: PredictionDraw,
): Record<string, readonly MeasurePrediction[]> {
  const all = new Map<string, Map<number, Moments[]>>();
  const resolution = lives === undefined ? {} : { most: lives };
  for (let cell = 0; cell < cells; cell++) {
    const own =
      spread === undefined
        ? dayOf(model, cell, days, independent(seed), values)
        : spreadOf(model, days, (purpose) => spread(purpose, cell), values);
    const slots = { ...values, ...own };
    const member = memberNumber(cell, 0);
    const given = Object.entries(slots).map(([slot, value]) => ({ slot, value }));
    const run = { member, seed, values: given, resolution };
    for (const { time, values: read } of measureReduced(reduced, run, setup, setup.timepoints))
      for (const [measure, moments] of read) collect(all, measure, time, moments);
  }
  return Object.fromEntries(
    [...all].map(([measure, times]) => [measure, [...times].map(([time, list]) => combined(time, list))]),
  );
}

/** Day effects of one cell, on top of what the draw gives. */
function dayOf(
  model: CompiledModel,
  cell: number,
  days: DayEffects,
  deviates: Deviates,
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  const today = dayValues(model, { experiment: cell, cells: [0] }, days, deviates);
  return Object.fromEntries(
    today.map(({ slot, values: [value] }) => {
      if (!Object.hasOwn(values, slot)) return [slot, value];
      const usual = declared(model, slot);
      return [slot, usual === 0 ? values[slot] : (values[slot] * value) / usual];
    }),
  );
}

/** Day effects and every amount that varies between cells. */
function spreadOf(
  model: CompiledModel,
  days: DayEffects,
  deviates: Deviates,
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  const own = model.places
    .filter(({ count }) => count === 1)
    .flatMap(({ kind, constants }) =>
      constants.slice(0, -1).flatMap(({ id, cv = 0, value, factor, stream }): [string, number][] => {
        const slot = `${kind}.${id}`;
        if (cv === 0 || Object.hasOwn(days, slot)) return [];
        const usual = values[slot] ?? value / factor;
        return [[slot, usual * logNormal(cv, () => deviates(`amount ${stream}`, 0))]];
      }),
    );
  return { ...Object.fromEntries(own), ...dayOf(model, 0, days, deviates, values) };
}

function declared(model: CompiledModel, slot: string): number {
  const [kind, id] = slot.split('.');
  const constants = kind === 'parameter' ? model.parameters : model.places.find((one) => one.kind === kind)?.constants;
  const found = constants?.find((one) => one.id === id);
  return found === undefined ? 0 : found.value / found.factor;
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
