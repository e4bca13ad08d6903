import { availableIn, footprintOf, putInto } from '../fields/share.js';
import type { Changes } from './changes.js';
import type { Cursor } from './cursor.js';
import type { KindPlan } from './plan.js';
import type { World } from './world.js';

/** Points the world's reach at the pools around one individual; `direct` applies changes at once. */
export function pointReach(world: World, kind: number, row: number, changes: Changes, direct: boolean): void {
  const { reach } = world;
  const chain = world.chain(kind);
  reach.y = chain[0].data.y;
  reach.yo = row * chain[0].widths.y;
  let at = chain[0].parentRows[row];
  for (let level = 1; level <= changes.reach; level++) {
    const { data, widths, parentRows } = chain[level];
    if (direct && reach.zeros.length < widths.y) reach.zeros = new Float64Array(widths.y);
    reach.stock[level] = direct ? reach.zeros : data.y;
    reach.stockAt[level] = direct ? 0 : at * widths.y;
    reach.delta[level] = direct ? data.y : data.pending;
    reach.deltaAt[level] = at * (direct ? widths.y : widths.pending);
    at = parentRows[at];
  }
  for (let i = 0; i < changes.fields.length; i++) {
    const share = changes.fields[i];
    reach.delta[4][i] = 0;
    reach.stock[4][i] = share.taken ? availableIn(world, share, footprintOf(world, kind, row, share.field)) : 0;
  }
}

/** The cursor on an individual whose reactions are about to fire one by one: its rates prepared for `from`, its pools in reach. */
export function readyToFire(world: World, kind: KindPlan, row: number, from: number, direct: boolean): Cursor {
  pointReach(world, kind.index, row, kind.changes, direct);
  const cursor = world.at(kind.index, row);
  cursor.t = from;
  kind.rates!.prepare(cursor);
  return cursor;
}

/** Puts what was given to fields into the voxels under the individual. */
export function settleReach(world: World, kind: number, row: number, changes: Changes): void {
  const { reach } = world;
  for (let i = 0; i < changes.fields.length; i++) {
    const delta = reach.delta[4][i];
    if (delta === 0) continue;
    const share = changes.fields[i];
    putInto(world, share, footprintOf(world, kind, row, share.field), delta, reach.stock[4][i]);
  }
}
