import { quarterTurns } from './quarter-turns.js';

/** Sine of an angle in radians, within 1 ulp for every finite angle; NaN for an infinite one. */
export function sin(x: number): number {
  if (Math.abs(x) < 1e-8) return x;
  return wave(x, 0);
}

/** Cosine of an angle in radians, within 1 ulp for every finite angle; NaN for an infinite one. */
export function cos(x: number): number {
  return wave(x, 1);
}

function wave(x: number, lead: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (Math.abs(x) <= Math.PI / 4) return lead === 0 ? sineSeries(x, 0) : cosineSeries(x, 0);
  const { quarter, angle, low } = quarterTurns(x);
  const turn = (quarter + lead) & 3;
  const value = (turn & 1) === 0 ? sineSeries(angle, low) : cosineSeries(angle, low);
  return turn < 2 ? value : -value;
}

/** sin(x + low), |x| <= pi/4. */
function sineSeries(x: number, low: number): number {
  const z = x * x;
  const tail = 1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000)));
  const s = -1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * tail));
  return x + (x * z * s + (low - 0.5 * z * low));
}

/** cos(x + low), |x| <= pi/4. */
function cosineSeries(x: number, low: number): number {
  const z = x * x;
  const tail =
    -1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000)));
  const c = 1 / 24 + z * (-1 / 720 + z * (1 / 40320 + z * tail));
  const half = 0.5 * z;
  const lead = 1 - half;
  return lead + (1 - lead - half + (z * z * c - x * low));
}
