import { Stream } from '@invadolab/core';
import type { Contact } from './adhesion.js';
import type { CellTable } from './cell-table.js';
import { drawDirection } from './directions.js';
import type { Neighbours } from './neighbours.js';

/** um2, too little to change the distance of any two cells but those in one point, who must not divide by 0. */
const vanishing = 1e-300;

/** What contacts do to each cell, by slot of the grid that its neighbours were found with. */
export class ContactForces {
  /** Per slot: velocity in x, y, z, um/s, and the number of cells within reach. */
  moved = new Float64Array(0);
  /** Per slot: mean velocity of what it adheres to, weighted by how firmly, um/s, and 1 if it adheres to something. */
  led = new Float64Array(0);

  private readonly direction = new Float64Array(3);
  private readonly coincidence: Stream;

  constructor(
    private readonly contact: Contact,
    seed: number,
    private readonly member: number,
  ) {
    this.coincidence = new Stream(seed, 'coincident cells');
  }

  /** Makes room; before `compute`, whenever there may be more cells. */
  reserve({ grid }: Neighbours, following: boolean): void {
    const room = 4 * grid.row.length;
    if (this.moved.length < room) this.moved = new Float64Array(room);
    if (following && this.led.length < room) this.led = new Float64Array(room);
  }

  /**
   * Fills the slots `from` to `to` - 1. Each cell sums over its own partners, always in the same order, so any split of
   * the slots gives the same bits.
   */
  compute(neighbours: Neighbours, table: CellTable, from: number, to: number): void {
    const { moved, led, contact } = this;
    const { grid, list, first } = neighbours;
    const { packed, row: rows, period } = grid;
    const { repulsion, adhesion, range } = contact;
    const { following, mx, my, mz } = table;
    const [periodX, periodY, periodZ] = period;
    const periodic = periodX + periodY + periodZ > 0;
    const inverseRange = 1 / range;
    for (let i = from; i < to; i++) {
      const x = packed[4 * i];
      const y = packed[4 * i + 1];
      const z = packed[4 * i + 2];
      const radius = packed[4 * i + 3];
      const follows = following !== undefined && following[rows[i]] > 0;
      let fx = 0;
      let fy = 0;
      let fz = 0;
      let touching = 0;
      let coincident = 0;
      let hold = 0;
      let lx = 0;
      let ly = 0;
      let lz = 0;
      const end = first[i + 1];
      for (let entry = first[i]; entry < end; entry++) {
        const j = list[entry];
        const at = j << 2;
        let dx = x - packed[at];
        let dy = y - packed[at + 1];
        let dz = z - packed[at + 2];
        if (periodic) {
          dx = nearestImage(dx, periodX);
          dy = nearestImage(dy, periodY);
          dz = nearestImage(dz, periodZ);
        }
        const sum = radius + packed[at + 3];
        const square = dx * dx + dy * dy + dz * dz;
        const distance = Math.sqrt(square + vanishing);
        const share = distance / sum;
        const gap = 1 - share;
        const grip = 1 - share * inverseRange;
        // g + |g| is 2g in reach and 0 beyond: processors guess branches here wrongly, at four times the cost.
        const pressed = gap + Math.abs(gap);
        const gripped = grip + Math.abs(grip);
        touching = (touching + +(grip > 0)) | 0;
        const pull = 0.25 * adhesion * gripped * gripped;
        const push = (0.25 * repulsion * pressed * pressed - pull) / distance;
        coincident = (coincident + +(square === 0)) | 0;
        fx += push * dx;
        fy += push * dy;
        fz += push * dz;
        if (follows) {
          const other = rows[j];
          hold += pull;
          lx += pull * mx[other];
          ly += pull * my[other];
          lz += pull * mz[other];
        }
      }
      moved[4 * i] = fx;
      moved[4 * i + 1] = fy;
      moved[4 * i + 2] = fz;
      moved[4 * i + 3] = touching;
      if (coincident > 0) this.separate(neighbours, table, i);
      if (following === undefined) continue;
      const mean = hold > 0 ? 1 / hold : 0;
      led[4 * i] = mean * lx;
      led[4 * i + 1] = mean * ly;
      led[4 * i + 2] = mean * lz;
      led[4 * i + 3] = hold > 0 ? 1 : 0;
    }
  }

  /** Cells in one point go apart in directions of chance, each of which belongs to a pair and is opposite for the two. */
  private separate({ grid, list, first }: Neighbours, table: CellTable, i: number): void {
    const { direction, moved, coincidence, member } = this;
    const { packed } = grid;
    const { repulsion, adhesion } = this.contact;
    const id = table.id[grid.row[i]];
    for (let entry = first[i]; entry < first[i + 1]; entry++) {
      const j = list[entry];
      if (packed[4 * i] !== packed[4 * j] || packed[4 * i + 1] !== packed[4 * j + 1]) continue;
      if (packed[4 * i + 2] !== packed[4 * j + 2]) continue;
      const other = table.id[grid.row[j]];
      coincidence.at(Math.min(id, other), Math.max(id, other), member >>> 0);
      drawDirection(coincidence, grid.domain.length, direction);
      const push = (id < other ? 1 : -1) * (repulsion - adhesion);
      for (let k = 0; k < 3; k++) moved[4 * i + k] += push * direction[k];
    }
  }
}

/** Bytes per cell of what contacts do, with following. */
export const bytesPerContact = 2 * 4 * 8;

/** A difference across a period, as short as it can be; 0 is no period. */
function nearestImage(difference: number, period: number): number {
  if (2 * difference > period) return period > 0 ? difference - period : difference;
  return 2 * difference < -period && period > 0 ? difference + period : difference;
}
