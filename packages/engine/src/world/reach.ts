import { availableIn, footprintOf, putInto } from '../fields/share.js';
import type { Changes } from './changes.js';
import type { World } from './world.js';

const nothing = new Float64Array(0);
const most = 64;

/**
 * The pools that one individual can reach while it is advanced: its own state, the places around it, the fields under it.
 * A pool holds `stock + delta`; changes go to `delta` (the own state is its own stock). Unless `direct`, what it gives or
 * takes around it waits there until the tick is over, so siblings all see the same surroundings; `direct` applies it at
 * once (the middle of a Strang step). No pool goes below zero: a firing that would is cut.
 */
export class Reach {
  /** Times that firings were cut because a pool was empty. */
  cut = 0;
  /** Own state. */
  y: Float64Array = nothing;
  yo = 0;
  /** By level up; 4 is the fields. Entry 0 is not used. */
  readonly stock: Float64Array[] = [nothing, nothing, nothing, nothing, new Float64Array(most)];
  readonly delta: Float64Array[] = [nothing, nothing, nothing, nothing, new Float64Array(most)];
  readonly stockAt = new Int32Array(5);
  readonly deltaAt = new Int32Array(5);
  #zeros = new Float64Array(most);
  #changes: Changes | undefined;

  point(world: World, kind: number, row: number, changes: Changes, direct: boolean): void {
    const chain = world.chain(kind);
    this.#changes = changes;
    this.y = chain[0].data.y;
    this.yo = row * chain[0].widths.y;
    let at = chain[0].parentRows[row];
    for (let level = 1; level <= changes.reach; level++) {
      const { data, widths, parentRows } = chain[level];
      if (direct && this.#zeros.length < widths.y) this.#zeros = new Float64Array(widths.y);
      this.stock[level] = direct ? this.#zeros : data.y;
      this.stockAt[level] = direct ? 0 : at * widths.y;
      this.delta[level] = direct ? data.y : data.pending;
      this.deltaAt[level] = at * (direct ? widths.y : widths.pending);
      at = parentRows[at];
    }
    for (let i = 0; i < changes.fields.length; i++) {
      const share = changes.fields[i];
      this.delta[4][i] = 0;
      this.stock[4][i] = share.taken ? availableIn(world, share, footprintOf(world, kind, row, share.field)) : 0;
    }
  }

  /** What is there of the target of change `entry`. */
  available(changes: Changes, entry: number): number {
    const pool = changes.pool[entry];
    const index = changes.index[entry];
    if (pool === 0) return this.y[this.yo + index];
    return this.stock[pool][this.stockAt[pool] + index] + this.delta[pool][this.deltaAt[pool] + index];
  }

  /** The largest number of firings of reaction r, up to `wanted`, that leaves no pool negative; `outside`: none but its own. */
  limit(changes: Changes, r: number, wanted: number, outside = false): number {
    let possible = wanted;
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++) {
      const taken = -changes.amount[entry] * wanted;
      if (taken <= 0 || (outside && changes.pool[entry] === 0)) continue;
      const have = Math.max(0, this.available(changes, entry));
      if (taken <= have) continue;
      const share = (wanted * have) / taken;
      if (Math.abs(share) < Math.abs(possible)) possible = share;
    }
    if (possible !== wanted) this.cut++;
    return possible;
  }

  /** Applies `firings` of reaction r; `outside` leaves the own state alone, which a solver has already changed. */
  apply(changes: Changes, r: number, firings: number, outside = false): void {
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++) {
      const pool = changes.pool[entry];
      const index = changes.index[entry];
      const change = changes.amount[entry] * firings;
      if (pool !== 0) this.delta[pool][this.deltaAt[pool] + index] += change;
      else if (!outside) this.y[this.yo + index] += change;
    }
  }

  /** Takes back the own part of firings that a pool outside could not give. */
  undoOwn(changes: Changes, r: number, firings: number): void {
    for (let entry = changes.start[r]; entry < changes.start[r + 1]; entry++)
      if (changes.pool[entry] === 0) this.y[this.yo + changes.index[entry]] -= changes.amount[entry] * firings;
  }

  /** Puts what was given to fields into the voxels under the individual. */
  settle(world: World, kind: number, row: number): void {
    const shares = this.#changes?.fields ?? [];
    for (let i = 0; i < shares.length; i++) {
      const delta = this.delta[4][i];
      if (delta === 0) continue;
      putInto(world, shares[i], footprintOf(world, kind, row, shares[i].field), delta, this.stock[4][i]);
    }
  }
}
