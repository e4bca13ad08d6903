import { exp, log, logFactorial, normalQuantile } from '@invadolab/core';

/** Share of correct engines that a statistical check may refuse. */
export const falseAlarm = 1e-5;

/** Largest |z| that a correct engine shows but for a share `falseAlarm`. */
export const zBound = normalQuantile(1 - falseAlarm / 2);

/** Quantile of chi-square by the cube-root normal approximation (Wilson & Hilferty, PNAS 17 (1931) 684). */
export function chiSquareBound(degrees: number): number {
  const spread = 2 / (9 * degrees);
  const root = 1 - spread + normalQuantile(1 - falseAlarm) * Math.sqrt(spread);
  return degrees * root * root * root;
}

/**
 * Compares whole-number observations with a distribution; outcomes expected fewer than five times are pooled with their
 * neighbours. Returns what is wrong, or undefined.
 */
export function misfit(observed: readonly number[], probabilities: readonly number[]): string | undefined {
  const counts = new Float64Array(probabilities.length);
  for (const value of observed) {
    if (!Number.isInteger(value) || value < 0 || value >= counts.length) return `${value} cannot occur`;
    counts[value] += 1;
  }
  let statistic = 0;
  let bins = 0;
  let count = 0;
  let expected = 0;
  let left = observed.length;
  for (let i = 0; i < counts.length; i += 1) {
    count += counts[i];
    expected += observed.length * probabilities[i];
    left -= observed.length * probabilities[i];
    if (i === counts.length - 1 || (expected >= 5 && left >= 5)) {
      if (expected > 0) statistic += ((count - expected) * (count - expected)) / expected;
      bins += 1;
      count = 0;
      expected = 0;
    }
  }
  const bound = chiSquareBound(bins - 1);
  return statistic <= bound
    ? undefined
    : `chi-square is ${statistic} over ${bins - 1} degrees of freedom, above ${bound}`;
}

/** Probabilities of 0 .. length - 1 under a Poisson law. */
export function poissonProbabilities(mean: number, length: number): readonly number[] {
  return Array.from({ length }, (_, n) => exp(n * log(mean) - mean - logFactorial(n)));
}

/**
 * Stationary law of the number of pairs in 2 A <-> D with `total` A in all: by detailed balance,
 * p(d + 1) / p(d) = on n (n - 1) / (off (d + 1)) with n = total - 2 d.
 */
export function pairProbabilities(total: number, on: number, off: number): readonly number[] {
  const weights = [1];
  for (let d = 0; 2 * (d + 1) <= total; d += 1) {
    const n = total - 2 * d;
    weights.push((weights[d] * on * n * (n - 1)) / (off * (d + 1)));
  }
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}
