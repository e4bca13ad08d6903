/** One local condition under which cells are followed: rising points, and where a value lies among them. */
export interface Axis {
  readonly points: readonly number[];
}

/** Points at which cells are followed, at most: each costs as much as a cell of its own. */
export const mostPoints = 256;

/** Every combination of the points of some axes, the last axis running fastest; one empty combination without axes. */
export function combinations(axes: readonly Axis[]): readonly (readonly number[])[] {
  return axes.reduce<readonly (readonly number[])[]>(
    (all, { points }) => all.flatMap((before) => points.map((point) => [...before, point])),
    [[]],
  );
}

/**
 * Corners and weights of multilinear interpolation among `combinations(axes)`. A value beyond the outermost points counts as
 * the nearest of them: nothing is extrapolated.
 */
export class Lattice {
  /** Positions among the combinations, and their weights, of the last `locate`. */
  readonly corners: Int32Array;
  readonly weights: Float64Array;

  constructor(readonly axes: readonly Axis[]) {
    this.corners = new Int32Array(1 << axes.length);
    this.weights = new Float64Array(1 << axes.length);
  }

  locate(values: ArrayLike<number>): void {
    const { axes, corners, weights } = this;
    corners[0] = 0;
    weights[0] = 1;
    let filled = 1;
    for (let a = 0; a < axes.length; a++) {
      const { points } = axes[a];
      const { low, share } = between(points, values[a]);
      for (let c = filled - 1; c >= 0; c--) {
        const corner = corners[c] * points.length + low;
        const weight = weights[c];
        corners[c] = corner;
        weights[c] = weight * (1 - share);
        corners[c + filled] = share > 0 ? corner + 1 : corner;
        weights[c + filled] = weight * share;
      }
      filled *= 2;
    }
  }
}

/** The point below a value, and how far it is on the way to the next. */
export function between(points: readonly number[], value: number): { readonly low: number; readonly share: number } {
  const last = points.length - 1;
  if (!(value > points[0])) return { low: 0, share: 0 };
  if (value >= points[last]) return { low: last, share: 0 };
  let low = 0;
  while (points[low + 1] <= value) low++;
  return { low, share: (value - points[low]) / (points[low + 1] - points[low]) };
}
