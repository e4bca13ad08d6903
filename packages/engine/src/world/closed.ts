import type { ClosedKind } from './closed-kind.js';
import { findNotFinite } from './not-finite.js';
import { SolverFailure } from './ode.js';
import type { KindPlan } from './plan.js';
import type { World } from './world.js';

/** Advances one individual of a closed kind over a tick (or half of one); `count` addresses its random words. */
export function advanceClosed(
  world: World,
  kind: KindPlan,
  { kernel, solver, work }: ClosedKind,
  row: number,
  from: number,
  length: number,
  count: number,
): void {
  const frame = world.at(kind.index, row);
  const { y, ids } = world.tables[kind.index].data;
  const at = row * kind.widths.y;
  for (let i = 0; i < work.length; i++) work[i] = y[at + i];
  frame.t = from;
  kernel.prepare(frame);
  if (!solver.advance(work, from, from + length, world.draws(kind.place.solver, ids[row], count))) {
    frame.y = kernel.x;
    frame.yo = 0;
    throw findNotFinite(world, kind) ?? new SolverFailure(`${kind.kind}: ${solver.failure}`);
  }
  for (let i = 0; i < work.length; i++) y[at + i] = work[i];
}
