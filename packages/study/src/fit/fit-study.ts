import { assays } from '@invadolab/assays';
import { canonicalJson, exp, sha256Hex } from '@invadolab/core';
import { type Objective, type Prior, valueAt } from '@invadolab/inference';
import type { EnsembleFile, FitRecord, FittedPoint, Span } from '@invadolab/results';
import type { Plan } from '../plan.js';
import type { SetPredictor } from '../prediction/predictor.js';
import type { Uncertain } from '../prediction/uncertain.js';
import type { ArmPrediction } from '../reduced/predict.js';
import type { Study } from '../study.js';
import type { Datum } from './datum.js';
import { type FitOptions, type FitState, type Fitted, runFit } from './fit.js';
import { type Comparison, type Group, groupsOf, logLikelihood, predictedBy, predictedLog } from './likelihood.js';

/** A study, the data it is fitted to, and how. */
export interface StudyFit {
  /** Of the study as `studyOfData` makes it. */
  readonly plan: Plan;
  readonly data: readonly Datum[];
  /** Name of the table, for messages and the record. */
  readonly file: string;
  readonly numbers: readonly Required<Uncertain>[];
  readonly comparison: Comparison;
  readonly draws: number;
  readonly most: number;
  readonly notes: readonly string[];
  readonly version: string;
}

/** The study as the data need it: their times and measures, and only the arms that they and the control name. */
export function studyOfData(study: Study, data: readonly Datum[]): Study {
  const named = new Set([study.control, ...data.map(({ arm }) => arm)]);
  const measures = [...new Set(data.map(({ measure }) => measure))];
  // A time course costs time and is read for its highest and lowest values only.
  const course = measures.some((measure) => /\.(peak|trough)$/.test(measure));
  const points: Record<string, number> =
    !course && Object.hasOwn(assays[study.assay].settings, 'points') ? { points: 1 } : {};
  return {
    ...study,
    settings: { ...study.settings, ...points },
    arms: study.arms.filter(({ id }) => named.has(id)),
    measure: measures,
    timepoints: [...new Set(data.map(({ time }) => time))].sort((a, b) => a - b),
  };
}

/** sha256 over all that a fit depends on. */
export function fitHash({ plan, data, numbers, comparison, draws, most }: StudyFit): string {
  const priors = numbers.map(({ prior }) => prior);
  return sha256Hex(canonicalJson({ plan: plan.hash, data, priors, comparison, draws, most }));
}

/** Fits the study to the data; see `runFit`. */
export async function fitStudy(
  fit: StudyFit,
  predict: SetPredictor,
  state: FitState,
  options: FitOptions = {},
): Promise<{ readonly record: FitRecord; readonly ensemble: EnsembleFile }> {
  const { plan, numbers, draws, most } = fit;
  const priors = numbers.map(({ prior }) => prior);
  const groups = groupsOf(fit.data, plan.study.control, fit.comparison, fit.file);
  const fitted = await runFit(
    { priors, draws, most, seed: plan.study.seed },
    likelihoodOf(predict, priors, groups),
    state,
    options,
  );
  const sets = fitted.ensemble.map((point) => setAt(priors, point));
  const points = await pointsOf(groups, plan.study, sets, predict, options.signal);
  return {
    record: recordOf(fit, fitted, points),
    ensemble: {
      format: 1,
      parameters: priors.map(({ id }) => id),
      draws: sets.map((set) => priors.map(({ id }) => set.get(id)!)),
    },
  };
}

/** Positions of the priors as a set of values. */
function setAt(priors: readonly Prior[], point: ArrayLike<number>): ReadonlyMap<string, number> {
  return new Map(priors.map((prior, j) => [prior.id, valueAt(prior, point[j])]));
}

/** The likelihood of data as a function of positions of the priors. */
export function likelihoodOf(predict: SetPredictor, priors: readonly Prior[], groups: readonly Group[]): Objective {
  return async (points, options) => {
    const sets = points.map((point) => setAt(priors, point));
    const byDraw = byDrawOf(await predict(sets, options), sets.length);
    return Float64Array.from(byDraw, (own) => logLikelihood(groups, predictedBy(own)));
  };
}

