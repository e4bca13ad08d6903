import { type ArmComparison, assays, type Decision, decide, quantile, resolveMeasure } from '@invadolab/assays';
import type { ReportInput } from './input.js';

/** 95 % of the ratios over the calibrated parameter sets; both ends not a number where too many sets have no ratio. */
export interface ParameterInterval {
  readonly low: number;
  readonly high: number;
  /** Sets that were asked, and those in which the control shows nothing. */
  readonly draws: number;
  readonly lost: number;
}

/** An arm beside its control, with all that is known of how sure the ratio is. */
export interface JudgedArm extends ArmComparison {
  /** Absent where no sets were asked. */
  readonly parameters?: ParameterInterval;
  /** What the sampling interval and the parameter interval allow together. */
  readonly verdict: Decision;
}

/** As for sampling: with more than one in twenty sets without a ratio there is no interval. */
const mostLost = 0.05;

/**
 * A word about an arm that both intervals bear out: it is decided on the span of the two, so that a wide one alone is enough for
 * "cannot be decided" (decision 0125).
 */
export function judged(input: ReportInput, found: ArmComparison): JudgedArm {
  const parameters = parameterInterval(input, found);
  const { effect } = found;
  if (parameters === undefined) return { ...found, verdict: effect.decision };
  const span = { low: Math.min(effect.low, parameters.low), high: Math.max(effect.high, parameters.high) };
  return { ...found, parameters, verdict: decide(effect.ratio, span) };
}

/** What stands for a measure where no images are taken: its true state. */
export function stateMeasure({ manifest }: ReportInput, measure: string): string {
  return resolveMeasure(assays[manifest.assay], measure, { images: false })?.id ?? measure;
}

function parameterInterval(input: ReportInput, { arm, measure, time }: ArmComparison): ParameterInterval | undefined {
  const state = stateMeasure(input, measure);
  const asked = input.uncertainty?.ratios.find((each) => {
    return each.arm === arm && each.measure === state && each.time === time;
  });
  if (asked === undefined) return undefined;
  const values = asked.values.filter((value) => value !== null).sort((a, b) => a - b);
  const draws = asked.values.length;
  const lost = draws - values.length;
  const known = values.length > 0 && lost <= mostLost * draws;
  const at = (share: number) => (known ? quantile(values, share) : Number.NaN);
  return { low: at(0.025), high: at(0.975), draws, lost };
}
