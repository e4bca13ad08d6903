import { cos, pow, Stream, sin } from '@invadolab/core';
import type { CellTable } from '../cells/cell-table.js';
import type { Grid3 } from '../fields/grid.js';
import { axisNear } from './region.js';

/** Where the first cells are, lengths in um. */
export interface Start {
  readonly shape: 'ball' | 'layer' | 'slab' | 'tubes';
  readonly cells: number;
  /** Height of the layer, or the faces of the slab, along the last axis; `to` is the radius of a ball, `from` the spacing of tubes. */
  readonly from: number;
  readonly to: number;
  readonly radius: number;
}

/** Puts the first cells into an empty table, each place drawn by itself: (member, number of the cell). */
export function placeCells(
  table: CellTable,
  start: Start,
  { nx, ny, nz, voxel, height }: Grid3,
  member: number,
  seed: number,
): void {
  const stream = new Stream(seed, 'tissue start');
  const flat = nz === 1;
  const [lx, ly, lz] = [nx * voxel, ny * voxel, nz * height];
  const { shape, cells, from, to, radius } = start;
  const whole = Math.max(0, to - radius);
  for (let cell = 0; cell < cells; cell++) {
    const draws = stream.at(member, cell, 0);
    const [a, b, c] = [draws.uniform(), draws.uniform(), draws.uniform()];
    if (shape === 'ball') {
      const far = whole * pow(a, flat ? 1 / 2 : 1 / 3);
      const height = flat ? 0 : 2 * b - 1;
      const across = Math.sqrt(1 - height * height) * far;
      const turn = 2 * Math.PI * c;
      const z = flat ? 0 : lz / 2 + far * height;
      table.add({ x: lx / 2 + across * cos(turn), y: ly / 2 + across * sin(turn), z, radius });
    } else if (shape === 'tubes') {
      const [rows, columns] = [ly, flat ? from : lz].map((length) => Math.max(1, Math.floor(length / from)));
      const axis = (tube: number) => axisNear((tube + 0.5) * from, from, voxel);
      const y = axis(cell % rows);
      table.add({ x: a * lx, y, z: flat ? 0 : axis(Math.floor(cell / rows) % columns), radius });
    } else {
      const last = from + (to - from) * c;
      table.add({ x: a * lx, y: flat ? last : b * ly, z: flat ? 0 : last, radius });
    }
  }
}
