import type { Grid3 } from './grid.js';
import { openWall, type Walls } from './walls.js';

/** Diffusivity (um2/s), decay (1/s) and faces. */
export interface SteadyNumbers {
  readonly diffusivity: number;
  readonly decay: number;
  readonly walls: Walls;
}

/** What flows through one open face per second: `speed` (1/s) x (outside - density) of each of its voxels. */
interface Face {
  /** First voxel, and step and count of the two directions along the face. */
  readonly lines: readonly [number, number, number, number, number];
  readonly speed: number;
  readonly outside: number;
}

/**
 * Rates at which voxels lose by decay, to their neighbours and through open faces, 1/s: a symmetric matrix, positive definite if anything
 * at all is lost. Fluxes are those of the implicit steps.
 */
export class SteadyOperator {
  /** 1/s between two voxels. */
  readonly #between: number;
  readonly #faces: readonly Face[];
  /** Whether anything leaves the box or decays. */
  readonly loses: boolean;

  constructor(
    readonly grid: Grid3,
    readonly numbers: SteadyNumbers,
  ) {
    const { diffusivity, decay, walls } = numbers;
    const { nx, ny, nz, voxel, height } = grid;
    this.#between = diffusivity / (voxel * voxel);
    const plane = nx * ny;
    const lines = {
      x: [0, nx, ny, plane, nz, nx - 1],
      y: [0, 1, nx, plane, nz, plane - nx],
      z: [0, 1, nx, nx, ny, plane * (nz - 1)],
    } as const;
    this.#faces = (['x0', 'x1', 'y0', 'y1', 'z0', 'z1'] as const).flatMap((name) => {
      const length = name.startsWith('z') && nz === 1 ? height : voxel;
      const { speed, density } = openWall(walls[name], diffusivity, length);
      if (speed === 0) return [];
      const [, step, count, jump, rows, far] = lines[name[0] as 'x' | 'y' | 'z'];
      const from = name.endsWith('1') ? far : 0;
      return [{ lines: [from, step, count, jump, rows], speed: speed / length, outside: density }];
    });
    this.loses = decay > 0 || this.#faces.length > 0;
  }

  /** `out` = what each voxel of `u` loses on balance, with nothing outside the faces. */
  apply(u: Float64Array, out: Float64Array): void {
    this.#exchange(u, out);
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

  /** A voxel at a closed end is its own neighbour there. */
  #exchange(u: Float64Array, out: Float64Array): void {
    const { nx, ny, nz } = this.grid;
    const plane = nx * ny;
    const g = this.#between;
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

  #eachFace(visit: (voxel: number, speed: number, outside: number) => void): void {
    for (const { lines, speed, outside } of this.#faces) {
      const [from, step, count, jump, rows] = lines;
      for (let row = 0; row < rows; row++)
        for (let i = 0; i < count; i++) {
          const v = from + i * step + row * jump;
          visit(v, speed, outside);
        }
    }
  }
}
