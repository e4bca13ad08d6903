import { resampled, summarise } from '@invadolab/inference';
import type { CalibratedParameter, CalibrationRecord, EnsembleFile } from '@invadolab/results';
import { votesOf } from '../evidence/votes.js';
import type { Calibration } from './calibrate.js';
import { leaveOneOut } from './leave-out.js';
import { positionAtNormal, valueAtNormal } from './parameters.js';
import type { CalibrationPlan } from './plan.js';
import { rowsOn } from './rows.js';

/** What a calibration is called by. */
export interface Circumstances {
  readonly seed: number;
  readonly cellsPerDraw: number;
  readonly version: string;
}

/** Sets that stand for the prior. */
const priorDraws = 200;

/** The result in numbers: parameters before and after, votes, what each paper is worth to the others. */
export function recordOf(plan: CalibrationPlan, result: Calibration, how: Circumstances): CalibrationRecord {
  const { parameters } = plan;
  const { found, trials, ensemble, surrogate } = result;
  const positions = ensemble.map((at) => parameters.map((each, j) => positionAtNormal(each, found.points[at][j])));
  const { marginals, correlations, ridges } = summarise(
    [positions],
    parameters.map(({ prior }) => prior),
  );
  const fitted = fittedValues(plan, result);
  const rows = rowsOn(plan, trials, ensemble, how.seed);
  // All sets in proportion to the prior.
  const first = resampled(found.weights, priorDraws, how.seed);
  const medians = (own: readonly number[]) =>
    plan.votes.map((_, vote) => median(own.map((at) => trials[at].votes?.[vote] ?? Number.NaN)));
  const [before, after] = [medians(first), medians(ensemble)];
  return {
    kind: 'invadolab calibration',
    format: 1,
    version: how.version,
    hash: plan.hash,
    seed: how.seed,
    cellsPerDraw: how.cellsPerDraw,
    parameters: parameters.map((each, j): CalibratedParameter => {
      const { posterior, prior, width, identified, edge } = marginals[j];
      const { id, name, unit, why } = each;
      const { low, high } = each.prior;
      return {
        id,
        name,
        unit,
        source: 'assumed',
        value: each.prior.median,
        kind: 'log-normal',
        range: [low, high],
        prior,
        posterior,
        width,
        identified,
        ...(edge && { edge }),
        rHat: null,
        effective: found.effective,
        fitted: fitted[j],
        why,
      };
    }),
    correlations: correlations.map((line) => line.map(orNull)),
    ridges,
    rows,
    slow: plan.slow,
    votes: votesOf(rows),
    priorVotes: votesOf(rowsOn(plan, trials, first, how.seed)),
    distances: plan.votes.map((_, vote) => ({
      prior: orNull(before[vote]),
      accepted: orNull(after[vote]),
      explained: orNull(surrogate?.explained[vote] ?? Number.NaN),
    })),
    leftOut: leaveOneOut(plan, result, how.seed),
    generations: found.generations.map(({ points, threshold, ...rest }) => ({
      sets: points,
      threshold: orNull(threshold),
      ...rest,
    })),
    threshold: found.threshold,
    tried: trials.length,
    givenUp: trials.filter(({ votes }) => votes === undefined).length,
    accepted: found.accepted.length,
    effective: found.effective,
    draws: ensemble.length,
    distinct: new Set(ensemble).size,
    reached: found.reached,
  };
}

/** The sets of the ensemble with the values that they stand for, in the units of the parameters. */
export function ensembleFileOf({ parameters }: CalibrationPlan, { found, ensemble }: Calibration): EnsembleFile {
  return {
    format: 1,
    parameters: parameters.map(({ id }) => id),
    draws: ensemble.map((at) => parameters.map((each, j) => valueAtNormal(each, found.points[at][j]))),
  };
}

/** Every set that was tried, with the distance of each vote; null where it was given up. */
export function trialsOf({ parameters, votes }: CalibrationPlan, { found, trials }: Calibration): object {
  const accepted = new Set(found.accepted);
  return {
    parameters: parameters.map(({ id }) => id),
    votes: votes.map(({ paper, family }) => ({ paper, family })),
    trials: trials.map((trial, at) => ({
      values: parameters.map((each, j) => valueAtNormal(each, found.points[at][j])),
      weight: found.weights[at],
      accepted: accepted.has(at),
      distances: trial.votes ?? null,
    })),
  };
}

/** What the catalogue is to have, per parameter. */
function fittedValues({ parameters }: CalibrationPlan, result: Calibration): readonly number[] {
  const centre = result.found.points[centreOf(result)];
  return parameters.map((each, j) => rounded(valueAtNormal(each, centre[j])));
}

/** The set of the ensemble that is nearest to the mean of all: together its values have been seen to agree with the rows. */
function centreOf({ found, ensemble }: Calibration): number {
  const d = found.points[0].length;
  const mean = Float64Array.from(
    { length: d },
    (_, j) => ensemble.reduce((sum, at) => sum + found.points[at][j], 0) / ensemble.length,
  );
  const spread = Float64Array.from({ length: d }, (_, j) =>
    ensemble.reduce((sum, at) => sum + (found.points[at][j] - mean[j]) * (found.points[at][j] - mean[j]), 1e-12),
  );
  const away = (at: number) =>
    found.points[at].reduce((sum, z, j) => sum + ((z - mean[j]) * (z - mean[j])) / spread[j], 0);
  return ensemble.reduce((best, at) => (away(at) < away(best) || (away(at) === away(best) && at < best) ? at : best));
}

/** Four digits: more would be said than is known. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)];
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
