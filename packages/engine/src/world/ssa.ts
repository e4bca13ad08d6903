import { rateNotFinite } from './not-finite.js';
import type { KindPlan } from './plan.js';
import { readyToFire, settleReach } from './point-reach.js';
import type { World } from './world.js';

/**
 * The direct method for one individual over a tick. Exact where no rate reads the time, a field or a place around; else
 * those are frozen over the tick. The exponential that spans the end of a tick is drawn anew there, which its lack of
 * memory allows. Source: Gillespie 1977, doi:10.1021/j100540a008.
 */
export function advanceSsa(
  world: World,
  kind: KindPlan,
  row: number,
  from: number,
  length: number,
  count: number,
  direct: boolean,
): void {
  const { changes } = kind;
  const kernel = kind.rates!;
  const frame = readyToFire(world, kind, row, from, direct);
  const { reach, rates } = world;
  const draw = world.draws('ssa', world.tables[kind.index].data.ids[row], count);
  for (let t = 0; ; ) {
    kernel.evaluate(frame, rates);
    let total = 0;
    for (let r = 0; r < changes.reactions; r++) {
      if (!Number.isFinite(rates[r])) throw rateNotFinite(world, kind, r);
      total += Math.max(0, rates[r]);
    }
    if (!(total > 0)) break;
    t += draw.exponential() / total;
    if (t >= length) break;
    let left = draw.uniform() * total;
    let chosen = -1;
    for (let r = 0; r < changes.reactions && left > 0; r++) {
      if (!(rates[r] > 0)) continue;
      chosen = r;
      left -= rates[r];
    }
    if (chosen >= 0) kind.fire(reach, chosen, 1);
  }
  settleReach(world, kind.index, row, changes);
}
