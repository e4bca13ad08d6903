import type { Frame } from '../frame.js';
import { RateError } from '../world/rate-error.js';
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
  const sees = frame.f.slice(frame.fo, frame.fo + world.plan.samples);
  frame.f = sees;
  frame.fo = 0;
  plan.rates.prepare(frame);
  const pass = new VoxelPass(plan, store, frame, world.rates, world.plan.offsets[plan.field]);
  let totals: Float64Array;
  if (plan.takes) {
    totals = pass.run(footprint, length, false);
    reach.point(world, kind, row, plan.outside, direct);
    let share = 1;
    for (let r = 0; r < totals.length; r++)
      if (totals[r] > 0) share = Math.min(share, reach.limit(plan.outside, r, totals[r], false) / totals[r]);
    totals = pass.run(footprint, length * share, true);
  } else totals = pass.run(footprint, length, true);
  reach.point(world, kind, row, plan.outside, direct);
  for (let r = 0; r < totals.length; r++)
    if (totals[r] !== 0) reach.apply(plan.outside, r, reach.limit(plan.outside, r, totals[r], false));
  reach.settle(world, kind, row);
}

/**
 * One pass over the voxels of a footprint. A species that would lose the relative amount x at the rate of the start
 * loses x / (1 + x/2 + x2/12) instead: for first order exact to x^4 / 720, and never more than there is.
 */
class VoxelPass {
  readonly #loss: Float64Array;
  readonly #change: Float64Array;
  readonly #totals: Float64Array;

  constructor(
    readonly plan: OverPlan,
    readonly store: MatrixField,
    readonly frame: Frame,
    readonly rates: Float64Array,
    readonly offset: number,
  ) {
    this.#loss = new Float64Array(store.field.species.length);
    this.#change = new Float64Array(store.field.species.length);
    this.#totals = new Float64Array(plan.reactions.length);
  }

  /** Firings per reaction in all voxels; densities change only if `apply`. */
  run({ count, index, block, weight }: Footprint, length: number, apply: boolean): Float64Array {
    const { plan, store, frame, rates, offset } = this;
    const { start, species, amount, reactions } = plan;
    const change = this.#change;
    this.#totals.fill(0);
    for (let v = 0; v < count; v++) {
      for (let s = 0; s < change.length; s++) frame.f[offset + s] = store.value(s, index[v], block[v]);
      plan.rates.evaluate(frame, rates);
      this.#losses(weight[v] * length);
      change.fill(0);
      for (let r = 0; r < reactions.length; r++) {
        const fired = rates[r] * this.#damping(r);
        this.#totals[r] += fired * store.area;
        for (let entry = start[r]; entry < start[r + 1]; entry++) change[species[entry]] += amount[entry] * fired;
      }
      if (!apply) continue;
      for (let s = 0; s < change.length; s++) if (change[s] !== 0) store.add(s, index[v], block[v], change[s]);
    }
    return this.#totals;
  }

  /** Turns rates into firings at the rate of the start, and sums what each species would lose. */
  #losses(scale: number): void {
    const { plan, rates } = this;
    const loss = this.#loss;
    loss.fill(0);
    for (let r = 0; r < plan.reactions.length; r++) {
      if (Number.isNaN(rates[r])) throw new RateError(plan.reactions[r].id);
      rates[r] = Math.max(0, rates[r]) * scale;
      for (let entry = plan.start[r]; entry < plan.start[r + 1]; entry++)
        if (plan.amount[entry] < 0) loss[plan.species[entry]] -= plan.amount[entry] * rates[r];
    }
  }

  #damping(r: number): number {
    const { plan, frame, offset } = this;
    let damping = 1;
    for (let entry = plan.start[r]; entry < plan.start[r + 1]; entry++) {
      if (plan.amount[entry] >= 0) continue;
      const s = plan.species[entry];
      const x = this.#loss[s] / Math.max(frame.f[offset + s], 1e-300);
      damping = Math.min(damping, 1 / (1 + x * (0.5 + x / 12)));
    }
    return damping;
  }
}
