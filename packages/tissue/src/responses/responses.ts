import { FollowedCell, type ReducedPlan, type ReducedScene } from '@invadolab/engine';
import type { CompiledRise } from '@invadolab/model';
import { type Axis, combinations, Lattice } from './lattice.js';

/** Which cells are followed, under what, and what is read off them. */
export interface Following {
  readonly plan: ReducedPlan;
  readonly rises: readonly CompiledRise[];
  /** Identities of the followed cells: each draws its own amounts. */
  readonly members: readonly number[];
  readonly seed: number;
  /** The slot in declared units that each axis sets, and the factor from base units. */
  readonly axes: readonly (Axis & { readonly slot: string; readonly factor: number })[];
  /** What differs from the model in this tissue, in declared units. */
  readonly values: readonly { readonly slot: string; readonly value: number }[];
  /** s between two readings. */
  readonly every: number;
}

/**
 * What cells do as a function of where they stand: the reduced form of some cells under every combination of local
 * conditions, read at equal intervals. Between readings and between conditions it is linear. This is all that a tissue
 * knows of the molecules.
 */
export class Responses {
  readonly #cells: readonly (readonly FollowedCell[])[];
  readonly #lattice: Lattice;
  /** By reading: combination, cell, rise. */
  #readings: Float64Array[] = [];
  /** Readings that the followed cells themselves have come to. */
  #reached = 0;
  readonly #slots: { readonly sites: readonly string[]; readonly around: readonly string[] };

  constructor(readonly following: Following) {
    const { plan, rises, members, seed, axes, values } = following;
    const ofSites = rises.filter(({ place }) => place === plan.site);
    this.#slots = {
      sites: ofSites.filter(({ slot }) => slot.includes('.')).map(({ slot }) => slot),
      around: rises.filter(({ place }) => place !== plan.site).map(({ slot }) => slot),
    };
    this.#lattice = new Lattice(axes);
    this.#cells = combinations(axes).map((point) => {
      const own = [...values, ...point.map((value, a) => ({ slot: axes[a].slot, value: value / axes[a].factor }))];
      return members.map((member) => {
        const run = { member, seed, values: own, slots: this.#slots.sites, around: this.#slots.around };
        return new FollowedCell(plan, run);
      });
    });
  }

  /** Follows the cells so far that `at` can answer for `time`. Throws what `FollowedCell` throws. */
  extend(time: number): void {
    const { every } = this.following;
    while ((this.#readings.length - 1) * every < time) this.#readings.push(this.#read(this.#readings.length * every));
  }

  /** What was read so far: all that a checkpoint keeps of the followed cells. */
  get readings(): readonly Float64Array[] {
    return this.#readings;
  }

  /**
   * Goes on from readings of a run before. When the next one is due, the followed cells go the way to it again from the
   * start: a small part of the work of a tissue that is large enough to be interrupted, where their state would be most of a checkpoint.
   */
  restore(readings: readonly Float64Array[]): void {
    this.#readings = [...readings];
  }

  /**
   * Writes what each rise is for cell number `cell` (of the followed ones) at `time` under `conditions` into `out`, in base
   * units.
   */
  at(time: number, cell: number, conditions: ArrayLike<number>, out: Float64Array): void {
    const { rises, members, every } = this.following;
    const width = rises.length;
    const position = time / every;
    const last = this.#readings.length - 1;
    const before = Math.min(last, Math.max(0, Math.floor(position)));
    const after = Math.min(last, before + 1);
    const share = Math.min(1, Math.max(0, position - before));
    const [a, b] = [this.#readings[before], this.#readings[after]];
    this.#lattice.locate(conditions);
    const { corners, weights } = this.#lattice;
    for (let r = 0; r < width; r++) out[r] = 0;
    for (let c = 0; c < corners.length; c++) {
      const weight = weights[c];
      if (weight === 0) continue;
      const from = (corners[c] * members.length + cell) * width;
      for (let r = 0; r < width; r++) out[r] += weight * (a[from + r] + share * (b[from + r] - a[from + r]));
    }
  }

  #read(time: number): Float64Array {
    const { rises, members, every } = this.following;
    // Their windows end where they were read, so they stop there on the way again.
    for (; this.#reached < this.#readings.length; this.#reached++)
      for (const cells of this.#cells) for (const cell of cells) cell.at(this.#reached * every);
    this.#reached++;
    const reading = new Float64Array(this.#cells.length * members.length * rises.length);
    let at = 0;
    for (const cells of this.#cells)
      for (const cell of cells) {
        const scene = cell.at(time);
        for (const rise of rises) reading[at++] = risen(scene, rise, this.following.plan.site) * rise.factor;
      }
    return reading;
  }
}

/** A slot of the cell, the sum of one over its sites, or, for a kind of site alone, how many there are. */
function risen(scene: ReducedScene, { slot, place }: CompiledRise, site: number): number {
  if (place !== site) return scene.around[slot];
  return scene.sites.reduce((sum, { weight, values }) => sum + weight * (slot.includes('.') ? values[slot] : 1), 0);
}
