import type { Changes } from './changes.js';

const nothing = new Float64Array(0);
const most = 64;

/**
 * The pools that one individual can reach while it is advanced: its own state, the places around it, the fields under it.
 * A pool holds `stock + delta`; changes go to `delta` (the own state is its own stock). Unless `direct`, what it gives or
 * takes around it waits there until the tick is over, so siblings all see the same surroundings; `direct` applies it at
 * once (the middle of a Strang step). No pool goes below zero: a firing that would is cut.
 */
export class Reach {
  /** Firings asked for since the start, and how many of them were cut because a pool was empty. */
  fired = 0;
  cut = 0;
  /** Own state. */
  y: Float64Array = nothing;
  yo = 0;
  /** By level up; 4 is the fields. Entry 0 is not used. */
  readonly stock: Float64Array[] = [nothing, nothing, nothing, nothing, new Float64Array(most)];
  readonly delta: Float64Array[] = [nothing, nothing, nothing, nothing, new Float64Array(most)];
  readonly stockAt = new Int32Array(5);
  readonly deltaAt = new Int32Array(5);
  /** Stock of a pool that is changed at once: everything is in its delta. */
  zeros: Float64Array = new Float64Array(most);

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
    this.fired += Math.abs(wanted);
    this.cut += Math.abs(wanted - possible);
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
}
