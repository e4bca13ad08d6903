import { assays, resolveMeasure } from '@invadolab/assays';
import { BadInput, exp, log, nearest } from '@invadolab/core';
import { type Objective, type Prior, valueAt } from '@invadolab/inference';
import type { Answer } from '@invadolab/results';
import type { SetPredictor } from '../prediction/predictor.js';
import type { ArmPrediction } from '../reduced/predict.js';
import { referenceOf } from '../reference.js';
import type { Study } from '../study.js';

/** What a sensitivity analysis looks at: the logarithm of the ratio of an arm to the control, or of a value without one. */
export interface Quantity {
  readonly arm: string;
  readonly control?: string;
  readonly measure: string;
  /** s */
  readonly time: number;
}

/** A ratio this far from 1 is as good as any further: logarithms of 0 have no variance. */
const furthest = log(1000);

/**
 * The quantity that a person asks for: by default the first measure of the study, at its last time, in the first arm that is
 * not the control. Throws `BadInput` for an unknown arm or measure and where the study names no measure.
 */
export function quantityOf(study: Study, asked: { readonly arm?: string; readonly measure?: string }): Quantity {
  const arms = study.arms
    .filter(({ bare, expect, id }) => !bare && expect === undefined && id !== study.control)
    .map(({ id }) => id);
  const arm = asked.arm ?? arms[0] ?? study.control;
  if (asked.arm !== undefined && !arms.includes(arm))
    throw new BadInput('--arm', {
      found: arm,
      expected: `an arm other than the control: ${arms.join(', ') || 'none'}`,
      nearest: nearest(arm, arms),
    });
  // No images are measured for each of thousands of sets, so a plain id stands for the true state.
  const listed = study.measure.map((id) => resolveMeasure(assays[study.assay], id, { images: false })?.id ?? id);
  const named = (measure: string) => listed.find((id) => id === measure || id === `${measure}.true`);
  const measure = asked.measure === undefined ? listed[0] : named(asked.measure);
  if (measure === undefined)
    throw new BadInput('--measure', {
      found: asked.measure ?? 'no measure in the study',
      expected: `a measure that the study lists: ${study.measure.join(', ') || 'none'}`,
      nearest: asked.measure && nearest(asked.measure, study.measure),
    });
  const control = arm === study.control ? {} : { control: referenceOf(study, arm) };
  return { arm, ...control, measure, time: study.timepoints[study.timepoints.length - 1] };
}

/** The study with no more than the quantity needs. */
export function studyOfQuantity(study: Study, { arm, control, measure, time }: Quantity): Study {
  const arms = study.arms.filter(({ id }) => id === arm || id === control);
  return { ...study, arms, measure: [measure], timepoints: [time] };
}

/** The quantity as a function of positions of the priors; not a number where a prediction failed. */
export function quantityObjective(predict: SetPredictor, priors: readonly Prior[], quantity: Quantity): Objective {
  return async (points, options) => {
    const sets = points.map((point) => new Map(priors.map((prior, j) => [prior.id, valueAt(prior, point[j])])));
    const predictions = await predict(sets, options);
    const values = Float64Array.from(points, () => Number.NaN);
    for (const each of predictions) {
      if (each.arm !== quantity.arm) continue;
      const reference = predictions.find(({ arm, draw }) => arm === quantity.control && draw === each.draw);
      values[each.draw] = logarithmOf(quantity, each, reference);
    }
    return values;
  };
}

function logarithmOf(quantity: Quantity, arm: ArmPrediction, control: ArmPrediction | undefined): number {
  const mean = (prediction: ArmPrediction) =>
    prediction.measures.get(quantity.measure)?.find(({ time }) => time === quantity.time)?.mean ?? Number.NaN;
  const value = mean(arm);
  if (quantity.control === undefined) return value > 0 ? log(value) : Number.NaN;
  const reference = control === undefined ? Number.NaN : mean(control);
  // Nothing over nothing says nothing.
  if (!(reference > 0) || !(value >= 0)) return Number.NaN;
  return Math.max(-furthest, Math.min(furthest, log(value / reference)));
}

/** The answer that a logarithm of a ratio gives. */
export function answerOf(logarithm: number): Answer {
  const ratio = exp(logarithm);
  if (Number.isNaN(ratio)) return 'unknown';
  return ratio < 0.8 ? 'lowers' : ratio > 1.25 ? 'raises' : 'about the same';
}
