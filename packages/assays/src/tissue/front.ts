import type { Spots } from './spots.js';

/** Mean of the largest share of some values, of one at least; 0 of none. */
export function frontOf(values: Float64Array, share: number): number {
  if (values.length === 0) return 0;
  const front = Math.max(1, Math.round(share * values.length));
  return mean(
    Float64Array.from(values)
      .sort()
      .subarray(values.length - front),
  );
}

/** um/h; a cell's way counts from its birth on with what its mother had walked. */
export function speedOf({ path }: Spots, time: number): number {
  return path.length === 0 ? 0 : (mean(path) / time) * 3600;
}

/** Of at least one value. */
export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
