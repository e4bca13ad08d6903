import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { EvidencePaper, EvidenceRow } from '../evidence/evidence.js';
import { type Job, type JobOptions, type Jobs, jobsOf } from '../evidence/jobs.js';
import { apartFrom } from '../evidence/score.js';
import { type Calibrated, checkNumber } from './parameters.js';

/** Rows of one paper and one family of perturbation, which count once. */
export interface Vote {
  readonly paper: string;
  readonly family: string;
  readonly rows: readonly EvidenceRow[];
}

/** What is fitted to what. */
export interface CalibrationPlan {
  /** Papers with the rows that are fitted to: to calibrate with, answered by a quick form, counting; and no others. */
  readonly papers: readonly EvidencePaper[];
  /** Rows to calibrate with that only a slow form answers: they are scored, not fitted to. */
  readonly slow: readonly string[];
  readonly votes: readonly Vote[];
  readonly jobs: Jobs;
  readonly parameters: readonly Calibrated[];
  /** Names all of the catalogue and the evidence that the result depends on. */
  readonly hash: string;
}

/**
 * Composes the models of the rows to calibrate with; nothing of any other row is read. Throws `BadInput` unless there are fewer
 * parameters than votes.
 */
export function planCalibration(
  papers: readonly EvidencePaper[],
  parameters: readonly Calibrated[],
  options: JobOptions,
): CalibrationPlan {
  const mine = papers.flatMap((paper) => {
    const rows = paper.rows.filter(({ role, test }) => role === 'calibrate' && test !== undefined);
    return rows.length > 0 ? [{ ...paper, rows }] : [];
  });
  const all = jobsOf(
    mine.flatMap(({ rows }) => rows),
    options,
  );
  const slowJobs = new Set(all.jobs.filter((job) => !isQuick(job)).map(({ key }) => key));
  const isSlow = (row: EvidenceRow) => (row.test?.study.arms ?? []).some((arm) => slowJobs.has(all.keyOf(row, arm)));
  const slow = mine.flatMap(({ rows }) => rows.filter(isSlow).map(({ id }) => id));
  const counted = mine.flatMap((paper) => {
    const rows = paper.rows.filter((row) => !isSlow(row) && apartFrom(row, paper, { jobs: all }) === undefined);
    return rows.length > 0 ? [{ ...paper, rows }] : [];
  });
  const rows = counted.flatMap((paper) => paper.rows);
  const votes = votesIn(rows);
  checkNumber(parameters, votes.length);
  const jobs = jobsOf(rows, options);
  return { papers: counted, slow, votes, jobs, parameters, hash: hashOf(jobs, rows, parameters) };
}

function votesIn(rows: readonly EvidenceRow[]): readonly Vote[] {
  const votes = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.paper, row.family]);
    votes.set(key, [...(votes.get(key) ?? []), row]);
  }
  return [...votes.values()].map((own) => ({ paper: own[0].paper, family: own[0].family, rows: own }));
}

/** Words that change no result. */
const words = new Set(['source', 'name', 'notes', 'model', 'references', 'range', 'study', 'question']);

/** The values that the fitted parameters have now do not count: they are the result. */
function hashOf({ jobs }: Jobs, rows: readonly EvidenceRow[], parameters: readonly Calibrated[]): string {
  const fitted = new Set(parameters.map(({ id }) => id));
  const models = jobs.map(({ study: { assay, timepoints, settings, measure }, model, predictor: { form } }) => {
    const own = Object.entries(model.parameters ?? {}).map(([id, each]) => [id, fitted.has(id) ? 'fitted' : each]);
    return { assay, timepoints, settings, measure, form, composed: { ...model, parameters: Object.fromEntries(own) } };
  });
  const asked = rows.map(({ id, paper, family, test }) => {
    const { experiments, cells } = test?.study ?? {};
    const parts = test?.expectations.map(({ arm, control, measure, time, expected, positive }) => {
      const seen = positive && { arm: positive.arm.id, direction: positive.direction };
      return { arm: arm.id, control: control.id, measure, time, expected, ...(seen && { positive: seen }) };
    });
    return { id, paper, family, experiments, cells, parts };
  });
  const priors = parameters.map(({ prior }) => prior);
  const text = JSON.stringify({ models, asked, priors }, (key, value) => (words.has(key) ? undefined : value));
  return sha256Hex(canonicalJson(JSON.parse(text)));
}

/** Whether the form that answers takes as many cells as are asked for. */
function isQuick({ predictor }: Job): boolean {
  return predictor.mostCells === undefined;
}

/** Jobs in the order in which they can end the run of a hopeless set: first what others are divided by. */
export function stagesOf({ jobs, papers }: CalibrationPlan): readonly (readonly Job[])[] {
  const controls = new Set(
    papers.flatMap(({ rows }) =>
      rows.flatMap((row) => (row.test?.expectations ?? []).map(({ control }) => jobs.keyOf(row, control))),
    ),
  );
  const isControl = ({ key }: Job) => controls.has(key);
  return [jobs.jobs.filter(isControl), jobs.jobs.filter((job) => !isControl(job))].filter((stage) => stage.length > 0);
}
