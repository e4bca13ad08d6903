import { bytesPerCell, type CellTableOptions } from './cell-table.js';
import { bytesPerContact } from './contact-forces.js';
import { bytesPerGridCell } from './neighbour-grid.js';
import { bytesPerNeighbourhood } from './neighbours.js';

/**
 * Bytes that a tissue of so many cells takes at most: the table at the moment in which it doubles, and the mechanics with
 * 24 listed neighbours per cell (two dozen spheres as large fit around one in three dimensions, half of them in contact).
 */
export function memoryOf(cells: number, options: CellTableOptions = {}): number {
  // Room for up to twice the cells, and beside it the half as large table it is copied from, a column at a time.
  const table = 2 * bytesPerCell(options);
  return Math.ceil(cells * (table + bytesPerGridCell + bytesPerNeighbourhood + bytesPerContact));
}
