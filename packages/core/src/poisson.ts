import { log } from './functions/log.js';
import { logFactorial } from './functions/log-factorial.js';

/**
 * A Poisson number of a mean of at least 10, by transformed rejection with squeeze (PTRS).
 * Source: Hörmann 1993, doi:10.1016/0167-6687(93)90997-4.
 */
export function poissonByRejection(mean: number, source: { uniform(): number }): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = source.uniform();
    const distance = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
    if (distance >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (distance < 0.013 && v > distance)) continue;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const density = count * log(mean) - mean - logFactorial(count);
    if (log((v * inverseAlpha) / (a / (distance * distance) + b)) <= density) return count;
  }
}
