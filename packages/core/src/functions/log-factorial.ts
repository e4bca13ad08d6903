import { log } from './log.js';

// log n! for n < 16, where Stirling's series below has not yet converged to double precision.
const small = Float64Array.from({ length: 16 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return log(factorial);
});
const HALF_LOG_2PI = 0.9189385332046727;

/** Natural logarithm of n! for a whole number n >= 0, to a relative error of about 1e-15. */
export function logFactorial(n: number): number {
  if (n < 16) return small[n];
  const x = n + 1;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360360)))));
  return (x - 0.5) * log(x) - x + HALF_LOG_2PI + series;
}
