import { type Curve, doseFor, falling } from './curve.js';

/** Independent action: each drug leaves its share of what the other leaves. */
export function blissRatio(one: number, other: number): number {
  return one * other;
}

const steps = 60;

/**
 * Dose additivity: the ratio at which the two doses, each as a share of the dose of that drug alone with the same effect, add up
 * to one. 1 where neither drug lowers the measure; not a number where a curve has a gap.
 */
export function loeweRatio(one: Curve, doseOfOne: number, other: Curve, doseOfOther: number): number {
  if ([...one.ratios, ...other.ratios].some(Number.isNaN)) return Number.NaN;
  const [a, b] = [falling(one), falling(other)];
  const shares = (ratio: number) => doseOfOne / doseFor(a, ratio) + doseOfOther / doseFor(b, ratio);
  let [low, high] = [0, 1];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (shares(middle) >= 1) high = middle;
    else low = middle;
  }
  return high;
}
