import type { Grid3 } from './grid.js';
import { type Crossed, cross, type StepPlan, type Sweeps } from './sweeps.js';
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

  alongX(plane: number, crossed: Crossed): void {
    const { nx, ny } = this.grid;
    for (let row = plane * ny; row < (plane + 1) * ny; row++) this.#solve(0, row * nx, [1, nx], this.#share, crossed);
  }

  alongY(plane: number, crossed: Crossed): void {
    const { nx, ny } = this.grid;
    for (let i = 0; i < nx; i++) this.#solve(1, plane * nx * ny + i, [nx, ny], 1, crossed);
  }

  alongZ(row: number, crossed: Crossed): void {
    const { nx, ny, nz } = this.grid;
    for (let i = 0; i < nx; i++) this.#solve(2, row * nx + i, [nx * ny, nz], 1, crossed);
  }

  /** The Thomas algorithm along one line of `count` voxels, `stride` apart. */
  #solve(
    direction: 0 | 1 | 2,
    from: number,
    [stride, count]: readonly [number, number],
    share: number,
    crossed: Crossed,
  ): void {
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
    cross(crossed, first.speed * perSpeed * (first.density - u[from]));
    cross(crossed, last.speed * perSpeed * (last.density - u[from + (count - 1) * stride]));
  }
}
