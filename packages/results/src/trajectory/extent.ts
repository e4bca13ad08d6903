import type { Frame } from './frame.js';

/** From where to where something reaches along an axis, um. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** How far all agents reach along an axis over all times; a point at zero where there are none. */
export function extentOf(frames: readonly Frame[], axis: 'x' | 'y' | 'z'): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { [axis]: at, radius } of frames) {
    for (let i = 0; i < at.length; i++) {
      low = Math.min(low, at[i] - radius[i]);
      high = Math.max(high, at[i] + radius[i]);
    }
  }
  return low > high ? { low: 0, high: 0 } : { low, high };
}
