import { Stream } from '@invadolab/core';
import { CellTable, type CellTableOptions, type Contact, geometricPairs } from '../src/index.js';

export const radius = 8.41;

/** The contacts of workload W2 in um/s; the second type adheres to its own kind four times as firmly. */
export const twoTypes: Contact = {
  range: 1.25,
  types: 2,
  repulsion: geometricPairs([10 / 60, 10 / 60]),
  adhesion: geometricPairs([0.4 / 60, 1.6 / 60]),
};

export interface Scatter {
  readonly cells: number;
  readonly side: number;
  readonly dimensions: 2 | 3;
  readonly types?: number;
  readonly options?: CellTableOptions;
}

/** Cells of several sizes and types anywhere in a square or cube that begins at 0, all of them walking. */
export function scattered({ cells, side, dimensions, types = 2, options }: Scatter): CellTable {
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
      type: stream.integer(types),
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
