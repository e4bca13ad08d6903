import { scale } from './bits.js';

// ln 2 in two parts; the first has 32 bits, so that its product with any exponent is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LARGEST = 709.782712893384;
const SMALLEST = -745.1332191019412;

/** e to the power `x`, within 1 ulp; 0 below -745.13, infinite above 709.78. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e to the power `x + low`, where `low` is the part of the exponent below the last bit of `x`. */
export function expOfSum(x: number, low: number): number {
  if (!(x <= LARGEST)) return x > LARGEST ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < SMALLEST) return 0;
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const rest = low - k * LN2_LOW;
  const r = high + rest;
  const lost = high - r + rest;
  return scale(1 + (r + (lost + lost * r + tail(r))), k);
}

/** e to the power `x` minus 1, within 2 ulp, also where `x` is tiny. */
export function expm1(x: number): number {
  if (x > 39) return exp(x);
  if (x < -38) return -1;
  if (Math.abs(x) < 0.35) return x + tail(x);
  if (Number.isNaN(x)) return x;
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * LN2_HIGH;
  const rest = -k * LN2_LOW;
  const r = high + rest;
  const lost = high - r + rest;
  // 2^k (e^r - 1) + 2^k - 1; 1 - 2^-k is exact here.
  return scale(1 - scale(1, -k) + (r + (lost + lost * r + tail(r))), k);
}

/** e^r - 1 - r by its power series, for |r| <= 0.35, where the next term is below 2^-60 of the result. */
function tail(r: number): number {
  const s =
    1 / 6 +
    r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 + r * higher(r)))))));
  return r * r * (0.5 + r * s);
}

function higher(r: number): number {
  return 1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800 + r * (1 / 87178291200))));
}
