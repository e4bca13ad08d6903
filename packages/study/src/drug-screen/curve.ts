import { exp, log } from '@invadolab/core';
import type { Bounds } from './effects.js';

/** Ratio to control over dose. Doses ascend and are above zero; at dose zero the ratio is 1. */
export interface Curve {
  readonly doses: readonly number[];
  readonly ratios: readonly number[];
}

/**
 * The curve with no rise in it: at each dose the lowest ratio up to there. Dose additivity needs one dose for one effect; a drug
 * that raises the measure counts as one without effect.
 */
export function falling({ doses, ratios }: Curve): Curve {
  let lowest = 1;
  return {
    doses,
    ratios: ratios.map((ratio) => {
      lowest = Math.min(lowest, ratio);
      return lowest;
    }),
  };
}

/** Dose at which a falling curve first comes down to `ratio`, straight in the logarithm of the dose; infinite where it never does. */
export function doseFor({ doses, ratios }: Curve, ratio: number): number {
  const at = ratios.findIndex((each) => each <= ratio);
  if (at < 0) return Number.POSITIVE_INFINITY;
  if (at === 0) return ratio >= 1 ? 0 : (doses[0] * (1 - ratio)) / (1 - ratios[0]);
  const share = (ratios[at - 1] - ratio) / (ratios[at - 1] - ratios[at]);
  return doses[at - 1] * exp(share * log(doses[at] / doses[at - 1]));
}

/** The dose that brings a curve to `ratio` of the control, or the bound that the doses tried allow. */
export function effectiveDose(curve: Curve, ratio: number): Bounds {
  if (curve.ratios.some(Number.isNaN)) return { low: Number.NaN, high: Number.NaN };
  const { doses, ratios } = falling(curve);
  if (ratios[0] <= ratio) return { low: 0, high: doses[0] };
  const dose = doseFor({ doses, ratios }, ratio);
  return dose === Number.POSITIVE_INFINITY ? { low: doses[doses.length - 1], high: dose } : { low: dose, high: dose };
}

/** `over` divided by `under`, where either may be a bound; nothing is known where both lie beyond the same end. */
export function quotient(over: Bounds, under: Bounds): Bounds {
  const low = under.high === Number.POSITIVE_INFINITY ? 0 : over.low / under.high;
  const high = under.low === 0 ? Number.POSITIVE_INFINITY : over.high / under.low;
  return { low, high };
}
