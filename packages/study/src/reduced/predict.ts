import type { AssaySetup } from '@invadolab/assays';
import { BadInput, nearest, parseQuantity } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import type { Amount, Catalog, ModelFile, Parameter } from '@invadolab/model';
import type { DayEffects } from '../draws.js';
import { type Plan, planStudy } from '../plan.js';
import type { Place } from '../shape.js';
import type { Arm, Study } from '../study.js';

/** A question for the reduced form: every arm of a study under every set of parameters. */
export interface PredictionRequest {
  readonly study: Study;
  readonly catalog: Catalog;
  /** Where problems found while composing are reported; default: the study by its question. */
  readonly place?: Place;
  /** Parameter id (or `place.amount`) to value in the model's unit; an empty map leaves the catalogue's values. */
  readonly draws: readonly ReadonlyMap<string, number>[];
  /** Cells per arm and draw, each with its own day and expression: the same ones in every arm and draw. At least 1. */
  readonly cellsPerDraw: number;
  /**
   * Sites of a cell that are followed at a time, at most, each for as many as there are; default 6. More of them make the
   * mean of one cell better known, in proportion to the time they take; more cells do the same for the mean of all.
   */
  readonly lives?: number;
  /**
   * Take the cells and days that the full form takes, each by itself; default false: spread evenly, so that fewer cells
   * know the same mean (`stratified`).
   */
  readonly cellsOfFullForm?: boolean;
  /** Whole number from 0; another seed means other days, cells and chances. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Called after each piece of work. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What the reduced form expects of one arm under one set of parameters. */
export interface ArmPrediction {
  readonly arm: string;
  /** Position in the request's draws. */
  readonly draw: number;
  /** By measure id, in time order. A measure that has no value here (nothing to average) is absent. */
  readonly measures: ReadonlyMap<string, readonly MeasurePrediction[]>;
}

/** A measure per cell at one time. */
export interface MeasurePrediction {
  /** s */
  readonly time: number;
  /** Over days, expression and the chance within a cell. */
  readonly mean: number;
  /** Variance by chance within a cell, averaged over cells. */
  readonly varianceWithin: number;
  /** Variance between the means of cells (days and expression), freed of the sampling error of those means; never negative. */
  readonly varianceBetween: number;
}

/** What a worker is sent. */
export interface PredictionTask {
  readonly model: ModelFile;
  readonly hash: string;
  readonly setup: AssaySetup;
  readonly days: DayEffects;
  readonly seed: number;
  readonly cells: number;
  readonly lives?: number;
  readonly cellsOfFullForm?: boolean;
  readonly draws: readonly PredictionDraw[];
}

/** One set of parameters for one arm: slots to the value of the draw times what the arm does to it. */
export interface PredictionDraw {
  readonly draw: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What a worker gives back: one entry per draw. */
export interface PredictedDraw {
  readonly draw: number;
  readonly measures: Readonly<Record<string, readonly MeasurePrediction[]>>;
}

/**
 * Predicts every arm of a study under every draw, arms paired. Equal models are run once. The pool must know the task
 * `predict` (see `predictor`). Throws `BadInput` for a study whose model the reduced form cannot treat, and for a draw that
 * sets what no arm has.
 */
export async function predictReduced(request: PredictionRequest, pool: WorkerPool): Promise<ArmPrediction[]> {
  const { study, catalog, draws, cellsPerDraw: cells, lives, cellsOfFullForm, seed, signal, onProgress } = request;
  const place = request.place ?? { file: study.study, locate: () => ({}) };
  const plan = plannedOnce(study, place, catalog);
  const constants = plan.models.map(({ file }) => constantsOf(file));
  checkDraws(draws, constants);
  const wanted = [...new Set(draws.flatMap((draw) => [...draw.keys()]))];
  const tasks = plan.models.flatMap(({ file, hash, arms }, model) => {
    if (arms[0].bare) return [];
    const bound = new Map(wanted.map((id) => [id, boundIn(id, constants[0], constants[model], arms)]));
    const own = draws.map((draw, index) => ({ draw: index, values: valuesFor(draw, bound) }));
    const pieces = Math.min(own.length, Math.max(1, Math.ceil(pool.size / plan.models.length)));
    return Array.from({ length: pieces }, (_, piece) => {
      const { setup, days } = plan;
      const share = own.filter((_, index) => index % pieces === piece);
      const task: PredictionTask = {
        model: file,
        hash,
        setup,
        days,
        seed,
        cells,
        lives,
        cellsOfFullForm,
        draws: share,
      };
      return { model, task };
    });
  });
  let done = 0;
  const found = await Promise.all(
    tasks.map(async ({ model, task }) => {
      const predicted = await pool.run<PredictionTask, PredictedDraw[]>('predict', task, { signal });
      onProgress?.(++done, tasks.length);
      return { model, predicted };
    }),
  );
  return plan.study.arms.flatMap(({ id: arm, bare }) => {
    const model = plan.models.findIndex(({ arms }) => arms.some(({ id }) => id === arm));
    const own = found.filter((one) => one.model === model).flatMap(({ predicted }) => predicted);
    const byDraw = new Map(own.map(({ draw, measures }) => [draw, measures]));
    return draws.map((_, draw) => {
      const measures = bare ? {} : (byDraw.get(draw) ?? {});
      return { arm, draw, measures: new Map(Object.entries(measures)) };
    });
  });
}

/** Composing and compiling the arms costs as much as many draws, and a fit asks about one study thousands of times. */
const planned = new WeakMap<Study, { readonly catalog: Catalog; readonly plan: Plan }>();

function plannedOnce(study: Study, place: Place, catalog: Catalog): Plan {
  const known = planned.get(study);
  if (known?.catalog === catalog) return known.plan;
  const plan = planStudy(study, place, { catalog, engine: 'reduced' });
  planned.set(study, { catalog, plan });
  return plan;
}

type Constants = Readonly<Record<string, Parameter | Amount>>;

/** Slot of an arm that a number of a draw goes to, and what the arm does to it; undefined where it goes nowhere. */
type Bound = { readonly slot: string; readonly factor: number } | undefined;

/**
 * An amount that the arm scales (a knock-down, another cell) is scaled alike under every draw, as long as the control has
 * some of it. A parameter that it changed, and whatever it sets (`set:`), stay as the arm has them: as in the full form.
 */
function boundIn(id: string, control: Constants, own: Constants, arms: readonly Arm[]): Bound {
  const now = inBase(own[id]);
  // Another arm has it: a drug's constant, for example.
  if (now === undefined) return undefined;
  const before = inBase(control[id]) ?? now;
  const isAmount = id.includes('.');
  const slot = isAmount ? id : `parameter.${id}`;
  if (before === now) return { slot, factor: 1 };
  if (!isAmount || before === 0 || arms.some(({ change }) => Object.hasOwn(change.set ?? {}, id))) return undefined;
  return { slot, factor: now / before };
}

function valuesFor(draw: ReadonlyMap<string, number>, bound: ReadonlyMap<string, Bound>): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [id, value] of draw) {
    const to = bound.get(id);
    if (to !== undefined) values[to.slot] = value * to.factor;
  }
  return values;
}

