import { exp } from '@invadolab/core';
import type { Places } from '../fields/places.js';
import type { SolubleField3 } from '../fields/soluble.js';
import type { Vessels } from '../fields/vessels.js';
import type { TissueNumbers } from './numbers.js';
import { vesselWall } from './vessel.js';

/** Soluble species that cross the wall of a vessel and turn into each other, voxel by voxel and at cells. */
export class Passing {
  readonly #wall: Vessels | undefined;
  /** By species: um3/s that each row turns, and molecules that it has turned. */
  readonly #turned: { clearance: Float64Array; taken: Float64Array }[];

  constructor(
    readonly numbers: TissueNumbers,
    readonly fields: readonly SolubleField3[],
  ) {
    const { vessel, spread } = numbers.plan;
    this.#wall = vessel && fields.length > 0 ? vesselWall(fields[0].grid, numbers.of(vessel)) : undefined;
    this.#turned = spread.map(() => ({ clearance: new Float64Array(0), taken: new Float64Array(0) }));
  }

  /** Room for this many cells. */
  reserve(rows: number): void {
    for (const turned of this.#turned) {
      turned.clearance = new Float64Array(rows);
      turned.taken = new Float64Array(rows);
    }
  }

  /** What the cell in a row turns, with its local values in the frame: nothing once it is dying. */
  look(row: number, alive: boolean): void {
    this.numbers.plan.spread.forEach(({ becomes }, s) => {
      if (becomes?.cells) this.#turned[s].clearance[row] = alive ? this.numbers.of(becomes.cells) : 0;
    });
  }

  /** All of it over `dt` s from `time` on: first what the vessel gives and takes, then what turns into something else. */
  pass(places: Places, time: number, dt: number): void {
    const { numbers, fields } = this;
    numbers.plan.spread.forEach(({ vessel, becomes }, s) => {
      if (vessel) {
        const plasma = numbers.of(vessel.plasma) * exp(-numbers.of(vessel.loss) * time);
        this.#wall?.exchange(fields[s], { plasma, permeability: numbers.of(vessel.permeability) }, dt);
      }
      if (becomes?.cells) this.#atCells(places, s, becomes.into, dt);
      if (becomes?.rate) this.#everywhere(s, becomes.into, dt);
    });
  }

  #atCells(places: Places, from: number, into: number, dt: number): void {
    const { clearance, taken } = this.#turned[from];
    this.fields[from].exchange(places, { clearance, taken }, dt);
    for (let row = 0; row < places.rows; row++) taken[row] /= dt;
    this.fields[into].exchange(places, { source: taken }, dt);
  }

  #everywhere(from: number, into: number, dt: number): void {
    const { numbers, fields } = this;
    const { spread, at } = numbers.plan;
    const rate = spread[from].becomes?.rate;
    if (rate === undefined) return;
    const source = fields[from].density;
    let all = 0;
    for (let v = 0; v < source.length; v++) {
      for (let s = 0; s < fields.length; s++) numbers.values[at.spread + s] = fields[s].density[v];
      numbers.values[at.here] = source[v];
      const moved = source[v] * (1 - exp(-Math.max(0, numbers.of(rate)) * dt));
      source[v] -= moved;
      fields[into].density[v] += moved;
      all += moved;
    }
    const { volume } = fields[from].grid;
    fields[from].ledger.exchanged(0, all * volume);
    fields[into].ledger.exchanged(all * volume, 0);
  }
}
