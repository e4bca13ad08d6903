import {
  type ReducedPlan,
  type ReducedScene,
  reducedPlanOf,
  referenceEngine,
  runReduced,
  type Session,
} from '@invadolab/engine';
import { type Catalog, type CompiledModel, compileModel, type ModelFile } from '@invadolab/model';
import type { MeasureRow } from '@invadolab/results';
import { dayValues, independent, memberNumber } from '../../src/draws.js';
import { execute } from '../../src/execute.js';
import { type Plan, type PlannedModel, parseStudy, planStudy } from '../../src/index.js';
import { measureReduced } from '../../src/reduced/measure.js';
import { modelOf, readFile, type Setting } from './laboratory.js';
import { mean } from './statistics.js';

/** A change to the equations of every model: how a mechanism is disabled. */
export type Change = (file: ModelFile) => ModelFile;

/** Models and plans that were made once; the same shelf serves all draws of a worker. */
export interface Shelf {
  readonly catalog: Catalog;
  readonly models: Map<string, CompiledModel>;
  readonly reduced: Map<CompiledModel, ReducedPlan>;
  readonly plans: Map<string, Plan>;
}

/** An empty shelf. */
export function shelfOf(catalog: Catalog): Shelf {
  return { catalog, models: new Map(), reduced: new Map(), plans: new Map() };
}

/** Some cells to judge laws on, and under which parameters. The same numbers are the same cells in every arm. */
export interface Bench {
  readonly shelf: Shelf;
  readonly seed: number;
  readonly cells: number;
  /** Of the studies that can be run in both. */
  readonly form: 'full' | 'reduced';
  /** One draw of an ensemble: parameter to factor. Without it, the catalogue's values and one day's effects. */
  readonly factors?: ReadonlyMap<string, number>;
  readonly change?: Change;
  /** Arms of studies that were run on these cells. */
  readonly runs: Map<string, readonly MeasureRow[]>;
}

/** Values of one arm and measure of a study, one per cell: mean over the timepoints, or at one (s). Cells without a value are left out. */
export type Reading = (arm: string, measure: string, time?: number) => number[];

/** The model of one setting as this bench has it. */
export function fileOf({ shelf, change }: Bench, setting: Setting): ModelFile {
  const file = modelOf(shelf.catalog, setting);
  return change ? change(file) : file;
}

/** A started batch of cells of one setting. */
export function startOf(bench: Bench, setting: Setting, cells = bench.cells): Promise<Session> {
  const { shelf, change, seed } = bench;
  const key = JSON.stringify(setting);
  const model = change ? compileModel(fileOf(bench, setting)) : kept(shelf, key, () => fileOf(bench, setting));
  const members = Array.from({ length: cells }, (_, member) => member);
  const values = drawn(model, bench).map(({ slot, value }) => ({ slot, values: members.map(() => value) }));
  return referenceEngine.start(model, { members, seed, values });
}

/** What the sites of each cell of a setting hold at some times (s), in the reduced form. */
export function scenesOf(
  bench: Bench,
  setting: Setting,
  times: readonly number[],
  slots: readonly string[],
): (readonly ReducedScene[])[] {
  const { shelf, change, seed, cells } = bench;
  const file = () => fileOf(bench, setting);
  const model = change ? compileModel(file()) : kept(shelf, JSON.stringify(setting), file);
  const plan = reducedOf(bench, model);
  const values = drawn(model, bench);
  return Array.from({ length: cells }, (_, cell) =>
    runReduced(plan, { member: memberNumber(0, cell), seed, values, times, slots }),
  );
}

function reducedOf({ shelf, change }: Bench, model: CompiledModel): ReducedPlan {
  const plan = shelf.reduced.get(model) ?? reducedPlanOf(model);
  if (!change) shelf.reduced.set(model, plan);
  return plan;
}

