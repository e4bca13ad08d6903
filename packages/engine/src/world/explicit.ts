import { rateNotFinite } from './not-finite.js';
import type { KindPlan } from './plan.js';
import { readyToFire, settleReach } from './point-reach.js';
import type { World } from './world.js';

/**
 * Deterministic sub-steps of one individual by Heun's method, order 2: mean numbers of firings from the rates at both
 * ends of a sub-step. With `direct` the pools of the places around move along with it, which is what keeps the order
 * under Strang coupling.
 */
export function advanceExplicit(
  world: World,
  kind: KindPlan,
  row: number,
  from: number,
  length: number,
  steps: number,
  direct: boolean,
): void {
  const { changes } = kind;
  const kernel = kind.rates!;
  const frame = readyToFire(world, kind, row, from, direct);
  const { reach, rates } = world;
  const h = length / steps;
  const first = new Float64Array(changes.reactions);
  for (let step = 0; step < steps; step++) {
    frame.t = from + step * h;
    kernel.evaluate(frame, rates);
    for (let r = 0; r < changes.reactions; r++) {
      if (!Number.isFinite(rates[r])) throw rateNotFinite(world, kind, r);
      first[r] = reach.limit(changes, r, rates[r] * h);
      reach.apply(changes, r, first[r]);
    }
    frame.t = from + (step + 1) * h;
    kernel.evaluate(frame, rates);
    for (let r = 0; r < changes.reactions; r++) {
      if (!Number.isFinite(rates[r])) throw rateNotFinite(world, kind, r);
      const correction = 0.5 * (rates[r] * h - first[r]);
      reach.apply(changes, r, reach.limit(changes, r, correction));
    }
  }
  settleReach(world, kind.index, row, changes);
}
