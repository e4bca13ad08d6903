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
  if (values.length === 0) return Number.NaN;
  const own = values.slice();
  const half = (own.length - 1) >> 1;
  const lower = select(own, half);
  if (own.length % 2 === 1) return lower;
  let upper = Number.POSITIVE_INFINITY;
  for (let i = half + 1; i < own.length; i++) if (own[i] < upper) upper = own[i];
  return (lower + upper) / 2;
}

/** The value of a rank, from 0, by Hoare's selection: what is lower comes to stand before it, and what is higher behind. */
function select(values: Float32Array, rank: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const other = values[i];
      values[i++] = values[j];
      values[j--] = other;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank];
}

/** Median, and standard deviation from the median absolute deviation. */
export function robustSpread(values: Float32Array): { readonly centre: number; readonly deviation: number } {
  const centre = median(values);
  const deviation = normalSpread * median(values.map((value) => Math.abs(value - centre)));
  return { centre, deviation };
}

/**
 * Places below `length` that `chosen` accepts, at most about `most` of them, evenly spread: a median of so many is as good
 * as one of all.
 */
export function indices(length: number, chosen: (index: number) => boolean, most = 20_000): Int32Array {
  const all = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (chosen(i)) all[count++] = i;
  const step = Math.max(1, Math.floor(count / most));
  const spread = new Int32Array(Math.ceil(count / step));
  for (let i = 0; i < spread.length; i++) spread[i] = all[i * step];
  return spread;
}

/** Values of `data` at such places. */
export function sampled(data: ArrayLike<number>, chosen: (index: number) => boolean, most?: number): Float32Array {
  return valuesAt(data, indices(data.length, chosen, most));
}

/** Values of `data` at given places. */
export function valuesAt(data: ArrayLike<number>, places: Int32Array): Float32Array {
  const values = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) values[i] = data[places[i]];
  return values;
}