/** Runs the arms of a study of `studies/laws/` on the cells of a bench, in its form unless another is asked for. */
export async function readStudy(
  bench: Bench,
  name: string,
  {
    form = bench.form,
    cells = bench.cells,
    arms,
  }: { form?: Bench['form']; cells?: number; arms?: readonly string[] } = {},
): Promise<Reading> {
  const plan = planOf(bench.shelf, name);
  const wanted = plan.models.filter((model) => arms === undefined || model.arms.some(({ id }) => arms.includes(id)));
  const rows = new Map<string, readonly MeasureRow[]>();
  for (const planned of wanted) {
    const key = JSON.stringify([planned.hash, plan.study.assay, plan.setup, form, cells]);
    const known = bench.runs.get(key) ?? (await runArm(bench, plan, planned, form, cells));
    bench.runs.set(key, known);
    for (const { id } of planned.arms) rows.set(id, known);
  }
  return (arm, measure, time) => {
    const values = new Map<number, number[]>();
    for (const row of rows.get(arm) ?? []) {
      if (row.measure !== measure || Number.isNaN(row.value) || (time !== undefined && row.time !== time)) continue;
      values.set(row.cell, [...(values.get(row.cell) ?? []), row.value]);
    }
    return [...values].sort(([a], [b]) => a - b).map(([, each]) => mean(each));
  };
}

async function runArm(bench: Bench, plan: Plan, planned: PlannedModel, form: Bench['form'], count: number) {
  const { shelf, seed, change, factors } = bench;
  const { study, setup } = plan;
  const model = change ? compileModel(change(planned.file)) : kept(shelf, planned.hash, () => planned.file);
  const days = factors ? {} : plan.days;
  const cells = Array.from({ length: count }, (_, cell) => cell);
  const spec = { id: planned.hash, model: 0, arm: planned.arms[0].id, experiment: 0, cells };
  const parameters = Object.fromEntries(drawn(model, bench).map(({ id, value }) => [id, value]));
  const work = { spec, assay: study.assay, setup, days, seed, parameters };
  if (form === 'reduced') return cells.flatMap((cell) => expected(bench, model, work, cell));
  const { measures, failures } = await execute(work, model, referenceEngine);
  if (failures.length > 0) throw new Error(failures[0].message);
  return measures;
}

/** What is expected of one cell. */
function expected(
  bench: Bench,
  model: CompiledModel,
  { setup, spec, days, seed }: Parameters<typeof execute>[0],
  cell: number,
): MeasureRow[] {
  const plan = reducedOf(bench, model);
  const today = dayValues(model, { experiment: 0, cells: [cell] }, days, independent(seed));
  const values = [...drawn(model, bench), ...today.map(({ slot, values: [value] }) => ({ slot, value }))];
  const run = { member: memberNumber(0, cell), seed, values };
  return measureReduced(plan, run, setup, setup.timepoints).flatMap(({ time, values: seen }) =>
    [...seen].map(([measure, { mean: value }]) => {
      return { arm: spec.arm, experiment: 0, cell, time, measure, value, unit: '' };
    }),
  );
}

/** The parameters of the bench's draw that this model has, in their own units. */
function drawn(model: CompiledModel, { factors }: Bench): { id: string; slot: string; value: number }[] {
  if (factors === undefined) return [];
  return model.parameters.flatMap(({ id, value, factor }) => {
    const by = factors.get(id) ?? 1;
    return by === 1 ? [] : [{ id, slot: `parameter.${id}`, value: (value / factor) * by }];
  });
}

function kept({ models }: Shelf, key: string, file: () => ModelFile): CompiledModel {
  const model = models.get(key) ?? compileModel(file());
  models.set(key, model);
  return model;
}

function planOf({ catalog, plans }: Shelf, name: string): Plan {
  const file = `studies/laws/${name}.yaml`;
  const known = plans.get(name);
  if (known) return known;
  const { study, place } = parseStudy(readFile(file), file, catalog);
  const plan = planStudy({ ...study, form: 'full' }, place, { catalog, engine: 'reference' });
  plans.set(name, plan);
  return plan;
}
