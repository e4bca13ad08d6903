/** Sizes of a box of cubes: whole numbers of voxels, and lengths in um. */
export interface GridSettings {
  readonly nx: number;
  readonly ny: number;
  /** Default 1: a layer. */
  readonly nz?: number;
  /** Edge of a voxel, um. */
  readonly voxel: number;
  /** Height of a layer's voxels, um: only where `nz` is 1. Default: `voxel`. */
  readonly height?: number;
  /** Corner of the box with the least coordinates, um. Default: 0, 0, 0. */
  readonly origin?: readonly [number, number, number];
}

/** A box of voxels, x first in memory. A layer is a box of one voxel in z. Lengths um, volumes um3. */
export class Grid3 {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly voxel: number;
  readonly height: number;
  readonly origin: readonly [number, number, number];
  /** Number of voxels. */
  readonly size: number;
  /** Of one voxel, um3. */
  readonly volume: number;

  /** Throws `RangeError` for numbers of voxels that are not whole and positive, or lengths that are not positive. */
  constructor({ nx, ny, nz = 1, voxel, height = voxel, origin = [0, 0, 0] }: GridSettings) {
    for (const count of [nx, ny, nz])
      if (!Number.isInteger(count) || count < 1) throw new RangeError(`a grid cannot have ${count} voxels in a row`);
    for (const length of [voxel, height])
      if (!(length > 0 && length < Infinity)) throw new RangeError(`a voxel cannot be ${length} um long`);
    if (nz > 1 && height !== voxel) throw new RangeError('only a layer has a height of its own');
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.voxel = voxel;
    this.height = height;
    this.origin = origin;
    this.size = nx * ny * nz;
    this.volume = voxel * voxel * height;
  }

  /** Number of the voxel at three indices. */
  index(i: number, j: number, k = 0): number {
    return i + this.nx * (j + this.ny * k);
  }

  /** Number of the voxel that a point lies in, um; the nearest one for a point outside. */
  voxelAt(x: number, y: number, z = this.origin[2]): number {
    return this.index(
      nearestIndex((x - this.origin[0]) / this.voxel, this.nx),
      nearestIndex((y - this.origin[1]) / this.voxel, this.ny),
      nearestIndex((z - this.origin[2]) / this.height, this.nz),
    );
  }

  /** Centre of a voxel along x, y or z (0, 1, 2), um. */
  centre(axis: 0 | 1 | 2, index: number): number {
    return this.origin[axis] + (index + 0.5) * (axis === 2 ? this.height : this.voxel);
  }
}

function nearestIndex(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(at)));
}
