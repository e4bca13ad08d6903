import { BadInput } from '@invadolab/core';
import type { CellTable } from './cell-table.js';
import { checkDomain, type Domain } from './domain.js';

/** Voxels per cell above which the grid is folded. */
const voxelsPerCell = 4;
const fewVoxels = 4096;
/** A voxel and its two neighbours are then three. */
const fewestVoxels = 3;

/**
 * Cells sorted by the voxel they stand in, by counting: slots of one voxel, and of voxels that follow each other in x, lie
 * next to each other. Voxels are as wide as the longest reach, so neighbours are in a voxel or in one of those around it.
 *
 * Voxels are counted modulo the size of the grid. Where cells are scattered over more voxels than memory should hold,
 * the grid is folded: distant voxels share slots, and the test of distance tells their cells apart.
 */
export class NeighbourGrid {
  /** Cells in it. */
  count = 0;
  /** Number of voxels in x, y, z; 1 in z in two dimensions. */
  readonly size = new Int32Array(3);
  /** Per slot: x, y, z, radius; a reader may move the cells on, who keep their slots. */
  packed = new Float64Array(0);
  /** Per slot: row in the table, voxel. */
  row = new Int32Array(0);
  voxel = new Int32Array(0);
  /** Per row: its slot. */
  slot = new Int32Array(0);
  /** Per voxel: its first slot; one entry more. */
  start = new Int32Array(1);
  /** um, the period in each periodic direction, otherwise 0. */
  readonly period = new Float64Array(3);

  private readonly origin = new Float64Array(3);
  private readonly inverse = new Float64Array(3);
  private home = new Int32Array(0);

  /** Throws `RangeError` for a bad domain. */
  constructor(readonly domain: Domain) {
    checkDomain(domain);
  }

  /**
   * Sorts the cells of a table into voxels at least `side` um wide. Throws `BadInput` if a periodic direction is narrower
   * than three of them, `Error` if a cell has no finite position.
   */
  build(table: CellTable, side: number): void {
    const { count } = table;
    this.count = count;
    this.reserve(count);
    if (count === 0) return;
    this.lay(table, side);
    this.find(table);
    this.sort(table);
  }

  /** Chooses origin, width and number of voxels from where the cells are. */
  private lay(table: CellTable, side: number): void {
    const { domain, size, origin, inverse, period, count } = this;
    const coordinates = [table.x, table.y, table.z];
    size.fill(1);
    period.fill(0);
    inverse.fill(0);
    const limit = Math.max(fewVoxels, voxelsPerCell * count);
    const wanted = [1, 1, 1];
    for (const [i, axis] of domain.entries()) {
      if (axis.edge === 'periodic') {
        origin[i] = axis.from;
        period[i] = axis.to - axis.from;
        wanted[i] = Math.floor(period[i] / side);
        if (wanted[i] < fewestVoxels)
          throw new BadInput('a periodic box is too narrow for cells that size', {
            found: `${period[i]} um`,
            expected: `at least ${fewestVoxels * side} um, three times as far as they reach`,
          });
      } else {
        const { low, high } = extent(coordinates[i], count, table.id);
        origin[i] = low;
        wanted[i] = Math.max(fewestVoxels, Math.floor((high - low) / side) + 2);
      }
    }
    // Halving the longest direction; it ends as three voxels a side are far below the limit.
    while (wanted[0] * wanted[1] * wanted[2] > limit) {
      const longest = wanted.indexOf(Math.max(...wanted));
      wanted[longest] = Math.max(fewestVoxels, Math.ceil(wanted[longest] / 2));
    }
    for (let i = 0; i < domain.length; i++) {
      size[i] = wanted[i];
      inverse[i] = period[i] > 0 ? size[i] / period[i] : 1 / side;
    }
  }

  /** Writes the voxel of every row and counts. */
  private find(table: CellTable): void {
    const { count, home } = this;
    const { x, y, z } = table;
    const [sizeX, sizeY, sizeZ] = this.size;
    const [originX, originY, originZ] = this.origin;
    const [inverseX, inverseY, inverseZ] = this.inverse;
    const voxels = sizeX * sizeY * sizeZ;
    if (this.start.length < voxels + 1) this.start = new Int32Array(voxels + 1);
    const { start } = this;
    start.fill(0, 0, voxels + 1);
    for (let row = 0; row < count; row++) {
      let i = Math.floor((x[row] - originX) * inverseX);
      let j = Math.floor((y[row] - originY) * inverseY);
      let k = Math.floor((z[row] - originZ) * inverseZ);
      if (i >= sizeX || i < 0) i -= sizeX * Math.floor(i / sizeX);
      if (j >= sizeY || j < 0) j -= sizeY * Math.floor(j / sizeY);
      if (k >= sizeZ || k < 0) k -= sizeZ * Math.floor(k / sizeZ);
      const voxel = (k * sizeY + j) * sizeX + i;
      home[row] = voxel;
      start[voxel]++;
    }
    // start[v] becomes the first slot after voxel v; placing rows backwards makes it the first slot of v.
    let sum = 0;
    for (let voxel = 0; voxel < voxels; voxel++) {
      sum += start[voxel];
      start[voxel] = sum;
    }
    start[voxels] = count;
  }

  private sort(table: CellTable): void {
    const { start, home, packed, row: rows, voxel: voxels, slot: slots } = this;
    const { x, y, z, radius } = table;
    for (let row = this.count - 1; row >= 0; row--) {
      const voxel = home[row];
      const slot = start[voxel] - 1;
      start[voxel] = slot;
      slots[row] = slot;
      rows[slot] = row;
      voxels[slot] = voxel;
      const at = slot << 2;
      packed[at] = x[row];
      packed[at + 1] = y[row];
      packed[at + 2] = z[row];
      packed[at + 3] = radius[row];
    }
  }

  private reserve(count: number): void {
    if (count <= this.row.length) return;
    const room = Math.max(count, 2 * this.row.length);
    this.packed = new Float64Array(4 * room);
    this.row = new Int32Array(room);
    this.voxel = new Int32Array(room);
    this.slot = new Int32Array(room);
    this.home = new Int32Array(room);
  }
}

/** Bytes of a grid per cell at most, voxels included. */
export const bytesPerGridCell = 4 * 8 + 4 * 4 + 4 * voxelsPerCell;

function extent(values: Float64Array, count: number, id: Float64Array): { low: number; high: number } {
  let low = values[0];
  let high = low;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value < low) low = value;
    else if (value > high) high = value;
    else if (!(value - value === 0)) throw new Error(`the position of cell ${id[i]} is ${value}`);
  }
  if (!Number.isFinite(high - low)) throw new Error(`cells are between ${low} and ${high} um`);
  return { low, high };
}
