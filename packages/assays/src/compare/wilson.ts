/** A share with Wilson's 95 % interval, which holds at 0 and 1 too. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959963984540054;

/** Wilson's interval of `found` in `n`. */
export function wilson(found: number, n: number): Share {
  const value = found / n;
  const middle = (value + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
