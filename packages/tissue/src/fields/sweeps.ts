import type { Grid3 } from './grid.js';
import { type LineFactors, lineFactors } from './line.js';
import { openWall, type Walls } from './walls.js';

/** One implicit step: s, um2/s, the share of everything that does not decay in it, and the faces. */
export interface StepPlan {
  readonly dt: number;
  readonly diffusivity: number;
  readonly share: number;
  readonly walls: Walls;
}

/** What came in and what went out through faces, as sums of densities; each stretch of a face counts on balance. */
export interface Crossed {
  in: number;
  out: number;
}

/** Enters what a stretch of a face let in, or out when negative. */
function cross(crossed: Crossed, amount: number): void {
  if (amount > 0) crossed.in += amount;
  else crossed.out -= amount;
}

/**
 * Implicit steps along the lines of a box, in place. Planes, rows of a plane and lines are independent of each other, so any
 * split into ranges gives the same bytes, and so do all kinds of sweeps.
 */
export interface Sweeps {
  /** Densities, x first. */
  readonly values: Float64Array;
  /** Sets the step that follows. */
  prepare(plan: StepPlan): void;
  /** Along x, and along y, in one plane; adds what crossed the two faces there. */
  alongX(plane: number, crossed: Crossed): void;
  alongY(plane: number, crossed: Crossed): void;
  /** The same along z, for all lines through one row of the lowest plane. */
  alongZ(row: number, crossed: Crossed): void;
}

/** Factors of the three directions. What decays does so in the first sweep. */
function uniformFactors(
  { nx, ny, nz, voxel, height }: Grid3,
  { dt, diffusivity, share, walls }: StepPlan,
): LineFactors[] {
  const along = (count: number, length: number, [low, high]: readonly (keyof Walls)[], kept: number) =>
    lineFactors(
      new Float64Array(count - 1).fill((diffusivity * dt) / (length * length)),
      [openWall(walls[low], diffusivity, length), openWall(walls[high], diffusivity, length)],
      dt / length,
      kept,
    );
  return [
    along(nx, voxel, ['x0', 'x1'], share),
    along(ny, voxel, ['y0', 'y1'], 1),
    along(nz, nz === 1 ? height : voxel, ['z0', 'z1'], 1),
  ];
}

/** Whether a sweep along these lines changes anything. */
function isNeeded({ gain, throughFirst, throughLast }: LineFactors): boolean {
  return gain.length > 1 || throughFirst > 0 || throughLast > 0;
}

/** Enters what crossed the first and last voxels of `count` lines, which begin `step` apart at `from` and end `reach` further. */
function crossEnds(
  crossed: Crossed,
  u: Float64Array,
  { first, last, throughFirst, throughLast }: LineFactors,
  [from, step, count, reach]: readonly [number, number, number, number],
): void {
  let [low, high] = [0, 0];
  if (throughFirst > 0) for (let i = 0; i < count; i++) low += first - throughFirst * u[from + i * step];
  if (throughLast > 0) for (let i = 0; i < count; i++) high += last - throughLast * u[from + i * step + reach];
  cross(crossed, low);
  cross(crossed, high);
}

/** Sweeps with the same factors on all lines, over whichever kernel runs along them. */
export abstract class UniformSweeps implements Sweeps {
  abstract readonly values: Float64Array;
  protected factors: LineFactors[] = [];

  constructor(readonly grid: Grid3) {}

  prepare(plan: StepPlan): void {
    this.factors = uniformFactors(this.grid, plan);
    this.taken();
  }

  /** Called when there are new factors. */
  protected abstract taken(): void;
  protected abstract lines(direction: 0 | 1 | 2, index: number): void;

  alongX(plane: number, crossed: Crossed): void {
    const { nx, ny } = this.grid;
    this.lines(0, plane);
    crossEnds(crossed, this.values, this.factors[0], [plane * nx * ny, nx, ny, nx - 1]);
  }

  alongY(plane: number, crossed: Crossed): void {
    const { nx, ny } = this.grid;
    if (!isNeeded(this.factors[1])) return;
    this.lines(1, plane);
    crossEnds(crossed, this.values, this.factors[1], [plane * nx * ny, 1, nx, (ny - 1) * nx]);
  }

  alongZ(row: number, crossed: Crossed): void {
    const { nx, ny, nz } = this.grid;
    if (!isNeeded(this.factors[2])) return;
    this.lines(2, row);
    crossEnds(crossed, this.values, this.factors[2], [row * nx, 1, nx, (nz - 1) * nx * ny]);
  }
}
