import { BadInput } from '@invadolab/core';
import type { CellTable } from './cell-table.js';
import type { Domain } from './domain.js';
import { NeighbourGrid } from './neighbour-grid.js';
import { Runs } from './runs.js';

/** Neighbours are listed up to this share beyond the longest reach, so that a list serves for several steps. */
const skinShare = 0.2;
/** Entries of all lists together, 1 GiB. */
const mostEntries = 268_435_456;

/**
 * Who is near whom. A list of neighbours per cell is made with the grid and kept until a cell has moved or grown through
 * half of the skin, or rows have changed. Lists are in the order of ids, and who is in them without being in reach counts
 * for nothing, so results do not depend on when they were made.
 */
export class Neighbours {
  /** Slots of neighbours; those of slot i from `first[i]` to `first[i + 1]` - 1. */
  list = new Int32Array(0);
  first = new Int32Array(1);
  /** How often lists were made. */
  made = 0;
  /** Its `packed` are where the cells are now. */
  readonly grid: NeighbourGrid;

  /** Per row: x, y, z, radius when the lists were made. */
  private before = new Float64Array(0);
  private readonly runs = new Runs();
  private table?: CellTable;
  private version = -1;
  /** um */
  private skin = 0;

  /** `range`: how far cells reach, in sums of two radii; 1 or more. */
  constructor(
    domain: Domain,
    private readonly range: number,
  ) {
    this.grid = new NeighbourGrid(domain);
  }

  /** Follows the cells to where they are now; throws as `NeighbourGrid.build` does, and `BadInput` if far too many overlap. */
  update(table: CellTable): void {
    if (table === this.table && table.version === this.version && this.follow(table)) return;
    this.make(table);
  }

  /** Writes positions; false if one is too far from where its list was made. */
  private follow(table: CellTable): boolean {
    const { before, range, grid } = this;
    const { slot: slots, packed, period } = grid;
    const { count, x, y, z, radius } = table;
    const [periodX, periodY, periodZ] = period;
    const [halfX, halfY, halfZ] = period.map((length) => (length > 0 ? length / 2 : Number.POSITIVE_INFINITY));
    const half = this.skin / 2;
    let far = 0;
    for (let row = 0; row < count; row++) {
      const slot = slots[row];
      const at = slot << 2;
      const old = row << 2;
      const nowX = x[row];
      const nowY = y[row];
      const nowZ = z[row];
      const size = radius[row];
      packed[at] = nowX;
      packed[at + 1] = nowY;
      packed[at + 2] = nowZ;
      packed[at + 3] = size;
      let dx = Math.abs(nowX - before[old]);
      let dy = Math.abs(nowY - before[old + 1]);
      let dz = Math.abs(nowZ - before[old + 2]);
      if (dx > halfX) dx = Math.abs(periodX - dx);
      if (dy > halfY) dy = Math.abs(periodY - dy);
      if (dz > halfZ) dz = Math.abs(periodZ - dz);
      const room = half - range * Math.max(0, size - before[old + 3]);
      // Not a number is too far as well.
      if (!(dx * dx + dy * dy + dz * dz <= room * room && room >= 0)) far++;
    }
    return far === 0;
  }

  private make(table: CellTable): void {
    const { grid } = this;
    const reach = 2 * this.range * largest(table.radius, table.count);
    this.skin = skinShare * reach;
    grid.build(table, reach + this.skin);
    const { count } = grid;
    if (this.first.length <= count) {
      this.before = new Float64Array(grid.packed.length);
      this.first = new Int32Array(grid.row.length + 1);
    }
    this.remember(table);
    this.collect();
    this.table = table;
    this.version = table.version;
    this.made++;
  }

  private remember({ count, x, y, z, radius }: CellTable): void {
    const { before } = this;
    for (let row = 0; row < count; row++) {
      before[4 * row] = x[row];
      before[4 * row + 1] = y[row];
      before[4 * row + 2] = z[row];
      before[4 * row + 3] = radius[row];
    }
  }

  private collect(): void {
    const { grid, runs, range, skin, first } = this;
    const { packed, voxel: voxels, count } = grid;
    const { from: starts, to: ends, shift } = runs;
    let { list } = this;
    let entries = 0;
    let voxel = -1;
    let candidates = 0;
    for (let i = 0; i < count; i++) {
      if (voxels[i] !== voxel) {
        voxel = voxels[i];
        runs.around(grid, voxel);
        candidates = 0;
        for (let run = 0; run < runs.count; run++) candidates += ends[run] - starts[run];
      }
      if (entries + candidates > list.length) list = this.longer(entries + candidates);
      first[i] = entries;
      const radius = packed[4 * i + 3];
      for (let run = 0; run < runs.count; run++) {
        const end = ends[run];
        const x = packed[4 * i] + shift[3 * run];
        const y = packed[4 * i + 1] + shift[3 * run + 1];
        const z = packed[4 * i + 2] + shift[3 * run + 2];
        for (let j = starts[run]; j < end; j++) {
          const at = j << 2;
          const dx = x - packed[at];
          const dy = y - packed[at + 1];
          const dz = z - packed[at + 2];
          const reach = range * (radius + packed[at + 3]) + skin;
          // Written in any case and kept if near: there is no branch to guess.
          list[entries] = j;
          entries = (entries + (+(dx * dx + dy * dy + dz * dz < reach * reach) & +(j !== i))) | 0;
        }
      }
      sortByRow(list, grid.row, first[i], entries);
    }
    first[count] = entries;
  }

  private longer(needed: number): Int32Array<ArrayBuffer> {
    if (needed > mostEntries)
      throw new BadInput('too many cells lie in one another', {
        found: `more than ${mostEntries} pairs within reach`,
        expected: 'cells that start side by side, or fewer of them',
      });
    const list = new Int32Array(Math.min(mostEntries, 2 * needed));
    list.set(this.list);
    this.list = list;
    return list;
  }
}

/** Bytes per cell with up to 24 listed neighbours; lists grow by doubling. */
export const bytesPerNeighbourhood = 4 * 8 + 4 + 2 * 24 * 4;

/** Insertion sort: there are a dozen, in runs that are sorted already. */
function sortByRow(list: Int32Array, rows: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const slot = list[i];
    const row = rows[slot];
    let k = i - 1;
    while (k >= from && rows[list[k]] > row) {
      list[k + 1] = list[k];
      k--;
    }
    list[k + 1] = slot;
  }
}

function largest(values: Float64Array, count: number): number {
  let found = 0;
  for (let i = 0; i < count; i++) if (values[i] > found) found = values[i];
  return found;
}
