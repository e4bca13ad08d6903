import type { CompiledRegion } from '@invadolab/model';
import type { Grid3 } from '../fields/grid.js';

/** A region with its lengths as numbers, um: a radius, or the faces of a slab; radius and spacing of tubes or holes. */
export interface Region {
  readonly shape: CompiledRegion['shape'];
  readonly from: number;
  readonly to: number;
  /** Default 0: none. */
  readonly radius?: number;
  readonly spacing?: number;
}

/** Points per edge of a voxel at which it is asked whether it belongs to a region. */
const parts = 3;

/** Share of every voxel that lies in a region. */
export function coverage(region: Region, grid: Grid3): Float64Array {
  const { nx, ny, nz, size } = grid;
  const shares = new Float64Array(size);
  let v = 0;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) shares[v++] = covered(region, grid, i, j, k);
  return shares;
}

/** Share of a voxel that lies in a region, on a lattice of points inside it; tubes and holes have it whole or not at all. */
export function covered(region: Region, grid: Grid3, i: number, j: number, k: number): number {
  const { shape, spacing = 0 } = region;
  if (shape === 'everywhere') return 1;
  const { nx, ny, nz, voxel, height } = grid;
  const flat = nz === 1;
  if (shape === 'tubes') return inLattice(region, voxel, j, flat ? undefined : k) ? 1 : 0;
  if (shape === 'outside-tubes') return inLattice(region, voxel, j, flat ? undefined : k) ? 0 : 1;
  if (spacing > 0 && inLattice(region, voxel, i, flat ? undefined : j) !== (shape === 'holes')) return 0;
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
    default:
      return last >= from && last < to;
  }
}

/** Where the axis of the tube nearest to `position` runs: in the middle of the voxel that holds it, um. */
export function axisNear(position: number, spacing: number, voxel: number): number {
  return (Math.floor(((Math.floor(position / spacing) + 0.5) * spacing) / voxel) + 0.5) * voxel;
}

/** Whether the middle of a voxel lies in a tube across the plane of two axes, given its numbers along them. */
function inLattice({ radius = 0, spacing = 0 }: Region, voxel: number, a: number, b?: number): boolean {
  let square = 0;
  for (const i of b === undefined ? [a] : [a, b]) {
    const middle = (i + 0.5) * voxel;
    const off = middle - axisNear(middle, spacing, voxel);
    square += off * off;
  }
  return square <= radius * radius;
}
