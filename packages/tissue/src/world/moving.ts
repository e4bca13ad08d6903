import { Mechanics } from '../cells/mechanics.js';
import type { Openings } from './openings.js';
import type { TissueParts } from './parts.js';

/** The mechanics of a tissue; `last` keeps cells between two heights along the last axis, by default it is the whole box. */
export function mechanicsOf(
  { grid, plan, numbers, seed, member }: TissueParts,
  last?: { readonly from: number; readonly to: number },
): Mechanics {
  const { nx, ny, nz, voxel, height } = grid;
  const { cells, tissue } = plan;
  const wall = (to: number) => ({ edge: 'reflecting', from: 0, to }) as const;
  const flat = tissue.dimensions === 2;
  const end = { ...wall(flat ? ny * voxel : nz * height), ...last };
  return new Mechanics({
    domain: flat ? [wall(nx * voxel), end] : [wall(nx * voxel), wall(ny * voxel), end],
    contact: {
      range: numbers.of(cells.reach),
      repulsion: numbers.of(cells.repulsion),
      adhesion: numbers.of(cells.adhesion),
    },
    motility: { contactInhibition: numbers.of(cells.inhibition) },
    seed,
    member,
  });
}

/** Cells walk and push each other, but not to where they could not walk at all. */
export class Moving {
  readonly #mechanics: Mechanics;
  /** Where cells were before a step of the mechanics. */
  #before = [0, 1, 2].map(() => new Float64Array(0));
  /** By rise: what it was for each row at the last look. */
  #risen: readonly (Float64Array | Uint8Array)[] = [];

  constructor(
    readonly parts: TissueParts,
    readonly openings: Openings,
  ) {
    this.#mechanics = mechanicsOf(parts);
  }

  /** The tick of that number, `dt` s in so many steps as the model says. */
  move(tick: number, dt: number): void {
    const { table, plan, grid } = this.parts;
    const { steps } = plan.tissue;
    const path = table.column('path');
    this.#risen = this.parts.risen();
    if (this.#before[0].length < table.count) this.#before = this.#before.map(() => new Float64Array(2 * table.count));
    const [wasX, wasY, wasZ] = this.#before;
    const { x, y, z, mx, my, mz } = table;
    const length = dt / steps;
    for (let step = 0; step < steps; step++) {
      wasX.set(x.subarray(0, table.count));
      wasY.set(y.subarray(0, table.count));
      wasZ.set(z.subarray(0, table.count));
      this.#mechanics.step(table, tick * steps + step, length);
      for (let row = 0; row < table.count; row++) {
        const voxel = grid.voxelAt(x[row], y[row], z[row]);
        if (voxel !== grid.voxelAt(wasX[row], wasY[row], wasZ[row]) && this.#bars(row, voxel)) {
          x[row] = wasX[row];
          y[row] = wasY[row];
          z[row] = wasZ[row];
          mx[row] = my[row] = mz[row] = 0;
        }
        path[row] += length * Math.sqrt(mx[row] * mx[row] + my[row] * my[row] + mz[row] * mz[row]);
      }
    }
  }

  /** Whether the middle of a cell cannot be in a voxel: no push brings it where it could not walk at all. */
  #bars(row: number, voxel: number): boolean {
    const { plan, numbers } = this.parts;
    if (this.openings.narrowest(voxel) === Number.POSITIVE_INFINITY) return false;
    for (let r = 0; r < this.#risen.length; r++) numbers.values[plan.at.rises + r] = this.#risen[r][row];
    return !(plan.cells.speed(numbers.frame) > 0);
  }
}
