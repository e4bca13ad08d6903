import { BadInput, log, log1p } from '@invadolab/core';
import { logNormalProbability } from '@invadolab/inference';
import type { ArmPrediction } from '../reduced/predict.js';
import type { Datum } from './datum.js';

/** How data and predictions are compared. */
export interface Comparison {
  /** `ratio`: each arm over the control of the same time and measure. `value`: the values themselves, in the measure's unit. */
  readonly scale: 'ratio' | 'value';
  /** Standard deviation, on the logarithmic scale, of what the model misses even with the best parameters. */
  readonly discrepancy: number;
  /** Coefficient of variation of a datum for which the table gives no standard deviation. */
  readonly error: number;
}

/** One comparison of the likelihood: a datum and, on the ratio scale, the control it is divided by. */
export interface Point {
  readonly datum: Datum;
  readonly control?: Datum;
  /** Observed logarithm of the value or the ratio. */
  readonly observed: number;
  /** Standard deviation of the datum alone, with the discrepancy, on the logarithmic scale. */
  readonly deviation: number;
}

/** Points that share one control, whose error all of them share. */
export interface Group {
  readonly points: readonly Point[];
  /** Standard deviation of the logarithm of the shared control; 0 without one. */
  readonly shared: number;
}

/**
 * The data as groups of points. Throws `BadInput` on the ratio scale where a time and measure has no control, where the
 * control is only a bound, and where nothing but controls is left.
 */
export function groupsOf(
  data: readonly Datum[],
  control: string,
  comparison: Comparison,
  file: string,
): readonly Group[] {
  const { scale, discrepancy } = comparison;
  const point = (datum: Datum, reference?: Datum): Point => {
    const error = logError(datum, comparison);
    const observed = log(datum.value) - (reference === undefined ? 0 : log(reference.value));
    const deviation = Math.sqrt(error * error + discrepancy * discrepancy);
    return { datum, ...(reference && { control: reference }), observed, deviation };
  };
  if (scale === 'value') return data.map((datum) => ({ points: [point(datum)], shared: 0 }));
  const groups = data.flatMap((reference): Group[] => {
    if (reference.arm !== control) return [];
    const others = data.filter(
      ({ arm, time, measure }) => arm !== control && time === reference.time && measure === reference.measure,
    );
    if (others.length === 0) return [];
    if (reference.below)
      throw new BadInput('a control that is only a bound', {
        file,
        line: reference.line,
        expected: 'a value to divide by',
      });
    return [{ points: others.map((datum) => point(datum, reference)), shared: logError(reference, comparison) }];
  });
  const used = new Set(groups.flatMap(({ points }) => points.map(({ datum }) => datum)));
  const alone = data.find((datum) => datum.arm !== control && !used.has(datum));
  if (alone !== undefined)
    throw new BadInput('a row without its control', {
      file,
      line: alone.line,
      found: `${alone.arm}, ${alone.measure}`,
      expected: `a row of ${control} with the same time and measure, or --scale value to compare values themselves`,
    });
  if (groups.length === 0)
    throw new BadInput('nothing to compare', {
      file,
      expected: `rows of arms other than ${control}, or --scale value`,
    });
  return groups;
}

/** Standard deviation of the logarithm of a mean of n values with this coefficient of variation. */
function logError({ value, sd, n, below }: Datum, { error }: Comparison): number {
  if (below) return 0;
  const variation = sd === undefined ? error : sd / value;
  return Math.sqrt(log1p((variation * variation) / n));
}

/** A prediction as the likelihood reads it: the value of an arm's measure at a time; not a number where there is none. */
export type Predicted = (arm: string, measure: string, time: number) => number;

/** Looks predictions of one draw up by arm, measure and time. */
export function predictedBy(predictions: readonly ArmPrediction[]): Predicted {
  const arms = new Map(predictions.map((each) => [each.arm, each.measures]));
  return (arm, measure, time) =>
    arms
      .get(arm)
      ?.get(measure)
      ?.find((moment) => moment.time === time)?.mean ?? Number.NaN;
}

/** Predicted logarithm of a point; minus infinity where the model has nothing, not a number where it failed. */
export function predictedLog({ datum, control }: Point, predicted: Predicted): number {
  const value = log(Math.max(0, predicted(datum.arm, datum.measure, datum.time)));
  if (control === undefined) return value;
  const reference = predicted(control.arm, control.measure, control.time);
  return reference > 0 ? value - log(reference) : Number.NaN;
}

/**
 * Logarithm of the likelihood, up to a constant. In each group the residuals are normal with covariance diag(d_i^2) + c^2:
 * the control's error is shared by all that are divided by it (Sherman and Morrison). A bound contributes the probability
 * of staying below it. Not a number where a prediction failed or is 0 where something was measured.
 */
export function logLikelihood(groups: readonly Group[], predicted: Predicted): number {
  let sum = 0;
  for (const { points, shared } of groups) {
    let squares = 0;
    let weighted = 0;
    let weights = 0;
    for (const point of points) {
      const residual = point.observed - predictedLog(point, predicted);
      if (point.datum.below) {
        const deviation = Math.sqrt(point.deviation * point.deviation + shared * shared);
        sum += residual === Number.POSITIVE_INFINITY ? 0 : logNormalProbability(residual / deviation);
        continue;
      }
      const weight = 1 / (point.deviation * point.deviation);
      squares += weight * residual * residual;
      weighted += weight * residual;
      weights += weight;
    }
    const variance = shared * shared;
    sum -= 0.5 * (squares - (variance * weighted * weighted) / (1 + variance * weights));
  }
  return Number.isFinite(sum) ? sum : Number.NaN;
}
