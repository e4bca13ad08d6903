import type { Grid3 } from '../fields/grid.js';

/**
 * The eight voxels (four in a single layer) around a point with the weights of linear interpolation between their middles;
 * the weights add up to 1. What is read with them and what is changed with them are the same places.
 */
export class Around {
  readonly voxels = new Int32Array(8);
  readonly weights = new Float64Array(8);
  count = 0;

  constructor(readonly grid: Grid3) {}

  locate(x: number, y: number, z: number): void {
    const { nx, ny, nz, voxel, height, origin } = this.grid;
    const ax = within((x - origin[0]) / voxel - 0.5, nx);
    const ay = within((y - origin[1]) / voxel - 0.5, ny);
    const az = within((z - origin[2]) / height - 0.5, nz);
    const i = Math.floor(ax);
    const j = Math.floor(ay);
    const k = Math.floor(az);
    const u = ax - i;
    const v = ay - j;
    const w = az - k;
    this.count = 0;
    for (let corner = 0; corner < 8; corner++) {
      const di = corner & 1;
      const dj = (corner >> 1) & 1;
      const dk = corner >> 2;
      const weight = (di ? u : 1 - u) * (dj ? v : 1 - v) * (dk ? w : 1 - w);
      if (weight === 0) continue;
      this.voxels[this.count] = i + di + nx * (j + dj + ny * (k + dk));
      this.weights[this.count++] = weight;
    }
  }
}

/** A position among the middles of voxels; flat beyond the outermost. */
function within(at: number, count: number): number {
  return at > 0 ? Math.min(at, count - 1) : 0;
}