/** In base units, so that two ways to write a quantity are equal. */
function inBase(entry: Parameter | Amount | undefined): number | undefined {
  if (entry === undefined) return undefined;
  const text = typeof entry.value === 'number' ? `${entry.value} ${entry.unit ?? ''}` : entry.value;
  return parseQuantity(text).value;
}

/** Parameters by id, amounts by `place.id`. */
function constantsOf({ parameters = {}, places }: ModelFile): Constants {
  const amounts = Object.entries(places).flatMap(([kind, place]) =>
    Object.entries(place.amounts ?? {}).map(([id, amount]) => [`${kind}.${id}`, amount] as const),
  );
  return { ...parameters, ...Object.fromEntries(amounts) };
}

function checkDraws(draws: PredictionRequest['draws'], models: readonly Constants[]): void {
  const known = new Set(models.flatMap((constants) => Object.keys(constants)));
  for (const [index, draw] of draws.entries())
    for (const [id, value] of draw) {
      if (!known.has(id))
        throw new BadInput(`draw ${index + 1} sets what no arm has`, {
          found: id,
          expected: 'a parameter, or an amount as place.amount',
          nearest: nearest(id, known),
        });
      if (!Number.isFinite(value))
        throw new BadInput(`draw ${index + 1}: ${id}`, { found: String(value), expected: 'a finite number' });
    }
}
