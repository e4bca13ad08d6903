import { type AssaySetup, assays } from '@invadolab/assays';
import type { Engine } from '@invadolab/engine';
import { type CompiledModel, compileModel, type ModelFile } from '@invadolab/model';
import { type DayEffects, dayValues, independent, memberNumber } from '../draws.js';
import { sampled } from '../execute.js';
import type { MeasurePrediction } from '../reduced/predict.js';

/** Some parameter sets for one model: what a worker is sent. */
export interface DrawWork {
  readonly model: ModelFile;
  readonly hash: string;
  readonly engine: string;
  readonly assay: string;
  readonly setup: AssaySetup;
  readonly days: DayEffects;
  readonly seed: number;
  readonly experiments: number;
  readonly cells: number;
  /** For each set: slot and value in the slot's unit. */
  readonly draws: readonly (readonly (readonly [string, number])[])[];
}

/** For each set, its measures; undefined where a cell's run could not be finished. */
export type DrawOutcome = readonly (readonly (readonly [string, readonly MeasurePrediction[]])[] | undefined)[];

/** Compiled models a worker keeps: every batch of a fit comes back to all models of the study. */
const kept = 64;

/** A worker's task: parameter sets in, moments of their measures out. It keeps the models it compiled last. */
export function drawPerformer(
  engineOf: (id: string) => Engine,
): (work: DrawWork, options?: { readonly signal?: AbortSignal }) => Promise<DrawOutcome> {
  const compiled = new Map<string, CompiledModel>();
  return async (work, options) => {
    const model = compiled.get(work.hash) ?? compileModel(work.model);
    compiled.set(work.hash, model);
    if (compiled.size > kept) compiled.delete(compiled.keys().next().value ?? '');
    const engine = engineOf(work.engine);
    const together = await drawsOf(work, model, engine, options?.signal);
    if (together !== undefined || work.draws.length === 1) return together ?? [undefined];
    const alone: (DrawOutcome[number] | undefined)[] = [];
    for (const draw of work.draws)
      alone.push((await drawsOf({ ...work, draws: [draw] }, model, engine, options?.signal))?.[0]);
    return alone;
  };
}

/** All sets in one batch; undefined where one of them could not be finished. */
async function drawsOf(
  work: DrawWork,
  model: CompiledModel,
  engine: Engine,
  signal: AbortSignal | undefined,
): Promise<DrawOutcome | undefined> {
  const { setup, seed, experiments, cells, draws } = work;
  const own = Array.from({ length: experiments * cells }, (_, i) => [Math.floor(i / cells), i % cells] as const);
  const identities = draws.flatMap(() => own);
  const assay = assays[work.assay];
  const observers = identities.map(([experiment, cell]) => assay.observer(setup, { arm: '', experiment, cell, seed }));
  const session = await engine.start(model, {
    members: identities.map(([experiment, cell]) => memberNumber(experiment, cell)),
    values: valuesOf(work, model, own),
    seed,
    signal,
  });
  try {
    const status = await sampled(assay.sampling(setup), setup, session, observers);
    if (status?.state === 'stopped') signal?.throwIfAborted();
    if (status !== undefined) return undefined;
    const happened = session.happenings(0);
    const rows = observers.map((observer, index) => {
      const [experiment, cell] = identities[index];
      const events = happened.filter(({ member }) => member === index);
      observer.happenings(
        events.map(({ member: _, parent: _parent, ...event }) => ({ ...event, arm: '', experiment, cell })),
      );
      return observer.finish().measures;
    });
    return draws.map((_, draw) => momentsOf(rows.slice(draw * own.length, (draw + 1) * own.length)));
  } finally {
    session.dispose();
  }
}

/** What differs between members: the values of each set, and of each day and cell where the protocol or the model varies them. */
function valuesOf(work: DrawWork, model: CompiledModel, own: readonly (readonly [number, number])[]) {
  const { draws, days, seed, experiments, cells } = work;
  const slots = new Map<string, Float64Array>();
  draws.forEach((draw, position) => {
    const given = withValues(model, new Map(draw));
    const varied = {
      ...Object.fromEntries(draw.map(([slot]) => [slot.replace(/^parameter\./, ''), { cv: 0 }])),
      ...days,
    };
    for (let experiment = 0; experiment < experiments; experiment++) {
      const spec = { experiment, cells: Array.from({ length: cells }, (_, cell) => cell) };
      for (const { slot, values } of dayValues(given, spec, varied, independent(seed))) {
        const all = slots.get(slot) ?? new Float64Array(draws.length * own.length);
        slots.set(slot, all);
        all.set(values, position * own.length + experiment * cells);
      }
    }
  });
  return [...slots].map(([slot, values]) => ({ slot, values }));
}

/** The model with other constants: only what `dayValues` reads. */
function withValues(model: CompiledModel, values: ReadonlyMap<string, number>): CompiledModel {
  const parameters = model.parameters.map((constant) => {
    const value = values.get(`parameter.${constant.id}`);
    return value === undefined ? constant : { ...constant, value: value * constant.factor };
  });
  const places = model.places.map((place) => ({
    ...place,
    constants: place.constants.map((constant) => {
      const value = values.get(`${place.kind}.${constant.id}`);
      return value === undefined ? constant : { ...constant, value: value * constant.factor };
    }),
  }));
  return { ...model, parameters, places };
}

function momentsOf(
  cells: readonly (readonly { readonly measure: string; readonly time: number; readonly value: number }[])[],
): [string, MeasurePrediction[]][] {
  const values = new Map<string, Map<number, number[]>>();
  for (const { measure, time, value } of cells.flat()) {
    const times = values.get(measure) ?? new Map<number, number[]>();
    values.set(measure, times);
    const list = times.get(time);
    if (list === undefined) times.set(time, [value]);
    else list.push(value);
  }
  return [...values].map(([measure, times]) => [
    measure,
    [...times].map(([time, list]) => {
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
      const squares = list.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
      return { time, mean, varianceWithin: 0, varianceBetween: list.length > 1 ? squares / (list.length - 1) : 0 };
    }),
  ]);
}
