import { Stream } from '@invadolab/core';
import type { Contact } from './adhesion.js';
import type { CellTable } from './cell-table.js';
import { drawDirection } from './directions.js';
import type { Neighbours } from './neighbours.js';

/** What contacts do to each cell, by slot of the grid that its neighbours were found with. */
export class ContactForces {
  /** Per slot: velocity in x, y, z, um/s. */
  velocity = new Float64Array(0);
  /** Per slot: number of cells within reach. */
  contacts = new Int32Array(0);
  /** Per slot: mean velocity of what it adheres to, weighted by how firmly, um/s; 0 if it adheres to nothing. */
  led = new Float64Array(0);
  /** Per slot: 1 if it adheres to something. */
  held = new Uint8Array(0);

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
    if (this.contacts.length < grid.count) {
      this.velocity = new Float64Array(3 * grid.row.length);
      this.contacts = new Int32Array(grid.row.length);
    }
    if (following && this.held.length < grid.count) {
      this.led = new Float64Array(3 * grid.row.length);
      this.held = new Uint8Array(grid.row.length);
    }
  }

  /**
   * Fills the slots `from` to `to` - 1. Each cell sums over its own partners, always in the same order, so any split of
   * the slots gives the same bits.
   */
  compute(neighbours: Neighbours, table: CellTable, from: number, to: number): void {
    const { velocity, contacts, led, held, contact, direction } = this;
    const { grid, packed, type, list, first } = neighbours;
    const { row: rows, period } = grid;
    const { types, repulsion, adhesion, range } = contact;
    const { following, mx, my, mz } = table;
    const [periodX, periodY, periodZ] = period;
    const periodic = periodX + periodY + periodZ > 0;
    const inverseRange = 1 / range;
    for (let i = from; i < to; i++) {
      const x = packed[4 * i];
      const y = packed[4 * i + 1];
      const z = packed[4 * i + 2];
      const radius = packed[4 * i + 3];
      const ofType = type[i] * types;
      const follows = following !== undefined && following[rows[i]] > 0;
      let fx = 0;
      let fy = 0;
      let fz = 0;
      let touching = 0;
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
        const reach = range * sum;
        const square = dx * dx + dy * dy + dz * dz;
        if (square >= reach * reach) continue;
        const pair = ofType + type[j];
        const inverse = 1 / sum;
        const distance = Math.sqrt(square);
        const gap = 1 - distance * inverse;
        const grip = 1 - distance * inverse * inverseRange;
        const pull = adhesion[pair] * grip * grip;
        let push = -pull;
        if (gap > 0) push += repulsion[pair] * gap * gap;
        touching++;
        if (square > 0) {
          push /= distance;
        } else {
          this.separate(table.id[rows[i]], table.id[rows[j]], grid.domain.length);
          dx = direction[0];
          dy = direction[1];
          dz = direction[2];
        }
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
      velocity[3 * i] = fx;
      velocity[3 * i + 1] = fy;
      velocity[3 * i + 2] = fz;
      contacts[i] = touching;
      if (following === undefined) continue;
      const share = hold > 0 ? 1 / hold : 0;
      led[3 * i] = share * lx;
      led[3 * i + 1] = share * ly;
      led[3 * i + 2] = share * lz;
      held[i] = hold > 0 ? 1 : 0;
    }
  }

  /** Two cells in one point go apart in a direction of chance, which belongs to the pair and is opposite for the two. */
  private separate(id: number, other: number, dimensions: number): void {
    const { direction } = this;
    this.coincidence.at(Math.min(id, other), Math.max(id, other), this.member >>> 0);
    drawDirection(this.coincidence, dimensions, direction);
    if (id < other) return;
    for (let i = 0; i < 3; i++) direction[i] = -direction[i];
  }
}

/** Bytes per cell of what contacts do, with following. */
export const bytesPerContact = 2 * 3 * 8 + 4 + 1;

/** A difference across a period, as short as it can be; 0 is no period. */
function nearestImage(difference: number, period: number): number {
  if (2 * difference > period) return period > 0 ? difference - period : difference;
  return 2 * difference < -period && period > 0 ? difference + period : difference;
}
