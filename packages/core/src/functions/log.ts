import { highWord, scale } from './bits.js';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
// Carries into the exponent for mantissas of sqrt(2) and more, in units of the upper 32 bits.
const TO_SQRT_2 = 0x3ff00000 - 0x3fe6a09e;
const TWO_54 = 18014398509481984;

/** Natural logarithm, within 1 ulp; -infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  const k = binaryExponent(x);
  return logNear1(mantissa(x, k) - 1, 0, k);
}

/** Natural logarithm of `1 + x`, within 1 ulp, also where `x` is tiny. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Number.POSITIVE_INFINITY)) return x === -1 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  if (x > -0.29 && x < 0.41) return logNear1(x, 0, 0);
  const sum = 1 + x;
  const lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
  const k = binaryExponent(sum);
  return logNear1(mantissa(sum, k) - 1, lost / sum, k);
}

/** The whole number k for which `x / 2^k` lies in [sqrt(1/2), sqrt(2)), to 20 bits; `x` is positive and finite. */
export function binaryExponent(x: number): number {
  if (x < SMALLEST_NORMAL) return binaryExponent(x * TWO_54) - 54;
  return ((highWord(x) + TO_SQRT_2) >>> 20) - 1023;
}

/** `x / 2^k` exactly, for the `k` that `binaryExponent` gives. */
export function mantissa(x: number, k: number): number {
  return x < SMALLEST_NORMAL ? scale(x * TWO_54, -k - 54) : scale(x, -k);
}

/**
 * log(1 + f) + low + k log 2 by log((1 + s)/(1 - s)) = 2 (s + s^3/3 + s^5/5 ...), s = f/(2 + f), arranged so that the
 * leading part f - f^2/2 carries no error of the division.
 */
function logNear1(f: number, low: number, k: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21)))));
  const odd = z * (2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23))))));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + even + odd) + (k * LN2_LOW + low)) - f);
}
