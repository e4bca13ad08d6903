import type { OpenWall } from './walls.js';

/**
 * Factors of the implicit step along one direction, the same for all its lines:
 * `s_i = gain_i u_i + down_i s_(i-1)`, then `u_i = s_i + up_i u_(i+1)`. The walls are the values that the two recursions start
 * from, so an open wall costs nothing.
 */
export interface LineFactors {
  readonly gain: Float64Array;
  readonly down: Float64Array;
  readonly up: Float64Array;
  readonly first: number;
  readonly last: number;
  /** What crosses a wall in a step, over density difference, in units of a voxel's length; 0 where it is closed. */
  readonly throughFirst: number;
  readonly throughLast: number;
}

/**
 * Thomas algorithm for `(1 + a_i + b_i) u_i - a_i u_(i-1) - b_i u_(i+1) = share u_i(before)`, where a and b are D dt / length2 `between` voxels (one fewer
 * than there are voxels) and speed dt / length at an open wall. Every factor is positive and no sum has mixed signs, so densities stay positive.
 */
export function lineFactors(
  between: Float64Array,
  [low, high]: readonly [OpenWall, OpenWall],
  perSpeed: number,
  share: number,
): LineFactors {
  const count = between.length + 1;
  const [gain, down, up] = [0, 1, 2].map(() => new Float64Array(count));
  const throughFirst = low.speed * perSpeed;
  const throughLast = high.speed * perSpeed;
  for (let i = 0; i < count; i++) {
    const a = i === 0 ? throughFirst : between[i - 1];
    const b = i === count - 1 ? throughLast : between[i];
    // 1 + a + b - a up_(i-1), without the difference: up_(i-1) = a / pivot, and the pivot is at least 1 + a.
    const inverse = 1 / (1 + b + (i === 0 ? a : a * (1 - up[i - 1])));
    gain[i] = share * inverse;
    // What the recursions start from has the walls in it already.
    down[i] = i === 0 ? inverse : a * inverse;
    up[i] = i === count - 1 ? inverse : b * inverse;
  }
  return {
    gain,
    down,
    up,
    first: throughFirst * low.density,
    last: throughLast * high.density,
    throughFirst,
    throughLast,
  };
}
