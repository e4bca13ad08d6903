import { CellTable } from '../cells/cell-table.js';
import type { Grid3 } from '../fields/grid.js';
import { SolubleField3 } from '../fields/soluble.js';
import { Gel } from './gel.js';
import { type OwnValues, TissueNumbers } from './numbers.js';
import type { SpreadPlan, TissuePlan } from './plan.js';
import { coverage } from './region.js';

/** What one tissue is made of: cells in a table, gels and soluble species on voxels, and the numbers that expressions read. */
export class TissueParts {
  readonly numbers: TissueNumbers;
  /** Voxels of gels, and of soluble species. */
  readonly grid: Grid3;
  readonly coarse: Grid3;
  readonly gels: readonly Gel[];
  /** Share of each voxel in each named region. */
  readonly regions: readonly Float64Array[];
  /** Where each passage is, by voxel. */
  readonly passages: readonly Uint8Array[];
  readonly spread: readonly SolubleField3[];
  readonly table: CellTable;
  /** Share of its speed with which a cell goes along a wall; 0: it does not. */
  readonly glide: number;

  constructor(
    readonly plan: TissuePlan,
    readonly member: number,
    readonly seed: number,
    values: OwnValues,
  ) {
    const numbers = new TissueNumbers(plan, values);
    this.numbers = numbers;
    this.grid = numbers.grid(plan.voxel);
    this.coarse = numbers.grid(plan.coarse);
    this.regions = plan.regions.map((region) => coverage(numbers.region(region), this.grid));
    this.passages = plan.passages.map(({ where }) =>
      Uint8Array.from(coverage(numbers.region(where), this.grid), (share) => (share >= 0.5 ? 1 : 0)),
    );
    this.gels = plan.gels.map(({ where, thickness, density }) => {
      return new Gel(this.grid, {
        where: numbers.region(where),
        density: numbers.of(density),
        ...(thickness && { thickness: numbers.of(thickness) }),
      });
    });
    this.spread = plan.spread.map((one) => fieldOf(one, this.coarse, numbers));
    this.glide = numbers.of(plan.cells.glide);
    this.table = new CellTable({
      blocking: true,
      ...(plan.tissue.cells.follow.op !== 'number' && { following: true }),
      ...(this.glide > 0 && { guidance: true }),
      columns: [...further, ...plan.tissue.rises.map(({ id }) => risenColumn(id))],
    });
  }

  /** Columns of what rises, in the order of the model; valid for as long as the table's own arrays are. */
  risen(): readonly (Float64Array | Uint8Array)[] {
    return this.plan.tissue.rises.map(({ id }) => this.table.column(risenColumn(id)));
  }
}

/** Columns of every tissue: number of the followed cell, opening at the front, path, and what is left until the hazards fire. */
const further = ['followed', 'pore', 'path', 'dividing', 'dying'];

/** Column of the table that holds what a rise was at the last look. */
export function risenColumn(id: string): string {
  return `risen ${id}`;
}

function fieldOf({ initial, diffusivity, decay, outside }: SpreadPlan, grid: Grid3, numbers: TissueNumbers) {
  const wall = outside && ({ kind: 'held', density: numbers.of(outside) } as const);
  const walls = wall && { x0: wall, x1: wall, y0: wall, y1: wall, ...(grid.nz > 1 && { z0: wall, z1: wall }) };
  const field = new SolubleField3(grid, { diffusivity: numbers.of(diffusivity), decay: numbers.of(decay), walls });
  field.fill(numbers.of(initial));
  return field;
}
