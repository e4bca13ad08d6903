import type { NeighbourGrid } from './neighbour-grid.js';

/** Voxels around a voxel lie in at most nine rows, each cut in two where the grid closes upon itself. */
const mostRuns = 18;

/**
 * The slots in a voxel and in those around it, as runs in a fixed order, and how far the voxel's own cells are to be
 * shifted so that a run across a periodic edge is where it appears from there.
 */
export class Runs {
  count = 0;
  readonly from = new Int32Array(mostRuns);
  readonly to = new Int32Array(mostRuns);
  /** Per run: x, y, z in um. */
  readonly shift = new Float64Array(3 * mostRuns);

  /** Points at the surroundings of one voxel of a grid; empty runs are left out. */
  around(grid: NeighbourGrid, voxel: number): void {
    const { size, period } = grid;
    const [sizeX, sizeY, sizeZ] = size;
    const i = voxel % sizeX;
    const j = Math.floor(voxel / sizeX) % sizeY;
    const k = Math.floor(voxel / (sizeX * sizeY));
    const flat = sizeZ === 1 ? 0 : 1;
    this.count = 0;
    for (let dk = -flat; dk <= flat; dk++) {
      const kk = wrap(k + dk, sizeZ);
      const shiftZ = ((kk - k - dk) / sizeZ) * period[2];
      for (let dj = -1; dj <= 1; dj++) {
        const jj = wrap(j + dj, sizeY);
        const shiftY = ((jj - j - dj) / sizeY) * period[1];
        const first = (kk * sizeY + jj) * sizeX;
        if (i === 0) {
          this.add(grid, first + sizeX - 1, first + sizeX, period[0], shiftY, shiftZ);
          this.add(grid, first, first + 2, 0, shiftY, shiftZ);
        } else if (i === sizeX - 1) {
          this.add(grid, first + i - 1, first + sizeX, 0, shiftY, shiftZ);
          this.add(grid, first, first + 1, -period[0], shiftY, shiftZ);
        } else {
          this.add(grid, first + i - 1, first + i + 2, 0, shiftY, shiftZ);
        }
      }
    }
  }

  private add(grid: NeighbourGrid, voxel: number, end: number, x: number, y: number, z: number): void {
    const from = grid.start[voxel];
    const to = grid.start[end];
    if (from === to) return;
    const run = this.count++;
    this.from[run] = from;
    this.to[run] = to;
    this.shift[3 * run] = x;
    this.shift[3 * run + 1] = y;
    this.shift[3 * run + 2] = z;
  }
}

function wrap(index: number, size: number): number {
  if (index < 0) return index + size;
  return index < size ? index : index - size;
}
