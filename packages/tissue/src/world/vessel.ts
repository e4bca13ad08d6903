import type { Grid3 } from '../fields/grid.js';
import { Vessels } from '../fields/vessels.js';

/** Distance (um) of the middle of every voxel from the wall of a vessel through the centre along the first axis; negative inside. */
export function distanceFromVessel({ nx, ny, nz, voxel, height }: Grid3, radius: number): Float64Array {
  const away = new Float64Array(nx * ny * nz);
  for (let k = 0, v = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const y = (j + 0.5 - ny / 2) * voxel;
      const z = nz === 1 ? 0 : (k + 0.5 - nz / 2) * height;
      const distance = Math.sqrt(y * y + z * z) - radius;
      for (let i = 0; i < nx; i++) away[v++] = distance;
    }
  return away;
}

/**
 * The wall of that vessel: its area is dealt out evenly over the voxels whose middles it encloses, or over those nearest to its axis where it
 * encloses none. The room inside counts as tissue.
 */
export function vesselWall(grid: Grid3, radius: number): Vessels {
  const away = distanceFromVessel(grid, radius);
  const nearest = away.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const edge = Math.max(0, nearest + 1e-9 * grid.voxel);
  const voxels = Int32Array.from(away.keys()).filter((v) => away[v] <= edge);
  const area = (2 * Math.PI * radius * grid.nx * grid.voxel) / voxels.length;
  return new Vessels(grid, voxels, new Float64Array(voxels.length).fill(area));
}
