import type { Crossing } from '../solvers/integrator.js';
import { applyEvents } from './events.js';
import { findNotFinite } from './not-finite.js';
import type { KindPlan } from './plan.js';
import { pointReach, settleReach } from './point-reach.js';
import type { World } from './world.js';

/** The solver could not go on; the message says why and what to do. */
export class SolverFailure extends Error {}

/**
 * Advances one individual by the stiff solver over a tick (or half of one). What the places inside gave waits in
 * `pending`: gains flow in evenly over the tick, losses are taken at its start, so that a pool they were limited by
 * cannot be used twice. What leaves for the places around is counted by the solver itself, entry by entry.
 */
export function advanceOde(
  world: World,
  kind: KindPlan,
  row: number,
  from: number,
  length: number,
  direct: boolean,
): void {
  const kernel = kind.ode!;
  const { integrator } = kind;
  const table = world.tables[kind.index];
  const { y, pending, memory } = table.data;
  const { species, work } = kind;
  const at = row * kind.widths.y;
  const frame = world.at(kind.index, row);
  for (let i = 0; i < species; i++) {
    const waiting = pending[row * species + i];
    pending[row * species + i] = 0;
    work[i] = waiting < 0 ? y[at + i] + waiting : y[at + i];
    kernel.inflow[i] = waiting > 0 ? waiting / length : 0;
  }
  work.fill(0, species);
  frame.t = from;
  kernel.prepare(frame);
  const events = kind.conditions;
  if (events.length === 0) {
    const next = integrator!.advance(work, from, from + length, memory[row]);
    if (Number.isNaN(next)) throw failed(world, kind);
    memory[row] = next;
  } else runWithEvents(world, kind, row, from, length);
  for (let i = 0; i < species; i++) y[at + i] = work[i];
  kernel.inflow.fill(0);
  if (kernel.crossings.length === 0) return;
  const { reach } = world;
  pointReach(world, kind.index, row, kind.changes, direct);
  for (let c = 0; c < kernel.crossings.length; c++) {
    const r = kind.crossings[c];
    const fired = work[species + c];
    const possible = reach.limit(kind.changes, r, fired, true);
    if (possible !== fired) reach.undoOwn(kind.changes, r, fired - possible);
    reach.apply(kind.changes, r, possible, true);
  }
  settleReach(world, kind.index, row, kind.changes);
}

/** Why the solver stopped: a rate that has no value in the last state it reached, if there is one. */
function failed(world: World, kind: KindPlan): Error {
  world.cursor.y = kind.work;
  world.cursor.yo = 0;
  return findNotFinite(world, kind) ?? new SolverFailure(`${kind.kind}: ${kind.integrator!.failure}`);
}

/** Rounds of events at one moment, each set off by the one before, that count as without end. */
const longestChain = 1000;

/**
 * As above, stopping where a condition on the state triggers an event. What is triggered at the same moment, and what those
 * events trigger in turn, acts before the time goes on.
 */
function runWithEvents(world: World, kind: KindPlan, row: number, from: number, length: number): void {
  const { conditions, work, integrator } = kind;
  const until = from + length;
  const frame = world.at(kind.index, row);
  const crossings = conditions.map(
    ({ value, event }): Crossing => ({
      direction: event.crossing,
      value: (t, y) => {
        frame.y = y;
        frame.yo = 0;
        frame.t = t;
        return value(frame);
      },
    }),
  );
  const look = (t: number): number[] =>
    crossings.map(({ direction, value }) => (direction === 'rising' ? 1 : -1) * value(t, work));
  let before = look(from);
  for (let t = from; t < until; ) {
    const end = integrator!.run(work, t, until, { crossings });
    if (end.state === 'failed') throw failed(world, kind);
    t = end.t;
    if (end.state !== 'crossing') break;
    before[end.crossing] = -1;
    for (let round = 0; ; round++) {
      const now = look(t);
      // What an event puts exactly at zero has come to its threshold without passing it.
      const passed = (value: number): boolean => (round === 0 ? value >= 0 : value > 0);
      const crossed = conditions.filter((_, i) => before[i] < 0 && passed(now[i])).map(({ event }) => event);
      before = now;
      if (crossed.length === 0) break;
      if (round === longestChain)
        throw new SolverFailure(`${kind.kind}: events at t = ${t} s set each other off without end: ${crossed[0].id}`);
      world.at(kind.index, row);
      frame.y = work;
      frame.yo = 0;
      frame.t = t;
      applyEvents(world, crossed, kind.index, row, frame);
      kind.ode!.prepare(frame);
    }
  }
  const { conditions: last } = world.tables[kind.index].data;
  conditions.forEach((_, i) => {
    last[row * conditions.length + i] = crossings[i].value(until, work);
  });
}
