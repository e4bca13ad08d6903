import { Stream } from '@invadolab/core';
import { CellTable, type CellTableOptions, type Contact } from '../src/index.js';

export const radius = 8.41;

/** The contacts of workload W2 in um/s. */
export const contact: Contact = { range: 1.25, repulsion: 10 / 60, adhesion: 0.4 / 60 };

export interface Scatter {
  readonly cells: number;
  readonly side: number;
  readonly dimensions: 2 | 3;
  readonly options?: CellTableOptions;
}

/** Cells of several sizes anywhere in a square or cube that begins at 0, all of them walking. */
export function scattered({ cells, side, dimensions, options }: Scatter): CellTable {
  const table = new CellTable(options);
  const stream = new Stream(1, 'scattered cells');
  for (let i = 0; i < cells; i++) {
    stream.at(0, i, 0);
    const [x, y, z] = [side * stream.uniform(), side * stream.uniform(), side * stream.uniform()];
    const row = table.add({
      x,
      y,
      z: dimensions === 3 ? z : 0,
      radius: radius * (0.7 + 0.3 * stream.uniform()),
    });
    table.speed[row] = 2 / 60;
    table.persistence[row] = 120;
  }
  return table;
}

/** The length of a vector given by its components. */
export function lengthOf(...components: number[]): number {
  return Math.sqrt(components.reduce((sum, value) => sum + value * value, 0));
}
