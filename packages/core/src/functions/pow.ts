import { expOfSum } from './exp.js';
import { binaryExponent, mantissa } from './log.js';

const LN2_HIGH = 0.6931471805598903; // 42 bits: exact times any exponent
const LN2_LOW = 5.497923018708371e-14;
const THIRD = 1 / 3;
const THIRD_LOW = 1.850371707708594e-17;
const LARGEST_ODD = 9007199254740991;
const SPLITTER = 134217729; // 2^27 + 1

/**
 * `x` to the power `y`, within 1 ulp. Corner cases as `Math.pow` has them: anything to the 0 is 1, a negative `x` needs a
 * whole `y`, `pow(1, infinity)` is NaN.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1 || Number.isNaN(x) || Number.isNaN(y)) return y === 1 ? x : Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) <= LARGEST_ODD && y % 2 !== 0;
  const negative = odd && (x < 0 || Object.is(x, -0));
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    const result = (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return negative ? -result : result;
  }
  if (x < 0 && !whole) return Number.NaN;
  const result = size === 1 ? 1 : positivePower(size, y);
  return negative ? -result : result;
}

/** exp(y log x) with the logarithm to about 66 bits, because the exponential magnifies its error up to 745 times. */
function positivePower(x: number, y: number): number {
  const k = binaryExponent(x);
  const f = mantissa(x, k) - 1;
  // s = f / (2 + f) as high + low.
  const divisor = 2 + f;
  const divisorLow = f - (divisor - 2);
  const s = f / divisor;
  const sLow = (remainder(f, s, divisor) - s * divisorLow) / divisor;
  // z = s^2; t = z/3 + z^2/5 + z^3/7 ..., so that log((1 + s)/(1 - s)) = 2 s (1 + t).
  const z = s * s;
  const zLow = productError(s, s, z) + 2 * s * sLow;
  const w = z * z;
  const even = w * (1 / 9 + w * (1 / 13 + w * (1 / 17 + w * (1 / 21 + w * (1 / 25)))));
  const odd = z * (1 / 7 + w * (1 / 11 + w * (1 / 15 + w * (1 / 19 + w * (1 / 23)))));
  const rest = w * (1 / 5 + (odd + even));
  const third = z * THIRD;
  const thirdLow = productError(z, THIRD, third) + z * THIRD_LOW + zLow * THIRD;
  const t = third + rest;
  const tLow = third - t + rest + thirdLow;
  const st = s * t;
  const stLow = productError(s, t, st) + s * tLow + sLow * t;
  const sum = s + st;
  const sumLow = s - sum + st + (sLow + stLow);
  // log x = k log 2 + 2 (sum + sumLow).
  const a = k * LN2_HIGH;
  const b = 2 * sum;
  const c = a + b;
  const cLow = (k === 0 ? 0 : a - c + b) + (2 * sumLow + k * LN2_LOW);
  const log = c + cLow;
  const logLow = c - log + cLow;
  const exponent = y * log;
  if (!(Math.abs(exponent) < 746)) return exponent > 0 ? Number.POSITIVE_INFINITY : 0;
  return expOfSum(exponent, productError(y, log, exponent) + y * logLow);
}

/** a b - product, exactly, where `product` is the rounded a b (Veltkamp's and Dekker's splitting). */
function productError(a: number, b: number, product: number): number {
  const aFar = a * SPLITTER;
  const aHigh = aFar - (aFar - a);
  const aLow = a - aHigh;
  const bFar = b * SPLITTER;
  const bHigh = bFar - (bFar - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** f - s divisor, where the product is close to f. */
function remainder(f: number, s: number, divisor: number): number {
  const product = s * divisor;
  return f - product - productError(s, divisor, product);
}
