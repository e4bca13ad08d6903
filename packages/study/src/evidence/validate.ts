import type { ScoreCard, Store } from '@invadolab/results';
import type { Ensemble } from './ensemble.js';
import type { EvidencePaper } from './evidence.js';
import { type JobOptions, type Jobs, jobsOf } from './jobs.js';
import { batchesOf, replay } from './replay.js';
import type { NotExpressible } from './schema.js';
import { type ScoreInput, scoreCard } from './score.js';

/** Rows ready to be run: every distinct model composed and compiled once. */
export interface PlannedValidation {
  readonly papers: readonly EvidencePaper[];
  readonly notExpressible: readonly NotExpressible[];
  readonly jobs: Jobs;
}

/** What a validation runs on. */
export interface ValidationOptions {
  readonly ensemble: Ensemble;
  /** The uncalibrated prior as a baseline, where `ensemble` is another. */
  readonly prior?: Ensemble;
  readonly cellsPerDraw: number;
  readonly seed: number;
  readonly store: Store;
  readonly lanes: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly versions: Readonly<Record<string, string>>;
  /** Hash of the catalogue. */
  readonly catalog: string;
}

/** Composes the models of all rows. Throws `BadInput` where one does not compose. */
export function planValidation(
  papers: readonly EvidencePaper[],
  notExpressible: readonly NotExpressible[],
  options: JobOptions,
): PlannedValidation {
  const rows = papers.flatMap((paper) => paper.rows);
  return { papers, notExpressible, jobs: jobsOf(rows, options) };
}

/** Each form that some row is run in, in the order of the rows, with the cells that a draw has in it. */
function formsOf({ jobs }: Jobs, cellsPerDraw: number): ScoreInput['forms'] {
  const forms = new Map(jobs.map(({ predictor }) => [predictor.form, predictor.mostCells ?? cellsPerDraw]));
  return [...forms].map(([form, most]) => ({ form, cellsPerDraw: Math.min(cellsPerDraw, most) }));
}

/** The models of check rows that say a direction. */
function comparedKeys({ papers, jobs }: PlannedValidation): ReadonlySet<string> {
  const rows = papers.flatMap((paper) => paper.rows.filter(({ role }) => role === 'check'));
  const keys = rows.flatMap((row) =>
    (row.test?.expectations ?? []).flatMap(({ arm, control, expected, positive }) =>
      'direction' in expected
        ? [arm, control, ...(positive ? [positive.arm] : [])].map((each) => jobs.keyOf(row, each))
        : [],
    ),
  );
  return new Set(keys);
}

/** Runs what is not done yet and holds every row against it. Rejects once `signal` fires; what was finished stays in the store. */
export async function validate(planned: PlannedValidation, options: ValidationOptions): Promise<ScoreCard> {
  const { jobs } = planned;
  const { ensemble, prior, onProgress } = options;
  const { cellsPerDraw, seed, versions, catalog } = options;
  const batches = (sets: Ensemble) => batchesOf(sets.draws, seed);
  // As a baseline the prior answers the rows that balanced accuracy is over, and no others.
  const compared = comparedKeys(planned);
  const asked = prior === undefined ? [] : jobs.jobs.filter(({ key }) => compared.has(key));
  const [main, beside] = [
    jobs.jobs.length * batches(ensemble).length,
    asked.length * (prior ? batches(prior).length : 0),
  ];
  const progress = (before: number) => (done: number) => onProgress?.(before + done, main + beside);
  const predictions = await replay(jobs.jobs, batches(ensemble), { ...options, onProgress: progress(0) });
  const before = prior && (await replay(asked, batches(prior), { ...options, onProgress: progress(main) }));
  return scoreCard({
    ...planned,
    predictions,
    prior: before,
    ensemble,
    cellsPerDraw,
    forms: formsOf(jobs, cellsPerDraw),
    seed,
    versions,
    catalog,
  });
}
