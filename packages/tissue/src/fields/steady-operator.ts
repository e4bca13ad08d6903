import type { Grid3 } from './grid.js';
import { openWall, type Walls } from './walls.js';

/** Diffusivities (um2/s) per region, decay (1/s) and faces. */
export interface SteadyNumbers {
  readonly diffusivity: readonly number[];
  readonly decay: number;
  readonly walls: Walls;
  readonly regions?: Uint8Array;
}

/** What flows through one open face per second: `speed` (1/s) x (outside - density) of each of its voxels. */
interface Face {
  /** First voxel, and step and count of the two directions along the face. */
  readonly lines: readonly [number, number, number, number, number];
  readonly speed: readonly number[];
  readonly outside: number;
}

/**
 * Rates at which voxels lose by decay, to their neighbours and through open faces, 1/s: a symmetric matrix, positive definite if anything
 * at all is lost. Fluxes are those of the implicit steps.
 */
export class SteadyOperator {
  readonly #between: Float64Array;
  readonly #count: number;
  readonly #regions: Uint8Array | undefined;
  readonly #faces: readonly Face[];
  /** Whether anything leaves the box or decays. */
  readonly loses: boolean;

  constructor(
    readonly grid: Grid3,
    readonly numbers: SteadyNumbers,
  ) {
    const { diffusivity, decay, walls, regions } = numbers;
    const { nx, ny, nz, voxel, height } = grid;
    this.#count = diffusivity.length;
    this.#regions = diffusivity.length > 1 ? regions : undefined;
    this.#between = Float64Array.from(
      diffusivity.flatMap((a) => diffusivity.map((b) => (a * b === 0 ? 0 : (2 * a * b) / (a + b) / (voxel * voxel)))),
    );
    const plane = nx * ny;
    const lines = {
      x: [0, nx, ny, plane, nz, nx - 1],
      y: [0, 1, nx, plane, nz, plane - nx],
      z: [0, 1, nx, nx, ny, plane * (nz - 1)],
    } as const;
    this.#faces = (['x0', 'x1', 'y0', 'y1', 'z0', 'z1'] as const).flatMap((name) => {
      const length = name.startsWith('z') && nz === 1 ? height : voxel;
      const open = diffusivity.map((each) => openWall(walls[name], each, length));
      if (open.every(({ speed }) => speed === 0)) return [];
      const [, step, count, jump, rows, far] = lines[name[0] as 'x' | 'y' | 'z'];
      const from = name.endsWith('1') ? far : 0;
      const outside = open.find(({ speed }) => speed > 0)?.density ?? 0;
      return [{ lines: [from, step, count, jump, rows], speed: open.map(({ speed }) => speed / length), outside }];
    });
    this.loses = decay > 0 || this.#faces.length > 0;
  }

  /** `out` = what each voxel of `u` loses on balance, with nothing outside the faces. */
  apply(u: Float64Array, out: Float64Array): void {
    if (this.#regions === undefined) this.#applyUniform(u, out);
    else this.#applyRegions(u, out, this.#regions);
    this.#eachFace((v, speed) => {
      out[v] += speed * u[v];
    });
  }

  /** What comes in from outside, molecule/um3/s: added to `out`. */
  addOutside(out: Float64Array): void {
    this.#eachFace((v, speed, outside) => {
      out[v] += speed * outside;
    });
  }

  /** Sum over the diagonal of voxel losses: added to `out`, 1/s. */
  addDiagonal(out: Float64Array): void {
    const { nx, ny, nz, size } = this.grid;
    const steps = [
      [1, nx],
      [nx, ny],
      [nx * ny, nz],
    ] as const;
    for (let v = 0; v < size; v++) {
      let sum = this.numbers.decay;
      for (const [step, count] of steps) {
        const at = Math.floor(v / step) % count;
        if (at > 0) sum += this.#conductance(v, v - step);
        if (at < count - 1) sum += this.#conductance(v, v + step);
      }
      out[v] += sum;
    }
    this.#eachFace((v, speed) => {
      out[v] += speed;
    });
  }

  /** What comes in and goes out through all faces, molecule/um3/s summed over voxels. */
  crossing(u: Float64Array): { entered: number; left: number } {
    let [entered, left] = [0, 0];
    this.#eachFace((v, speed, outside) => {
      const flow = speed * (outside - u[v]);
      if (flow > 0) entered += flow;
      else left -= flow;
    });
    return { entered, left };
  }

  #conductance(a: number, b: number): number {
    return this.#regions === undefined
      ? this.#between[0]
      : this.#between[this.#regions[a] * this.#count + this.#regions[b]];
  }

  /** A voxel at a closed end is its own neighbour there. */
  #applyUniform(u: Float64Array, out: Float64Array): void {
    const { nx, ny, nz } = this.grid;
    const plane = nx * ny;
    const g = this.#between[0];
    const own = this.numbers.decay + 6 * g;
    for (let k = 0; k < nz; k++)
      for (let j = 0; j < ny; j++) {
        const row = nx * j + plane * k;
        const [before, after] = [j > 0 ? -nx : 0, j < ny - 1 ? nx : 0];
        const [below, above] = [k > 0 ? -plane : 0, k < nz - 1 ? plane : 0];
        let left = u[row];
        let here = u[row];
        for (let v = row; v < row + nx; v++) {
          const right = v < row + nx - 1 ? u[v + 1] : here;
          out[v] = own * here - g * (left + right + (u[v + before] + u[v + after]) + (u[v + below] + u[v + above]));
          left = here;
          here = right;
        }
      }
  }

  #applyRegions(u: Float64Array, out: Float64Array, regions: Uint8Array): void {
    const { nx, ny, nz } = this.grid;
    const plane = nx * ny;
    const [between, count] = [this.#between, this.#count];
    for (let v = 0; v < u.length; v++) out[v] = this.numbers.decay * u[v];
    const exchange = (from: number, step: number, length: number) => {
      for (let v = from; v < from + length; v++) {
        const flow = between[regions[v] * count + regions[v + step]] * (u[v] - u[v + step]);
        out[v] += flow;
        out[v + step] -= flow;
      }
    };
    for (let k = 0; k < nz; k++)
      for (let j = 0; j < ny; j++) {
        const row = nx * j + plane * k;
        exchange(row, 1, nx - 1);
        if (j > 0) exchange(row - nx, nx, nx);
        if (k > 0) exchange(row - plane, plane, nx);
      }
  }

  #eachFace(visit: (voxel: number, speed: number, outside: number) => void): void {
    for (const { lines, speed, outside } of this.#faces) {
      const [from, step, count, jump, rows] = lines;
      for (let row = 0; row < rows; row++)
        for (let i = 0; i < count; i++) {
          const v = from + i * step + row * jump;
          visit(v, speed[this.#regions?.[v] ?? 0], outside);
        }
    }
  }
}
