/** Makes the standard deviation of a normal distribution of its median absolute deviation: 1 / 0.674490. */
const normalSpread = 1.482602;

/** The q-quantile (0 to 1) of sorted values, linear between ranks; not a number where there are none. */
export function quantileOf(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const rank = q * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
}

/** Median of values in any order; not a number where there are none. */
export function median(values: Float32Array): number {
  return quantileOf(values.slice().sort(), 0.5);
}

/** Median, and standard deviation from the median absolute deviation. */
export function robustSpread(values: Float32Array): { readonly centre: number; readonly deviation: number } {
  const centre = median(values);
  const deviation = normalSpread * median(values.map((value) => Math.abs(value - centre)));
  return { centre, deviation };
}

/**
 * Values of `data` at the pixels that `chosen` accepts, at most about `most` of them, evenly spread: a median of so many
 * is as good as one of all.
 */
export function sampled(data: ArrayLike<number>, chosen: (index: number) => boolean, most = 20_000): Float32Array {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (chosen(i)) count++;
  const step = Math.max(1, Math.floor(count / most));
  const values = new Float32Array(Math.ceil(count / step));
  let seen = 0;
  for (let i = 0; i < data.length; i++) {
    if (!chosen(i)) continue;
    if (seen % step === 0) values[seen / step] = data[i];
    seen++;
  }
  return values;
}
