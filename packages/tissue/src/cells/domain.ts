/**
 * One direction of the space that cells live in, in um. Centres are kept between `from` and `to`: mirrored at a
 * reflecting wall, brought in from the other side in a periodic one.
 */
export type Axis =
  | { readonly edge: 'open' }
  | { readonly edge: 'reflecting' | 'periodic'; readonly from: number; readonly to: number };

/** The directions x, y and, in three dimensions, z. */
export type Domain = readonly [Axis, Axis] | readonly [Axis, Axis, Axis];

/** Throws `RangeError` if a direction is empty, endless or neither. */
export function checkDomain(domain: Domain): void {
  if (domain.length !== 2 && domain.length !== 3) throw new RangeError('cells live in two or three dimensions');
  for (const axis of domain)
    if (axis.edge !== 'open' && !(axis.to > axis.from && Number.isFinite(axis.to - axis.from)))
      throw new RangeError(`a box cannot reach from ${axis.from} to ${axis.to} um`);
}

/**
 * Brings the rows `from` to `to` - 1 back into the domain along one of its directions: `position` are their coordinates,
 * `vectors` the components there of what a mirror turns round.
 */
export function keepInside(
  axis: Axis,
  position: Float64Array,
  vectors: readonly Float64Array[],
  from: number,
  to: number,
): void {
  if (axis.edge === 'open') return;
  const { from: low, to: high } = axis;
  const width = high - low;
  for (let row = from; row < to; row++) {
    const at = position[row];
    if (at >= low && at < high) continue;
    if (axis.edge === 'periodic') {
      const wrapped = at - width * Math.floor((at - low) / width);
      position[row] = wrapped < high ? wrapped : low;
    } else if (at !== high) {
      const mirrored = at < low ? 2 * low - at : 2 * high - at;
      position[row] = Math.max(low, Math.min(high, mirrored));
      for (const values of vectors) values[row] = -values[row];
    }
  }
}
