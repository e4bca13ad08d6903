import type { Grid3 } from './grid.js';
import type { StepPlan, Sweeps } from './sweeps.js';
import { type OpenWall, openWall, type Walls } from './walls.js';

/** What crosses between two regions and at the two faces, per density difference and step, along one direction. */
interface Direction {
  readonly between: Float64Array;
  readonly low: readonly OpenWall[];
  readonly high: readonly OpenWall[];
  readonly perSpeed: number;
}

/**
 * Sweeps where regions of voxels differ in diffusivity. Between two voxels stands the harmonic mean of theirs, as resistances add
 * up, so that the flux is right at a jump. Every line has factors of its own, which are found on the way.
 */
export class RegionSweeps implements Sweeps {
  readonly values: Float64Array;
  readonly #regions: Uint8Array;
  readonly #line: Float64Array;
  readonly #up: Float64Array;
  #count = 1;
  #share = 1;
  #directions: readonly Direction[] = [];

  constructor(
    readonly grid: Grid3,
    regions: Uint8Array,
  ) {
    if (regions.length !== grid.size)
      throw new RangeError(`${regions.length} regions do not fit a grid of ${grid.size} voxels`);
    this.values = new Float64Array(grid.size);
    this.#regions = regions;
    const longest = Math.max(grid.nx, grid.ny, grid.nz);
    this.#line = new Float64Array(longest);
    this.#up = new Float64Array(longest);
  }

  prepare({ dt, diffusivity, share, walls }: StepPlan): void {
    const largest = this.#regions.reduce((most, region) => Math.max(most, region), 0);
    if (largest >= diffusivity.length)
      throw new RangeError(`region ${largest} has no diffusivity: there are ${diffusivity.length}`);
    const { voxel, height, nz } = this.grid;
    this.#count = diffusivity.length;
    this.#share = share;
    this.#directions = (
      [
        ['x0', 'x1'],
        ['y0', 'y1'],
        ['z0', 'z1'],
      ] as const
    ).map(([low, high], direction) => {
      const length = direction === 2 && nz === 1 ? height : voxel;
      const at = (face: keyof Walls) => diffusivity.map((d) => openWall(walls[face], d, length));
      const between = diffusivity.flatMap((a) =>
        diffusivity.map((b) => (a * b === 0 ? 0 : ((2 * a * b) / (a + b)) * (dt / (length * length)))),
      );
      return { between: Float64Array.from(between), low: at(low), high: at(high), perSpeed: dt / length };
    });
  }

  alongX(plane: number): number {
    const { nx, ny } = this.grid;
    let sum = 0;
    for (let row = plane * ny; row < (plane + 1) * ny; row++) sum += this.#solve(0, row * nx, 1, nx, this.#share);
    return sum;
  }

  alongY(plane: number): number {
    const { nx, ny } = this.grid;
    let sum = 0;
    for (let i = 0; i < nx; i++) sum += this.#solve(1, plane * nx * ny + i, nx, ny, 1);
    return sum;
  }

  alongZ(row: number): number {
    const { nx, ny, nz } = this.grid;
    let sum = 0;
    for (let i = 0; i < nx; i++) sum += this.#solve(2, row * nx + i, nx * ny, nz, 1);
    return sum;
  }

  /** The Thomas algorithm along one line; returns what came in through its two ends. */
  #solve(direction: 0 | 1 | 2, from: number, stride: number, count: number, share: number): number {
    const { between, low, high, perSpeed } = this.#directions[direction];
    const [u, regions, line, up] = [this.values, this.#regions, this.#line, this.#up];
    const first = low[regions[from]];
    const last = high[regions[from + (count - 1) * stride]];
    let a = first.speed * perSpeed;
    let s = a * first.density;
    let before = 0;
    for (let i = 0; i < count; i++) {
      const at = from + i * stride;
      const b = i === count - 1 ? last.speed * perSpeed : between[regions[at] * this.#count + regions[at + stride]];
      const inverse = 1 / (1 + b + a * (1 - before));
      s = (share * u[at] + (i === 0 ? s : a * s)) * inverse;
      before = b * inverse;
      line[i] = s;
      up[i] = before;
      a = b;
    }
    s = last.density;
    for (let i = count - 1; i >= 0; i--) {
      s = line[i] + up[i] * s;
      u[from + i * stride] = s;
    }
    return (
      first.speed * perSpeed * (first.density - u[from]) +
      last.speed * perSpeed * (last.density - u[from + (count - 1) * stride])
    );
  }
}
