import type { Frame } from '../frame.js';
import { type NotFinite, notFinite } from '../world/not-finite.js';
import { pointReach, settleReach } from '../world/point-reach.js';
import type { World } from '../world/world.js';
import type { Footprint } from './footprint.js';
import { MatrixField } from './matrix.js';
import type { OverPlan } from './over-plan.js';
import { footprintOf } from './share.js';

/**
 * Reactions at every voxel under one individual, over `length` seconds, weighted by the footprint. What they use up of
 * the individual or of the places around it is cut to what is there, for all voxels alike.
 */
export function actOnVoxels(
  world: World,
  plan: OverPlan,
  kind: number,
  row: number,
  length: number,
  direct: boolean,
): void {
  const store = world.fields[plan.field];
  if (!(store instanceof MatrixField)) return;
  const { reach } = world;
  const footprint = footprintOf(world, kind, row, plan.field);
  const frame = world.at(kind, row);
  const { sees } = plan;
  for (let i = 0; i < sees.length; i++) sees[i] = frame.f[frame.fo + i];
  frame.f = sees;
  frame.fo = 0;
  plan.rates.prepare(frame);
  const offset = world.plan.offsets[plan.field];
  let totals: Float64Array;
  if (plan.takes) {
    totals = passOver(world, kind, plan, store, frame, offset, footprint, length, false);
    pointReach(world, kind, row, plan.outside, direct);
    let share = 1;
    for (let r = 0; r < totals.length; r++)
      if (totals[r] > 0) share = Math.min(share, reach.limit(plan.outside, r, totals[r]) / totals[r]);
    totals = passOver(world, kind, plan, store, frame, offset, footprint, length * share, true);
  } else totals = passOver(world, kind, plan, store, frame, offset, footprint, length, true);
  pointReach(world, kind, row, plan.outside, direct);
  for (let r = 0; r < totals.length; r++)
    if (totals[r] !== 0) reach.apply(plan.outside, r, reach.limit(plan.outside, r, totals[r]));
  settleReach(world, kind, row, plan.outside);
}

/**
 * One pass over the voxels of a footprint: firings per reaction in all of them; densities change only if `apply`. A species
 * that would lose the relative amount x at the rate of the start loses x / (1 + x/2 + x2/12) instead: for first order
 * exact to x^4 / 720, and never more than there is.
 */
function passOver(
  world: World,
  kind: number,
  plan: OverPlan,
  store: MatrixField,
  frame: Frame,
  offset: number,
  footprint: Footprint,
  length: number,
  apply: boolean,
): Float64Array {
  if (plan.single && apply && store.source[plan.species[0]] < 0 && !store.source.includes(plan.species[0]))
    return passSingle(world, kind, plan, store, frame, offset, footprint, length);
  const { count, index, block, weight } = footprint;
  const { start, species, amount, totals, change, sees } = plan;
  const { rates } = world;
  const reactions = totals.length;
  totals.fill(0);
  for (let v = 0; v < count; v++) {
    const voxel = index[v];
    for (let s = 0; s < change.length; s++) {
      sees[offset + s] = store.value(s, voxel, block[v]);
      change[s] = 0;
    }
    plan.rates.evaluate(frame, rates);
    const scale = weight[v] * length;
    losses(world, kind, plan, scale);
    for (let r = 0; r < reactions; r++) {
      let damping = 1;
      for (let entry = start[r]; entry < start[r + 1]; entry++) {
        if (amount[entry] >= 0) continue;
        const x = plan.loss[species[entry]] / Math.max(sees[offset + species[entry]], 1e-300);
        damping = Math.min(damping, 1 / (1 + x * (0.5 + x / 12)));
      }
      const fired = rates[r] * damping;
      totals[r] += fired * store.area;
      for (let entry = start[r]; entry < start[r + 1]; entry++) change[species[entry]] += amount[entry] * fired;
    }
    if (apply) for (let s = 0; s < change.length; s++) if (change[s] !== 0) store.add(s, voxel, block[v], change[s]);
  }
  return totals;
}

/** As `passOver` for the usual case, one reaction that only uses up one species of the field: the same numbers, sooner. */
function passSingle(
  world: World,
  kind: number,
  plan: OverPlan,
  store: MatrixField,
  frame: Frame,
  offset: number,
  { count, index, block, weight }: Footprint,
  length: number,
): Float64Array {
  const { sees, totals } = plan;
  const { rates } = world;
  const own = plan.species[0];
  const each = -plan.amount[0];
  const stored = store.stored[own];
  const factor = store.factor[own];
  const sums = store.sums[own];
  const species = store.stored.length;
  let total = 0;
  for (let v = 0; v < count; v++) {
    const voxel = index[v];
    for (let s = 0; s < species; s++) sees[offset + s] = store.value(s, voxel, block[v]);
    plan.rates.evaluate(frame, rates);
    const rate = rates[0];
    if (!Number.isFinite(rate)) throw rateNotFinite(world, kind, plan, 0);
    if (!(rate > 0)) continue;
    const wanted = rate * weight[v] * length;
    const x = (each * wanted) / Math.max(sees[offset + own], 1e-300);
    const fired = wanted / (1 + x * (0.5 + x / 12));
    const change = (each * fired) / factor[block[v]];
    stored[voxel] -= change;
    sums[block[v]] -= change;
    total += fired;
  }
  totals[0] = total * store.area;
  return totals;
}

/** Turns rates into firings at the rate of the start, and sums what each species would lose. */
function losses(world: World, kind: number, plan: OverPlan, scale: number): void {
  const { start, species, amount, loss, reactions } = plan;
  const { rates } = world;
  loss.fill(0);
  for (let r = 0; r < reactions.length; r++) {
    if (!Number.isFinite(rates[r])) throw rateNotFinite(world, kind, plan, r);
    rates[r] = Math.max(0, rates[r]) * scale;
    for (let entry = start[r]; entry < start[r + 1]; entry++)
      if (amount[entry] < 0) loss[species[entry]] -= amount[entry] * rates[r];
  }
}

function rateNotFinite(world: World, kind: number, { reactions }: OverPlan, r: number): NotFinite {
  const { id, rate } = reactions[r];
  return notFinite(world, kind, `The rate of "${id}"`, rate, world.rates[r]);
}
