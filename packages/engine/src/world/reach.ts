import { availableIn, footprintOf, putInto } from '../fields/share.js';
import { type Changes, type FieldShare, fieldTarget } from './changes.js';
import type { World } from './world.js';

const nothing = new Float64Array(0);

/**
 * The pools that one individual can reach while it is advanced: its own state, the places around it, the fields under it.
 * `pending`: what it gives or takes around it waits until the tick is over, so siblings all see the same surroundings;
 * `direct`: it is applied at once (the middle of a Strang step). No pool goes below zero: a firing that would is cut.
 */
export class Reach {
  /** Times that firings were cut because a pool was empty. */
  cut = 0;
  readonly #stock: Float64Array[] = [nothing, nothing, nothing, nothing];
  readonly #delta: Float64Array[] = [nothing, nothing, nothing, nothing];
  readonly #stockAt = new Int32Array(4);
  readonly #deltaAt = new Int32Array(4);
  #direct = false;
  #fields: readonly FieldShare[] = [];

  point(world: World, kind: number, row: number, changes: Changes, direct: boolean): void {
    const chain = world.chain(kind);
    this.#direct = direct;
    let at = row;
    for (let level = 0; level <= changes.reach; level++) {
      const table = chain[level];
      this.#stock[level] = table.data.y;
      this.#stockAt[level] = at * table.widths.y;
      this.#delta[level] = table.data.pending;
      this.#deltaAt[level] = at * table.widths.pending;
      at = table.parentRows[at];
    }
    this.#fields = changes.fields;
    for (const share of changes.fields) {
      share.delta = 0;
      share.stock = share.taken ? availableIn(world, share, footprintOf(world, kind, row, share.field)) : 0;
    }
  }

  /** What is there of the target of change `entry`. */
  available(changes: Changes, entry: number): number {
    const target = changes.target[entry];
    const index = changes.index[entry];
    if (target >= fieldTarget) {
      const share = this.#share(target - fieldTarget, index);
      return share.stock + share.delta;
    }
    const stock = this.#stock[target][this.#stockAt[target] + index];
    return target === 0 || this.#direct ? stock : stock + this.#delta[target][this.#deltaAt[target] + index];
  }

  /** The largest number of firings of reaction r, up to `wanted`, that leaves no pool negative; `outside`: none but its own. */
  limit(changes: Changes, r: number, wanted: number, whole: boolean, outside = false): number {
    let most = wanted;
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++) {
      const taken = -changes.amount[entry] * wanted;
      if (taken <= 0 || (outside && changes.target[entry] === 0)) continue;
      const have = Math.max(0, this.available(changes, entry));
      if (taken <= have) continue;
      const share = (wanted * have) / taken;
      const possible = whole ? Math.floor(share + 1e-9) : share;
      if (Math.abs(possible) < Math.abs(most)) most = possible;
    }
    if (most !== wanted) this.cut++;
    return most;
  }

  /** Applies `firings` of reaction r; `outside` leaves the own state alone, which a solver has already changed. */
  apply(changes: Changes, r: number, firings: number, outside = false): void {
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++) {
      const target = changes.target[entry];
      const index = changes.index[entry];
      const change = changes.amount[entry] * firings;
      if (target >= fieldTarget) this.#share(target - fieldTarget, index).delta += change;
      else if (target === 0) {
        if (!outside) this.#stock[0][this.#stockAt[0] + index] += change;
      } else if (this.#direct) this.#stock[target][this.#stockAt[target] + index] += change;
      else this.#delta[target][this.#deltaAt[target] + index] += change;
    }
  }

  /** Takes back the own part of firings that a pool outside could not give. */
  undoOwn(changes: Changes, r: number, firings: number): void {
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++)
      if (changes.target[entry] === 0)
        this.#stock[0][this.#stockAt[0] + changes.index[entry]] -= changes.amount[entry] * firings;
  }

  /** Puts what was given to fields into the voxels under the individual. */
  settle(world: World, kind: number, row: number): void {
    for (const share of this.#fields)
      if (share.delta !== 0) putInto(world, share, footprintOf(world, kind, row, share.field));
  }

  #share(field: number, index: number): FieldShare {
    for (const share of this.#fields) if (share.field === field && share.species === index) return share;
    throw new Error('a change names a field that its kind cannot reach');
  }
}
