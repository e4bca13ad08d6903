import { assays } from '@invadolab/assays';
import { canonicalJson, fromBase, parseQuantity, parseUnit, sha256Hex } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import type { Catalog, ModelFile, Perturbations, Quantity } from '@invadolab/model';
import type { Job } from '../evidence/jobs.js';
import type { Predictor } from '../evidence/prediction.js';
import { priorDraw, type Uncertain } from '../evidence/prior.js';
import { type Plan, type PlannedModel, planStudy } from '../plan.js';
import type { PredictedDraw, PredictionTask } from '../reduced/predict.js';
import type { Place } from '../shape.js';
import type { Arm, Study } from '../study.js';
import type { Context, DrugScreen } from './screen.js';

/** What is given in one arm of a screen, besides what all arms are given. */
export interface Given {
  /** Names the arm within its screen. */
  readonly id: string;
  readonly drugs: readonly { readonly name: string; readonly free: number }[];
}

/** The arm that every other is compared with. */
export const controlId = 'control';

/** One context as a study of the control and these arms. */
export function studyIn(screen: DrugScreen, context: Context, given: readonly Given[], form: Study['form']): Study {
  const { assay, matrix, hypotheses, timepoint, seed, measure, beside } = screen;
  const arms: Arm[] = [{ id: controlId, drugs: [] }, ...given].map(({ id, drugs }) => {
    const change: Perturbations = {
      ...beside,
      drugs: [...(beside.drugs ?? []), ...drugs.map(({ name, free }) => ({ name, free: `${free} nM` }))],
    };
    return { id, entry: id, title: id, change };
  });
  return {
    format: 1,
    study: screen.screen,
    assay,
    cell: context.cell,
    ...(matrix && { matrix }),
    environment: context.factors,
    ...(hypotheses && { hypotheses }),
    form,
    timepoints: [timepoint],
    experiments: 1,
    cells: 1,
    seed,
    control: controlId,
    arms,
    measure: [measure],
    notes: [],
    settings: quiet(assay, timepoint),
  };
}

/** Settings that cost time and change no measure: no photographs, no time courses. */
function quiet(assay: string, last: number): Readonly<Record<string, number>> {
  const wanted = { imaged: 0, series_every: last };
  return Object.fromEntries(Object.entries(wanted).filter(([id]) => Object.hasOwn(assays[assay].settings, id)));
}

/** A plan of the study, each distinct model as a job of the reduced form. */
export function reducedJobs(plan: Plan, pool: WorkerPool, signal?: AbortSignal): readonly Job[] {
  return plan.models.map((model) => jobOf(plan, model, planned(plan, model, pool, signal)));
}

/** One of a plan's models as a job for this form. */
export function jobOf({ study, days }: Plan, { hash, file, arms }: PlannedModel, predictor: Predictor): Job {
  const [arm] = arms;
  const { assay, timepoints, settings } = study;
  const key = sha256Hex(canonicalJson({ assay, timepoints, settings, days, hash, form: predictor.form }));
  return { key, study: { ...study, control: arm.id, arms: [arm] }, arm: arm.id, model: file, predictor };
}

/** The reduced form of a model that is composed already. */
function planned(
  { setup, days }: Plan,
  { file, hash, arms }: PlannedModel,
  pool: WorkerPool,
  signal?: AbortSignal,
): Predictor {
  return {
    form: 'reduced',
    answers: () => true,
    async predict({ draws, cellsPerDraw: cells, seed }) {
      const own = draws.map((draw, index) => ({
        draw: index,
        values: Object.fromEntries([...draw].map(([id, value]) => [`parameter.${id}`, value])),
      }));
      const task: PredictionTask = { model: file, hash, setup, days, seed, cells, draws: own };
      const found = await pool.run<PredictionTask, PredictedDraw[]>('predict', task, { signal });
      return found.map(({ draw, measures }) => ({
        arm: arms[0].id,
        draw,
        measures: new Map(Object.entries(measures)),
      }));
    },
  };
}

/** Composes a context's control and arms. Throws `BadInput`. */
export function planIn(
  screen: DrugScreen,
  context: Context,
  given: readonly Given[],
  { catalog, place, engine, form }: { catalog: Catalog; place: Place; engine: string; form: Study['form'] },
): Plan {
  return planStudy(studyIn(screen, context, given, form), place, { catalog, engine });
}

/**
 * Numbers that only arms with a drug have and that are known within a range (the shift from the tube to the cell), as factors in
 * one draw. A number goes by its name, so that a drug has the same potency in every arm.
 */
export function potencyFactors(plan: Plan, seed: number, draw: number): ReadonlyMap<string, number> {
  const [control] = plan.models;
  const common = control.file.parameters ?? {};
  const factors = new Map<string, number>();
  for (const { file } of plan.models) {
    for (const [id, uncertain] of uncertainIn(file, common)) {
      if (!factors.has(id)) factors.set(id, priorDraw([uncertain], seed, draw).get(uncertain.id) ?? 1);
    }
  }
  return factors;
}

function uncertainIn(
  { parameters = {} }: ModelFile,
  common: NonNullable<ModelFile['parameters']>,
): readonly (readonly [string, Uncertain])[] {
  return Object.entries(parameters).flatMap(([id, { value, range, unit, name }]) => {
    if (range === undefined || Object.hasOwn(common, id)) return [];
    const own = inOwnUnit(value, unit);
    if (!(own > 0)) return [];
    const uncertain = {
      id: name ?? id,
      value: own,
      low: inOwnUnit(range[0], unit),
      high: inOwnUnit(range[1], unit),
    };
    return [[id, uncertain] as const];
  });
}

function inOwnUnit(value: Quantity, unit: string | undefined): number {
  if (typeof value === 'number') return value;
  const parsed = parseQuantity(value);
  return fromBase(parsed.value, unit === undefined ? parsed.unit : parseUnit(unit));
}
