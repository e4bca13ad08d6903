import { assays } from '@invadolab/assays';
import { canonicalJson, fromBase, parseQuantity, parseUnit, sha256Hex } from '@invadolab/core';
import type { Catalog, ModelFile, Parameter } from '@invadolab/model';
import { planStudy } from '../plan.js';
import type { Arm, Study } from '../study.js';
import type { EvidenceRow } from './evidence.js';
import type { Predictor } from './prediction.js';

/** One model to be simulated once, however many rows compare it. */
export interface Job {
  /** Names everything that its prediction depends on, apart from the ensemble and the form. */
  readonly key: string;
  /** A study with this one arm and all measures that the rows ask of it. */
  readonly study: Study;
  readonly arm: string;
  readonly model: ModelFile;
  /** The form of the model that answers all that the rows ask. */
  readonly predictor: Predictor;
}

/** Every distinct model of the rows, and which one stands for each arm. */
export interface Jobs {
  readonly jobs: readonly Job[];
  /** Key of the job that simulates an arm of a row. */
  keyOf(row: EvidenceRow, arm: Arm): string;
}

/** Settings that cost time and change no measure: no photographs, no time courses. */
const quiet: Readonly<Record<string, (study: Study) => number>> = {
  imaged: () => 0,
  experiments_shown: () => 0,
  series_every: ({ timepoints }) => timepoints[timepoints.length - 1],
};

/** What planning needs besides the rows. */
export interface JobOptions {
  readonly catalog: Catalog;
  readonly engine: string;
  /** Forms of the model, the preferred first: a row is run in the first that answers all of it. */
  readonly predictors: readonly Predictor[];
}

/**
 * Composes every arm of every row; arms with the same model, assay and times are simulated together. Both arms of a row are
 * run in the same form. Throws `BadInput`.
 */
export function jobsOf(rows: readonly EvidenceRow[], options: JobOptions): Jobs {
  const jobs = new Map<string, Job>();
  const keys = new Map<string, string>();
  for (const row of rows) {
    if (row.test === undefined) continue;
    const study = quietly(row.test.study);
    const predictor = options.predictors.find((each) => each.answers(study));
    if (!predictor) throw new Error(`no form of the model answers ${row.id}`);
    const plan = planStudy(study, row.test.place, options);
    for (const { hash, file, arms } of plan.models) {
      const { assay, timepoints, settings } = study;
      const key = sha256Hex(canonicalJson({ assay, timepoints, settings, hash, form: predictor.form }));
      for (const { id } of arms) keys.set(`${row.id} ${id}`, key);
      const known = jobs.get(key);
      const measure = [...new Set([...(known?.study.measure ?? []), ...study.measure])].sort();
      const own = known?.study ?? { ...study, control: arms[0].id, arms: [arms[0]] };
      jobs.set(key, { key, model: file, arm: own.control, study: { ...own, measure }, predictor });
    }
  }
  const keyOf = (row: EvidenceRow, arm: Arm) => keys.get(`${row.id} ${arm.id}`) ?? '';
  return { jobs: [...jobs.values()], keyOf };
}

function quietly(study: Study): Study {
  const known = Object.keys(assays[study.assay].settings);
  const settings = Object.fromEntries(known.flatMap((id) => (id in quiet ? [[id, quiet[id](study)]] : [])));
  return { ...study, settings: { ...settings, ...study.settings } };
}

/** A draw's factors as values of one model, in its units; parameters that this model lacks are left out. */
export function valuesIn(model: ModelFile, factors: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [id, factor] of factors) {
    const parameter = model.parameters?.[id];
    if (parameter !== undefined) values.set(id, factor * numberOf(parameter));
  }
  return values;
}

function numberOf({ value, unit }: Parameter): number {
  if (typeof value === 'number') return value;
  const parsed = parseQuantity(value);
  return fromBase(parsed.value, unit === undefined ? parsed.unit : parseUnit(unit));
}
