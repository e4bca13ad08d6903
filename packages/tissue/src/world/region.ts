import type { CompiledRegion } from '@invadolab/model';
import type { Grid3 } from '../fields/grid.js';

/** A region with its lengths as numbers, um: a radius, or the faces of a slab. */
export interface Region {
  readonly shape: CompiledRegion['shape'];
  readonly from: number;
  readonly to: number;
}

/** Points per edge of a voxel at which it is asked whether it belongs to a region. */
const parts = 3;

/** Share of a voxel that lies in a region, on a lattice of points inside it. */
export function covered(region: Region, grid: Grid3, i: number, j: number, k: number): number {
  if (region.shape === 'everywhere') return 1;
  const { nx, ny, nz, voxel, height } = grid;
  const flat = nz === 1;
  const deep = flat ? 1 : parts;
  let inside = 0;
  for (let a = 0; a < parts; a++)
    for (let b = 0; b < parts; b++)
      for (let c = 0; c < deep; c++) {
        const x = (i + (a + 0.5) / parts - nx / 2) * voxel;
        const y = (j + (b + 0.5) / parts - ny / 2) * voxel;
        const z = flat ? 0 : (k + (c + 0.5) / parts - nz / 2) * height;
        const last = flat ? y + (ny / 2) * voxel : z + (nz / 2) * height;
        if (holds(region, x, y, z, last)) inside++;
      }
  return inside / (parts * parts * deep);
}

/** Whether a point, measured from the middle of the box, is inside; `last` is its distance from the first face of the last axis. */
function holds({ shape, from, to }: Region, x: number, y: number, z: number, last: number): boolean {
  switch (shape) {
    case 'everywhere':
      return true;
    case 'outside-ball':
      return x * x + y * y + z * z > from * from;
    case 'outside-tube':
      return y * y + z * z > from * from;
    case 'slab':
      return last >= from && last < to;
  }
}
