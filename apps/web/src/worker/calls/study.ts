import { assays, resolveMeasure } from '@invadolab/assays';
import { calibrate } from '@invadolab/laboratory';
import { compileModel } from '@invadolab/model';
import { costOf, type ParseOptions, type Plan, parseStudy, planStudy } from '@invadolab/study';
import type { Context } from '../context.js';
import { defaultEngine } from '../engines.js';
import { type Problem, problemOf } from '../problem.js';

/** A study as it was given, and what is changed in it. */
export interface StudyRequest {
  readonly text: string;
  /** Its name in messages; default: study.yaml. */
  readonly file?: string;
  readonly options?: ParseOptions;
}

/** A study in order, in the words and sizes a page shows. */
export interface StudySummary {
  readonly title: string;
  readonly assay: string;
  readonly assayTitle: string;
  readonly cell?: string;
  readonly matrix?: string;
  readonly control: string;
  /** The study's own arms, then automatic controls. */
  readonly arms: readonly {
    readonly id: string;
    /** Its entry in the file: one with a list of doses gives several arms. */
    readonly entry: string;
    readonly title: string;
    readonly automatic: boolean;
    /** Arm under whose name rows of unfinished runs come: arms that are the same model are run once. */
    readonly runs: string;
  }[];
  readonly experiments: number;
  /** Per arm and experiment. */
  readonly cells: number;
  readonly seed: number;
  /** s */
  readonly timepoints: readonly number[];
  readonly form: string;
  readonly measures: readonly { readonly id: string; readonly title: string; readonly unit: string }[];
  readonly notes: readonly string[];
  /** Hash of the plan. */
  readonly plan: string;
}

/** A study in order, or the one thing that is wrong with it. */
export type Checked = { readonly summary: StudySummary } | { readonly problem: Problem };

/** s of wall clock, and bytes. */
export interface StudyCost {
  readonly seconds: number;
  readonly memory: number;
}

/** Plans of the last requests: a page asks several things of one study. */
const lastPlans = new Map<string, Promise<Plan>>();
const plansKept = 4;

/** Plans a study. Throws `BadInput`. */
export function planned(context: Context, request: StudyRequest): Promise<Plan> {
  const key = JSON.stringify([request.text, request.file, request.options]);
  const plan = lastPlans.get(key) ?? planOf(context, request);
  lastPlans.delete(key);
  lastPlans.set(key, plan);
  if (lastPlans.size > plansKept) lastPlans.delete(lastPlans.keys().next().value ?? '');
  return plan;
}

async function planOf({ catalog }: Context, { text, file = 'study.yaml', options }: StudyRequest): Promise<Plan> {
  const known = await catalog;
  const { study, place } = parseStudy(text, file, known, options);
  return planStudy(study, place, { catalog: known, engine: defaultEngine, cellsBelow: true });
}

/** Calls about studies that are not run yet. */
export function studyCalls(context: Context) {
  const unitCosts = new Map<string, { readonly secondsPerCell: number; readonly secondsToStart: number }>();
  return {
    /** Reads and plans a study; what a person has to correct comes back as a problem with its line and column. */
    async check(request: StudyRequest): Promise<Checked> {
      try {
        return { summary: summaryOf(await planned(context, request)) };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },

    /** What a study will take on this machine; times a few of its cells once for each assay, form and length. */
    async cost(request: StudyRequest): Promise<StudyCost> {
      const plan = await planned(context, request);
      const { assay, form, timepoints } = plan.study;
      const key = [assay, form, plan.engine, timepoints[timepoints.length - 1]].join(' ');
      const patience = { seconds: 20, signal: AbortSignal.timeout(20_000) };
      const unit = unitCosts.get(key) ?? (await calibrate(plan, context.pool, context.now, patience));
      unitCosts.set(key, unit);
      const { seconds, memory } = costOf(plan, compileModel(plan.models[0].file), unit, context.pool.size);
      return { seconds, memory };
    },

    /** Names that a study may use, for menus and completion. */
    async names() {
      const { cells, drugs, matrices, molecules } = await context.catalog;
      return {
        assays: Object.values(assays).map(({ id, title }) => ({ id, title })),
        cells: Object.entries(cells).map(([id, { kind, cancer }]) => ({ id, kind, cancer })),
        drugs: Object.keys(drugs),
        matrices: Object.keys(matrices),
        molecules: Object.keys(molecules),
      };
    },
  };
}

function summaryOf({ study, hash, models }: Plan): StudySummary {
  const assay = assays[study.assay];
  const runs = new Map(models.flatMap(({ arms }) => arms.map(({ id }) => [id, arms[0].id])));
  return {
    title: study.study,
    assay: study.assay,
    assayTitle: assay.title,
    cell: study.cell,
    matrix: study.matrix?.kind,
    control: study.control,
    arms: study.arms
      .filter(({ bare }) => bare !== true)
      .map(({ id, entry, title, expect }) => ({
        id,
        entry,
        title,
        automatic: expect !== undefined,
        runs: runs.get(id) ?? id,
      })),
    experiments: study.experiments,
    cells: study.cells,
    seed: study.seed,
    timepoints: study.timepoints,
    form: study.form,
    measures: study.measure.flatMap((id) => {
      const found = resolveMeasure(assay, id);
      return found ? [{ id, title: found.definition.title, unit: found.definition.unit }] : [];
    }),
    notes: study.notes,
    plan: hash,
  };
}