function byDrawOf(predictions: readonly ArmPrediction[], draws: number): ArmPrediction[][] {
  const byDraw: ArmPrediction[][] = Array.from({ length: draws }, () => []);
  for (const each of predictions) byDraw[each.draw].push(each);
  return byDraw;
}

/** Half the width of a 90 % interval in standard deviations. */
const reach = 1.6448536269514722;

async function pointsOf(
  groups: readonly Group[],
  study: Study,
  sets: readonly ReadonlyMap<string, number>[],
  predict: SetPredictor,
  signal: AbortSignal | undefined,
): Promise<FittedPoint[]> {
  const predicted = byDrawOf(await predict(sets, { signal }), sets.length).map(predictedBy);
  return groups.flatMap(({ points, shared }) =>
    points.map((point) => {
      const { datum, observed, deviation } = point;
      const half = reach * Math.sqrt(deviation * deviation + shared * shared);
      const values = predicted.map((each) => exp(predictedLog(point, each))).filter((value) => !Number.isNaN(value));
      return {
        arm: datum.arm,
        title: study.arms.find(({ id }) => id === datum.arm)?.title ?? datum.arm,
        measure: datum.measure,
        time: datum.time,
        observed: exp(observed),
        low: exp(observed - half),
        high: exp(observed + half),
        below: datum.below,
        predicted: values.length === 0 ? null : spanOf(values),
      };
    }),
  );
}

function spanOf(values: readonly number[]): Span {
  const ascending = Float64Array.from(values).sort();
  const at = (share: number) => {
    const rank = share * (ascending.length - 1);
    const below = Math.floor(rank);
    const above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
  };
  return { low: at(0.05), median: at(0.5), high: at(0.95) };
}

function recordOf(fit: StudyFit, fitted: Fitted, points: readonly FittedPoint[]): FitRecord {
  const { plan, numbers, comparison } = fit;
  const { marginals, correlations, ridges } = fitted.posterior;
  return {
    kind: 'invadolab fit',
    format: 1,
    version: fit.version,
    study: plan.study.study,
    assay: plan.study.assay,
    control: plan.study.control,
    data: fit.file.split(/[\\/]/).at(-1) ?? fit.file,
    seed: plan.study.seed,
    hash: fitHash(fit),
    comparison,
    parameters: numbers.map(({ id, name, unit, source, value, prior }, j) => {
      const { posterior, prior: before, width, identified, edge, rHat, effective } = marginals[j];
      return {
        id,
        name,
        unit,
        source,
        value,
        kind: prior.kind,
        range: [prior.low, prior.high],
        prior: before,
        posterior,
        width,
        identified,
        ...(edge && { edge }),
        rHat: orNull(rHat),
        effective: orNull(effective),
      };
    }),
    correlations: correlations.map((row) => row.map(orNull)),
    ridges,
    points,
    draws: fitted.ensemble.length,
    evaluations: fitted.evaluations,
    acceptance: fitted.acceptance,
    converged: fitted.converged,
    notes: [...fit.notes, ...notesOf(fit, fitted)],
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function notesOf({ draws, numbers }: StudyFit, { converged, ensemble, evaluations, posterior }: Fitted): string[] {
  const notes: string[] = [];
  if (!converged)
    notes.push(
      `The chains had not settled after ${evaluations} evaluations (R-hat below 1.05 and ${draws} effective draws of every parameter were wanted): allow more with --evaluations, or fit fewer parameters.`,
    );
  if (ensemble.length < draws) notes.push(`Only ${ensemble.length} of ${draws} parameter sets could be kept.`);
  for (const { id, edge } of posterior.marginals) {
    if (edge === undefined) continue;
    const { prior, unit } = numbers.find((each) => each.id === id)!;
    notes.push(
      `${id} piles up at the ${edge} end of its range (${edge === 'low' ? prior.low : prior.high} ${unit}): a wider range may change the answer.`,
    );
  }
  return notes;
}
