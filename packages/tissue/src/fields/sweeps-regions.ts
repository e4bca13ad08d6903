import type { Grid3 } from './grid.js';
import type { LineFactors } from './line.js';
import { type Crossings, type Lines, type Patterns, patternsOf } from './patterns.js';
import { type Crossed, cross, crossEnds, type StepPlan, type Sweeps } from './sweeps.js';
import { acrossRows, alongRows } from './sweeps-plain.js';
import { openWall, type Walls } from './walls.js';

/**
 * Sweeps where regions of voxels differ in diffusivity. Between two voxels stands the harmonic mean of theirs, as resistances add
 * up, so that the flux is right at a jump. Lines that pass the same regions share their factors; where hardly any do, factors are found
 * on the way.
 */
export class RegionSweeps implements Sweeps {
  readonly values: Float64Array;
  readonly #regions: Uint8Array;
  readonly #lines: readonly Lines[];
  /** Of the line that is solved: its recursion's factors. */
  readonly #up: Float64Array;
  #crossings: readonly Crossings[] = [];
  #patterns: readonly (Patterns | undefined)[] = [];

  constructor(
    readonly grid: Grid3,
    regions: Uint8Array,
  ) {
    if (regions.length !== grid.size)
      throw new RangeError(`${regions.length} regions do not fit a grid of ${grid.size} voxels`);
    const { nx, ny, nz } = grid;
    const plane = nx * ny;
    this.values = new Float64Array(grid.size);
    this.#regions = regions;
    this.#lines = [
      { blocks: nz, block: plane, lines: ny, next: nx, stride: 1, count: nx },
      { blocks: nz, block: plane, lines: nx, next: 1, stride: nx, count: ny },
      { blocks: ny, block: nx, lines: nx, next: 1, stride: plane, count: nz },
    ];
    this.#up = new Float64Array(Math.max(nx, ny, nz));
  }

  prepare({ dt, diffusivity, share, walls }: StepPlan): void {
    const largest = this.#regions.reduce((most, region) => Math.max(most, region), 0);
    if (largest >= diffusivity.length)
      throw new RangeError(`region ${largest} has no diffusivity: there are ${diffusivity.length}`);
    const { voxel, height, nz } = this.grid;
    const faces = [
      ['x0', 'x1'],
      ['y0', 'y1'],
      ['z0', 'z1'],
    ] as const;
    this.#crossings = faces.map(([low, high], direction) => {
      const length = direction === 2 && nz === 1 ? height : voxel;
      const at = (face: keyof Walls) => diffusivity.map((d) => openWall(walls[face], d, length));
      const between = diffusivity.flatMap((a) =>
        diffusivity.map((b) => (a * b === 0 ? 0 : ((2 * a * b) / (a + b)) * (dt / (length * length)))),
      );
      return {
        ...{ between: Float64Array.from(between), low: at(low), high: at(high), perSpeed: dt / length },
        share: direction === 0 ? share : 1,
      };
    });
    this.#patterns = this.#crossings.map((crossings, direction) =>
      patternsOf(this.#regions, this.#lines[direction], crossings),
    );
  }

  alongX(plane: number, crossed: Crossed): void {
    this.#solve(0, plane, crossed);
  }

  alongY(plane: number, crossed: Crossed): void {
    this.#solve(1, plane, crossed);
  }

  alongZ(row: number, crossed: Crossed): void {
    this.#solve(2, row, crossed);
  }

  /** All lines of a block: stretches of lines of one pattern at once. */
  #solve(direction: 0 | 1 | 2, block: number, crossed: Crossed): void {
    const patterns = this.#patterns[direction];
    const { lines, next, stride, count, block: apart } = this.#lines[direction];
    const start = block * apart;
    if (patterns === undefined) {
      for (let l = 0; l < lines; l++) this.#solveAlone(direction, start + l * next, crossed);
      return;
    }
    const first = block * lines;
    for (let l = 0; l < lines; ) {
      const pattern = patterns.of[first + l];
      let end = l + 1;
      while (end < lines && patterns.of[first + end] === pattern) end++;
      const factors: LineFactors = patterns.factors[pattern];
      const from = start + l * next;
      if (direction === 0) alongRows(this.values, from, count, end - l, factors);
      else acrossRows(this.values, from, stride, end - l, factors);
      crossEnds(crossed, this.values, factors, [from, next, end - l, (count - 1) * stride]);
      l = end;
    }
  }

  /** The Thomas algorithm along one line, with its factors. */
  #solveAlone(direction: 0 | 1 | 2, from: number, crossed: Crossed): void {
    const { between, low, high, perSpeed, share } = this.#crossings[direction];
    const { stride, count } = this.#lines[direction];
    const [u, regions, up] = [this.values, this.#regions, this.#up];
    const first = low[regions[from]];
    const last = high[regions[from + (count - 1) * stride]];
    let a = first.speed * perSpeed;
    let s = first.density;
    let before = 0;
    for (let i = 0; i < count; i++) {
      const at = from + i * stride;
      const b = i === count - 1 ? last.speed * perSpeed : between[regions[at] * low.length + regions[at + stride]];
      const inverse = 1 / (1 + b + a * (1 - before));
      s = (share * u[at] + a * s) * inverse;
      before = b * inverse;
      u[at] = s;
      up[i] = before;
      a = b;
    }
    s = last.density;
    for (let i = count - 1; i >= 0; i--) {
      const at = from + i * stride;
      s = u[at] + up[i] * s;
      u[at] = s;
    }
    cross(crossed, first.speed * perSpeed * (first.density - u[from]));
    cross(crossed, last.speed * perSpeed * (last.density - u[from + (count - 1) * stride]));
  }
}
