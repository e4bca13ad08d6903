import { notFinite } from './not-finite.js';
import type { HazardPlan, KindPlan } from './plan.js';
import type { World } from './world.js';

/** A hazard whose integral has reached its threshold. */
export interface Firing {
  readonly kind: number;
  readonly row: number;
  readonly hazard: HazardPlan;
  /** s */
  readonly time: number;
  /** Which firing of this hazard of this individual: 1, 2, ... */
  readonly count: number;
}

/** Evaluates every hazard now, without moving its integral; new individuals draw their first threshold. */
export function refreshHazards(world: World): void {
  for (const kind of world.plan.kinds)
    if (kind.hazardRates !== undefined)
      for (let row = 0; row < world.tables[kind.index].rows; row++) {
        evaluate(world, kind, row);
        const { hazard, drawn } = world.tables[kind.index].data;
        const at = row * kind.hazards.length;
        for (let i = 0; i < kind.hazards.length; i++) {
          hazard[at + i] = world.rates[i];
          if (drawn[at + i] === 0) drawThreshold(world, kind, row, i);
        }
      }
}

/**
 * Moves the integral of every hazard over the tick that ends now (trapezoidal rule) and returns what fired, in the order
 * of kinds and ids. Each firing is at the time within the tick at which its threshold was reached, with the hazard taken
 * as linear, so the law of the times does not depend on the tick.
 */
export function integrateHazards(world: World): readonly Firing[] {
  const { tick } = world.plan.model.numerics;
  const firings: Firing[] = [];
  for (const kind of world.plan.kinds) {
    if (kind.hazardRates === undefined) continue;
    const { data, rows } = world.tables[kind.index];
    for (let row = 0; row < rows; row++) {
      evaluate(world, kind, row);
      for (let i = 0; i < kind.hazards.length; i++) {
        const at = row * kind.hazards.length + i;
        const before = data.hazard[at];
        const now = world.rates[i];
        data.hazard[at] = now;
        const whole = 0.5 * (before + now) * tick;
        let gone = 0;
        while (whole - gone >= data.left[at]) {
          gone += data.left[at];
          const time = world.time - tick + timeOf(gone, before, now, tick);
          firings.push({ kind: kind.index, row, hazard: kind.hazards[i], time, count: data.drawn[at] });
          drawThreshold(world, kind, row, i);
          if (kind.hazards[i].what === 'dissolve') break;
        }
        data.left[at] -= whole - gone;
      }
    }
  }
  return firings;
}

function evaluate(world: World, kind: KindPlan, row: number): void {
  const frame = world.at(kind.index, row);
  frame.t = world.time;
  kind.hazardRates!.prepare(frame);
  kind.hazardRates!.evaluate(frame, world.rates);
  for (let i = 0; i < kind.hazards.length; i++) {
    if (!Number.isFinite(world.rates[i])) throw hazardNotFinite(world, kind, i);
    world.rates[i] = Math.max(0, world.rates[i]);
  }
}

function hazardNotFinite(world: World, kind: KindPlan, i: number): Error {
  const { what, id, index } = kind.hazards[i];
  const { foundings, dissolutions } = world.plan.model;
  const { hazard } = what === 'found' ? foundings[index] : dissolutions[index];
  return notFinite(world, kind.index, `The hazard of "${id}"`, hazard, world.rates[i]);
}

function drawThreshold(world: World, kind: KindPlan, row: number, i: number): void {
  const { data } = world.tables[kind.index];
  const at = row * kind.hazards.length + i;
  const { stream, what } = kind.hazards[i];
  data.left[at] = world.draws(`${what} ${stream}`, data.ids[row], data.drawn[at]).exponential();
  data.drawn[at] += 1;
}

/** Where within the tick the integral of a hazard that goes linearly from `a` to `b` reaches `integral`. */
function timeOf(integral: number, a: number, b: number, tick: number): number {
  const root = Math.sqrt(Math.max(0, a * a + (2 * (b - a) * integral) / tick));
  return a + root > 0 ? Math.min(tick, (2 * integral) / (a + root)) : tick;
}
