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

/** Mean of a sample. */
export function estimate(values: readonly number[]): Estimate {
  const value = mean(values);
  const spread = standardError(values);
  return { value, low: value - normal90 * spread, high: value + normal90 * spread };
}

/** A quantity of whole columns that are the same cells: the spread is what leaving out one cell after the other does to it (jackknife). */
export function jackknife(
  columns: readonly (readonly number[])[],
  quantity: (...columns: (readonly number[])[]) => number,
): Estimate {
  const value = quantity(...columns);
  const cells = columns[0].length;
  const without = Array.from({ length: cells }, (_, left) =>
    quantity(...columns.map((column) => column.filter((_, cell) => cell !== left))),
  );
  const spread = standardError(without) * (cells - 1);
  return { value, low: value - normal90 * spread, high: value + normal90 * spread };
}

/** A number without an interval. */
export function exactly(value: number): Estimate {
  return { value, low: value, high: value };
}

/** A number as a test prints it. */
export function shown({ value, low, high }: Estimate): string {
  return `${value.toPrecision(3)} [${low.toPrecision(3)}, ${high.toPrecision(3)}]`;
}
