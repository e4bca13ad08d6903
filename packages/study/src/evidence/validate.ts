import type { ScoreCard, Store } from '@invadolab/results';
import type { Ensemble } from './ensemble.js';
import type { EvidencePaper } from './evidence.js';
import { type JobOptions, type Jobs, jobsOf } from './jobs.js';
import { replay } from './replay.js';
import type { NotExpressible } from './schema.js';
import { scoreCard } from './score.js';

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

/** Runs what is not done yet and holds every row against it. Rejects once `signal` fires; what was finished stays in the store. */
export async function validate(planned: PlannedValidation, options: ValidationOptions): Promise<ScoreCard> {
  const { jobs } = planned;
  const { ensemble, prior, onProgress } = options;
  const halves = prior === undefined ? 1 : 2;
  const progress = (half: number) => (done: number, total: number) => onProgress?.(half * total + done, halves * total);
  const predictions = await replay(jobs.jobs, { ...options, onProgress: progress(0) });
  const before = prior && (await replay(jobs.jobs, { ...options, ensemble: prior, onProgress: progress(1) }));
  const { cellsPerDraw, seed, versions, catalog } = options;
  return scoreCard({
    ...planned,
    predictions,
    prior: before,
    ensemble,
    cellsPerDraw,
    form: [...new Set(jobs.jobs.map((job) => job.predictor.form))].join(' and '),
    seed,
    versions,
    catalog,
  });
}
