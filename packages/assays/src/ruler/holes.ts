import type { Film } from './scene.js';
import { voxelAt, voxelCentre } from './scene.js';

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
      for (let r = Math.max(0, row - 1); r <= Math.min(side - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(side - 1, column + 1); c++) {
          const next = r * side + c;
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

/** Area of hole (um2) whose voxels have their centre within an ellipse around (x, y). */
export function holeWithin(holes: Holes, x: number, y: number, along: number, across: number): number {
  const { inside, side, voxel } = holes;
  const firstRow = Math.max(0, voxelAt(holes, y - across));
  const lastRow = Math.min(side - 1, voxelAt(holes, y + across));
  const firstColumn = Math.max(0, voxelAt(holes, x - along));
  const lastColumn = Math.min(side - 1, voxelAt(holes, x + along));
  let voxels = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const v = (voxelCentre(holes, row) - y) / across;
    for (let column = firstColumn; column <= lastColumn; column++) {
      if (inside[row * side + column] === 0) continue;
      const u = (voxelCentre(holes, column) - x) / along;
      if (u * u + v * v <= 1) voxels++;
    }
  }
  return voxels * voxel * voxel;
}
