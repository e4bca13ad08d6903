import { expm1 } from './exp.js';

/** Hyperbolic tangent, within 2 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-8) return x;
  const t = expm1(2 * Math.min(size, 22));
  const result = size < 1 ? t / (t + 2) : 1 - 2 / (t + 2);
  return x < 0 ? -result : result;
}
