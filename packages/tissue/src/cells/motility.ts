import { Stream } from '@invadolab/core';
import { type CellTable, cellStates } from './cell-table.js';
import { drawDirection } from './directions.js';

/** How cells choose where to walk. */
export interface Motility {
  /**
   * 0 to 1: the weight with which a cell that turns prefers to go where its contacts push it. Default 0.
   */
  readonly contactInhibition?: number;
}

/**
 * Persistent random walks: a cell keeps its direction for a time that is exponential with mean `persistence` and then
 * takes a new one. Alone, with a constant speed v, its mean squared displacement is Fuerth's 2 v^2 P (t - P (1 - exp(-t/P)))
 * in any number of dimensions.
 *
 * The new direction is (1 - w) u + w p, scaled to length 1: u of chance, p the direction in which contacts push, w its weight.
 */
export class Turning {
  private readonly stream: Stream;
  private readonly direction = new Float64Array(3);

  constructor(
    private readonly motility: Motility,
    private readonly dimensions: number,
    seed: number,
    private readonly member: number,
  ) {
    this.stream = new Stream(seed, 'cell turning');
  }

  /** Lets `dt` seconds pass for the rows `from` to `to` - 1; draws are addressed by (member, cell, tick). */
  advance(table: CellTable, tick: number, dt: number, from: number, to: number): void {
    const { turn, persistence, px, py, pz, state } = table;
    for (let row = from; row < to; row++) {
      if (state[row] !== cellStates.alive) continue;
      const first = px[row] === 0 && py[row] === 0 && pz[row] === 0;
      if (!first) {
        turn[row] -= dt / persistence[row];
        if (turn[row] > 0) continue;
      }
      this.renew(table, tick, row);
    }
  }

  private renew(table: CellTable, tick: number, row: number): void {
    const { stream, direction } = this;
    stream.at(this.member, table.id[row], tick);
    drawDirection(stream, this.dimensions, direction);
    table.turn[row] = stream.exponential();
    let bx = 0;
    let by = 0;
    let bz = 0;
    const shy = this.motility.contactInhibition ?? 0;
    if (shy > 0) {
      const { fx, fy, fz } = table;
      const force = Math.sqrt(fx[row] * fx[row] + fy[row] * fy[row] + fz[row] * fz[row]);
      if (force > 0) {
        bx += (shy * fx[row]) / force;
        by += (shy * fy[row]) / force;
        bz += (shy * fz[row]) / force;
      }
    }
    const chance = 1 - Math.min(1, Math.sqrt(bx * bx + by * by + bz * bz));
    const x = chance * direction[0] + bx;
    const y = chance * direction[1] + by;
    const z = chance * direction[2] + bz;
    const length = Math.sqrt(x * x + y * y + z * z);
    // Only a bias of one half against exactly that direction of chance leaves nothing.
    table.px[row] = length > 0 ? x / length : direction[0];
    table.py[row] = length > 0 ? y / length : direction[1];
    table.pz[row] = length > 0 ? z / length : direction[2];
  }
}
