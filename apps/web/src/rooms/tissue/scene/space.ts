import { Vector3 } from 'three';
import type { TissueMoment } from '../../../worker/tissue/moment.js';

/** Edges of the box that a tissue is in, um, along x, y and z of the run. */
export type Edges = readonly [x: number, y: number, z: number];

/** The box of a tissue: that of its finest field, else what its cells fill. */
export function edgesOf({ fields, cells }: TissueMoment): Edges {
  const [field] = fields;
  if (field) {
    const [nz, ny, nx] = field.shape;
    return [nx * field.voxel, ny * field.voxel, nz * field.voxel];
  }
  const end = (column: Float32Array) =>
    column.reduce((most, at, i) => Math.max(most, at + cells.radius[i]), cells.radius[0] ?? 1);
  return [end(cells.x), end(cells.y), end(cells.z)];
}

/** Depth grows downwards in a run, as it does under a microscope; in the picture the last axis therefore points down. */
export function placed(x: number, y: number, z: number, [lx, ly, lz]: Edges, into = new Vector3()): Vector3 {
  return into.set(x - lx / 2, lz / 2 - z, y - ly / 2);
}

/** A round distance between two lines of the grid, um: some six of them along the longest edge. */
export function gridStep(edges: Edges): number {
  const wanted = Math.max(...edges) / 6;
  return [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((step) => step >= wanted) ?? 2000;
}

/** A round length for a scale bar of at most `room` um. */
export function barLength(room: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((length) => length <= room).pop() ?? 1;
}
