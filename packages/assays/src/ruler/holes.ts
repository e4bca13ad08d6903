import { contains, type Region } from './region.js';
import type { Film } from './scene.js';

/** Voxels that belong to a hole: 1 inside, 0 elsewhere. */
export interface Holes {
  readonly inside: Uint8Array;
  readonly side: number;
  /** um */
  readonly voxel: number;
  /** um2 */
  readonly area: number;
}

/**
 * Regions where less than `threshold` of the label is left, joined over edges and corners, of at least `smallest` um2.
 * A region of exactly that area counts; areas are compared as whole voxels, rounded up.
 */
export function findHoles(film: Film, threshold: number, smallest: number): Holes {
  const { left, side, voxel } = film;
  const inside = new Uint8Array(left.length);
  const seen = new Uint8Array(left.length);
  const queue = new Int32Array(left.length);
  // A voxel area such as 0.1 x 0.1 is not exact; one part in 1e9 keeps ten of them at 0.1 um2.
  const enough = Math.ceil((smallest / (voxel * voxel)) * (1 - 1e-9));
  let voxels = 0;
  for (let start = 0; start < left.length; start++) {
    if (seen[start] === 1 || !(left[start] < threshold)) continue;
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    seen[start] = 1;
    while (head < tail) {
      const at = queue[head++];
      const column = at % side;
      const row = (at - column) / side;
      for (let r = row - 1; r <= row + 1; r++) {
        for (let c = column - 1; c <= column + 1; c++) {
          const next = ((r + side) % side) * side + ((c + side) % side);
          if (seen[next] === 1 || !(left[next] < threshold)) continue;
          seen[next] = 1;
          queue[tail++] = next;
        }
      }
    }
    if (tail < enough) continue;
    for (let i = 0; i < tail; i++) inside[queue[i]] = 1;
    voxels += tail;
  }
  return { inside, side, voxel, area: voxels * voxel * voxel };
}

/** Area of hole (um2) whose voxels have their centre within a region. */
export function holeWithin(holes: Holes, region: Region): number {
  const { inside, side, voxel } = holes;
  const reach = Math.min(Math.ceil(Math.max(region.along, region.across) / voxel) + 1, Math.floor((side - 1) / 2));
  const atColumn = Math.floor(region.x / voxel);
  const atRow = Math.floor(region.y / voxel);
  let voxels = 0;
  for (let r = atRow - reach; r <= atRow + reach; r++) {
    const row = ((r % side) + side) % side;
    for (let c = atColumn - reach; c <= atColumn + reach; c++) {
      const column = ((c % side) + side) % side;
      if (inside[row * side + column] === 0) continue;
      if (contains(region, (column + 0.5) * voxel, (row + 0.5) * voxel, side * voxel)) voxels++;
    }
  }
  return voxels * voxel * voxel;
}
