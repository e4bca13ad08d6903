import { type Contact, checkContact } from './adhesion.js';
import { type CellTable, cellStates } from './cell-table.js';
import { ContactForces } from './contact-forces.js';
import { type Domain, keepInside } from './domain.js';
import { type Motility, Turning } from './motility.js';
import { Neighbours } from './neighbours.js';

/** What the mechanics of a tissue need to know beside the table. */
export interface MechanicsSettings {
  readonly domain: Domain;
  readonly contact: Contact;
  readonly motility?: Motility;
  readonly seed: number;
  /** Number of the tissue; its chance depends on this and the seed alone. */
  readonly member: number;
}

/**
 * Moves cells: overdamped contacts by Adams-Bashforth 2, their own motion as it is during a step. Holds nothing from one
 * step to the next, so a table and the number of the tick are a whole checkpoint.
 *
 * A step is four parts with a barrier after each: `meet`, then `contacts` over slots, `turn` and `move` over rows;
 * the last three can be cut into ranges in any way without a change of a single bit.
 */
export class Mechanics {
  /** Who was near whom in the last step. */
  readonly neighbours: Neighbours;
  private readonly forces: ContactForces;
  private readonly turning: Turning;

  /** Throws `RangeError` for settings that mean nothing. */
  constructor(private readonly settings: MechanicsSettings) {
    const { domain, contact, motility = {}, seed, member } = settings;
    checkContact(contact);
    this.neighbours = new Neighbours(domain, contact.range);
    this.forces = new ContactForces(contact, seed, member);
    this.turning = new Turning(motility, domain.length, seed, member);
  }

  /** One step of `dt` seconds, the step of that number since the start of the tissue. */
  step(table: CellTable, tick: number, dt: number): void {
    this.confine(table);
    this.meet(table);
    this.contacts(table, 0, table.count);
    this.turn(table, tick, dt, 0, table.count);
    this.move(table, dt, 0, table.count);
  }

  /** Finds neighbours; throws as `Neighbours.update` does. */
  meet(table: CellTable): void {
    this.neighbours.update(table);
    this.forces.reserve(this.neighbours, table.following !== undefined);
  }

  /** Finds what contacts do to the cells in the slots `from` to `to` - 1 of the grid. */
  contacts(table: CellTable, from: number, to: number): void {
    this.forces.compute(this.neighbours, table, from, to);
  }

  /** Renews directions of the rows `from` to `to` - 1 where their time has come. */
  turn(table: CellTable, tick: number, dt: number, from: number, to: number): void {
    this.turning.advance(table, tick, dt, from, to);
  }

  /** Moves the rows `from` to `to` - 1 by contacts and by their own motion, and keeps them in the domain. */
  move(table: CellTable, dt: number, from: number, to: number): void {
    const { moved, led } = this.forces;
    const { slot } = this.neighbours.grid;
    const { x, y, z, fx, fy, fz, mx, my, mz, px, py, pz, speed, state, fresh, contacts } = table;
    const { gx, gy, gz, nx, ny, nz, following } = table;
    for (let row = from; row < to; row++) {
      const at = slot[row] << 2;
      let ax = 0;
      let ay = 0;
      let az = 0;
      if (state[row] === cellStates.alive) {
        const own = speed[row];
        ax = px[row];
        ay = py[row];
        az = pz[row];
        if (gx !== undefined && gy !== undefined && gz !== undefined) {
          const strict = Math.sqrt(gx[row] * gx[row] + gy[row] * gy[row] + gz[row] * gz[row]);
          if (strict > 0) {
            const along = (ax * gx[row] + ay * gy[row] + az * gz[row]) / strict;
            ax = (1 - strict) * ax + along * gx[row];
            ay = (1 - strict) * ay + along * gy[row];
            az = (1 - strict) * az + along * gz[row];
            const length = Math.sqrt(ax * ax + ay * ay + az * az);
            const scale = length > 0 ? 1 / length : 0;
            ax *= scale;
            ay *= scale;
            az *= scale;
          }
        }
        ax *= own;
        ay *= own;
        az *= own;
        if (following !== undefined && following[row] > 0 && led[at + 3] === 1) {
          const share = following[row];
          ax = (1 - share) * ax + share * led[at];
          ay = (1 - share) * ay + share * led[at + 1];
          az = (1 - share) * az + share * led[at + 2];
          // Nobody is faster than its own legs where it stands.
          const square = ax * ax + ay * ay + az * az;
          if (square > own * own) {
            const scale = own / Math.sqrt(square);
            ax *= scale;
            ay *= scale;
            az *= scale;
          }
        }
      }
      const cx = moved[at];
      const cy = moved[at + 1];
      const cz = moved[at + 2];
      const old = fresh[row] === 1 ? 0 : 0.5;
      let vx = cx + old * (cx - fx[row]) + ax;
      let vy = cy + old * (cy - fy[row]) + ay;
      let vz = cz + old * (cz - fz[row]) + az;
      fresh[row] = 0;
      if (nx !== undefined && ny !== undefined && nz !== undefined) {
        const into = vx * nx[row] + vy * ny[row] + vz * nz[row];
        if (into > 0) {
          vx -= into * nx[row];
          vy -= into * ny[row];
          vz -= into * nz[row];
        }
        const wanted = ax * nx[row] + ay * ny[row] + az * nz[row];
        if (wanted > 0) {
          ax -= wanted * nx[row];
          ay -= wanted * ny[row];
          az -= wanted * nz[row];
        }
      }
      x[row] += dt * vx;
      y[row] += dt * vy;
      z[row] += dt * vz;
      fx[row] = cx;
      fy[row] = cy;
      fz[row] = cz;
      mx[row] = ax;
      my[row] = ay;
      mz[row] = az;
      contacts[row] = moved[at + 3];
    }
    this.confine(table, from, to);
  }

  /** Brings cells outside the domain back, as its edges say; a step does so before and after. */
  confine(table: CellTable, from = 0, to: number = table.count): void {
    const { domain } = this.settings;
    keepInside(domain[0], table.x, [table.px, table.fx, table.mx], from, to);
    keepInside(domain[1], table.y, [table.py, table.fy, table.my], from, to);
    if (domain.length === 3) keepInside(domain[2], table.z, [table.pz, table.fz, table.mz], from, to);
  }
}
