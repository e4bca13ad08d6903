import type { FieldSnapshot } from '@invadolab/results';
import type { RunInSpace } from './input.js';

/** What all pictures of a report show: the same piece of space, in every arm and at every time. */
export interface View {
  /** Middle, um. */
  readonly centre: readonly [number, number, number];
  /** Side of the square that a cut shows, um. */
  readonly side: number;
  /** Whether there is depth to be seen. */
  readonly deep: boolean;
}

/** Around the agents of all runs and times, with a margin; around the fields where there are no agents. */
export function viewOf(runs: readonly RunInSpace[]): View {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = low.map((bound) => -bound);
  const include = (axis: number, from: number, to: number) => {
    low[axis] = Math.min(low[axis], from);
    high[axis] = Math.max(high[axis], to);
  };
  for (const { frames } of runs) {
    for (const { x, y, z, radius } of frames) {
      for (let i = 0; i < radius.length; i++) {
        for (const [axis, column] of [x, y, z].entries()) include(axis, column[i] - radius[i], column[i] + radius[i]);
      }
    }
  }
  const empty = low[0] > high[0];
  const fields = runs.flatMap((run) => run.fields);
  if (empty) {
    for (const field of fields) for (let axis = 0; axis < 3; axis++) include(axis, ...extent(field, axis));
  }
  const flat = runs.every(({ frames }) => frames.every(({ z }) => z.every((each) => each === z[0])));
  const deep = !flat || (empty && fields.some(({ shape }) => shape[0] > 1));
  const side = Math.max(high[0] - low[0], high[1] - low[1]) * (empty ? 1 : 1.16);
  const centre = low.map((each, axis) => (each + high[axis]) / 2) as [number, number, number];
  return { centre, side, deep };
}

/** Lowest and highest coordinate of a field along x (0), y (1) or z (2), um. */
export function extent({ shape, voxel, origin }: FieldSnapshot, axis: number): [number, number] {
  return [origin[2 - axis], origin[2 - axis] + shape[2 - axis] * voxel];
}

/** A round length for a scale bar, at most a third of the picture, um. */
export function barLength(side: number): number {
  let length = 1;
  for (const next of [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]) if (next <= side / 3) length = next;
  return length;
}
