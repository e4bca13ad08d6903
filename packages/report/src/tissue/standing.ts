import type { FieldSnapshot, Frame } from '@invadolab/results';
import type { RunInSpace } from './input.js';

/** Cells lie in a layer where they spread over less than this share of its width in depth. */
const flatter = 0.4;

/**
 * The runs turned so that the plane of a cut stands upright, the last axis downwards, where cells start as a layer: a
 * level plane would pass over or under them. Otherwise the runs as they are.
 */
export function standing(runs: readonly RunInSpace[]): {
  readonly runs: readonly RunInSpace[];
  readonly upright: boolean;
} {
  const first = runs.flatMap(({ frames }) => frames.slice(0, 1));
  const upright = first.length > 0 && first.every(isLayer);
  if (!upright) return { runs, upright };
  return {
    runs: runs.map((run) => ({ ...run, frames: run.frames.map(turned), fields: run.fields.map(stood) })),
    upright,
  };
}

function isLayer({ x, y, z, radius }: Frame): boolean {
  const flat = z.every((each) => each === z[0]);
  const wide = Math.min(spreadOf(x, radius), spreadOf(y, radius));
  return radius.length > 1 && !(flat && z[0] === 0) && spreadOf(z, radius) < flatter * wide;
}

function spreadOf(column: Float32Array, radius: Float32Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < column.length; i++) {
    low = Math.min(low, column[i] - radius[i]);
    high = Math.max(high, column[i] + radius[i]);
  }
  return high - low;
}

function turned(frame: Frame): Frame {
  return { ...frame, y: frame.z.map((each) => -each), z: frame.y };
}

function stood(field: FieldSnapshot): FieldSnapshot {
  const { shape, origin, voxel, values } = field;
  const [nz, ny, nx] = shape;
  const own = new Float32Array(values.length);
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      own.set(values.subarray((k * ny + j) * nx, (k * ny + j + 1) * nx), (j * nz + (nz - 1 - k)) * nx);
  return { ...field, shape: [ny, nz, nx], origin: [origin[1], -(origin[0] + nz * voxel), origin[2]], values: own };
}
