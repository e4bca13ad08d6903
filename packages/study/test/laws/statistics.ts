/** Mean; not a number for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** Standard error of the mean. */
export function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, each) => sum + (each - centre) * (each - centre), 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** An estimate with the two ends of its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const normal90 = 1.645;

/**
 * Ratio of the means of two arms whose entries are the same cells (Fieller by the delta method): the variance of the
 * linear part a - r b, cell by cell, over the mean of b.
 */
export function pairedRatio(treated: readonly number[], control: readonly number[]): Estimate {
  const value = mean(treated) / mean(control);
  const spread = standardError(treated.map((each, cell) => each - value * control[cell])) / mean(control);
  return { value, low: value - normal90 * spread, high: value + normal90 * spread };
}

/** Ratio of the means of two samples of different sizes (delta method). */
export function ratioOfSamples(treated: readonly number[], control: readonly number[]): Estimate {
  const value = mean(treated) / mean(control);
  const [a, b] = [standardError(treated) / mean(treated), standardError(control) / mean(control)];
  const spread = value * Math.sqrt(a * a + b * b);
  return { value, low: value - normal90 * spread, high: value + normal90 * spread };
}

/** Mean of a difference between pairs. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Estimate {
  const differences = a.map((each, i) => each - b[i]);
  const value = mean(differences);
  const spread = standardError(differences);
  return { value, low: value - normal90 * spread, high: value + normal90 * spread };
}

/** A number as a test prints it. */
export function shown({ value, low, high }: Estimate): string {
  return `${value.toPrecision(3)} [${low.toPrecision(3)}, ${high.toPrecision(3)}]`;
}
