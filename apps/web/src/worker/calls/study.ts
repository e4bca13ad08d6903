import { assays, resolveMeasure } from '@invadolab/assays';
import { type Calibration, calibrate } from '@invadolab/laboratory';
import { compileModel } from '@invadolab/model';
import { costOf, type ParseOptions, type Plan, parseStudy, planStudy, studyJsonSchema } from '@invadolab/study';
import type { Schema } from '../../study/study-schema.js';
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
  /** It takes longer than that: not one cell was finished in the time that timing may take. */
  readonly atLeast: boolean;
}

/** Plans of the last requests: a page asks several things of one study. */
const lastPlans = new Map<string, Promise<Plan>>();
const plansKept = 4;

/** What one cell took, and how long it lived (s). */
interface TimedCell extends Calibration {
  readonly length: number;
}

/** s */
const longestTiming = 20;

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
  const unitCosts = new Map<string, TimedCell>();

  /** What a cell of a plan takes, from one that was timed here before or is timed now; undefined while a run is on its way. */
  async function unitOf(plan: Plan): Promise<TimedCell | undefined> {
    const { assay, form, timepoints } = plan.study;
    const length = timepoints[timepoints.length - 1];
    const key = [assay, form, plan.engine].join(' ');
    const known = unitCosts.get(key);
    if (known) return scaled(known, length);
    const { work, pool, now } = context;
    if (work.runs.size > 0) return undefined;
    work.timing?.abort();
    const own = new AbortController();
    work.timing = own;
    const patience = { seconds: longestTiming, signal: AbortSignal.timeout(1000 * longestTiming) };
    try {
      const unit = { ...(await calibrate(plan, pool, now, patience, own.signal)), length };
      unitCosts.set(key, unit);
      return unit;
    } catch (error) {
      if (own.signal.aborted) return undefined;
      throw error;
    }
  }

  async function costsOf(plan: Plan): Promise<StudyCost | undefined> {
    const unit = await unitOf(plan);
    if (unit === undefined) return undefined;
    const { seconds, memory } = costOf(plan, compileModel(plan.models[0].file), unit, context.pool.size);
    return { seconds, memory, atLeast: unit.atLeast };
  }

  return {
    /** Reads and plans a study; what a person has to correct comes back as a problem with its line and column. */
    async check(request: StudyRequest): Promise<Checked> {
      try {
        return { summary: summaryOf(await planned(context, request)) };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },

    /**
     * What a study will take on this machine, as it is asked for and with its full sizes. A few of its cells are timed once for each assay
     * and form; other lengths of the study follow from those. Undefined while a run is on its way.
     */
    async cost(request: StudyRequest): Promise<{ readonly asked: StudyCost; readonly full: StudyCost } | undefined> {
      const asked = await costsOf(await planned(context, request));
      if (asked === undefined || !request.options?.quick) return asked && { asked, full: asked };
      const full = await costsOf(await planned(context, { ...request, options: { ...request.options, quick: false } }));
      return full && { asked, full };
    },

    /** Names that a study may use, for menus. */
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

    /** Names that a study may use and what they are, and the file format with the meaning of each key, for completion. */
    async guide() {
      const { cells, drugs, environments, matrices, molecules } = await context.catalog;
      const named = (table: Readonly<Record<string, { readonly name?: string }>>) =>
        Object.entries(table).map(([id, { name }]) => ({ id, about: name === id ? undefined : name }));
      const measures = Object.values(assays).map(({ id, measures: own }) => [
        id,
        Object.entries(own).map(([measure, { title, unit }]) => ({
          id: measure,
          about: unit === '1' ? title : `${title} (${unit})`,
        })),
      ]);
      return {
        schema: studyJsonSchema() as Schema,
        assays: Object.values(assays).map(({ id, title }) => ({ id, about: title })),
        cells: named(cells),
        drugs: named(drugs),
        factors: named(environments),
        matrices: named(matrices),
        molecules: named(molecules),
        measures: Object.fromEntries(measures) as Record<string, readonly { id: string; about: string | undefined }[]>,
      };
    },
  };
}

/** A cell that lives longer takes longer in proportion. */
function scaled(unit: TimedCell, length: number): TimedCell {
  return { ...unit, secondsPerCell: (unit.secondsPerCell * length) / unit.length, length };
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
