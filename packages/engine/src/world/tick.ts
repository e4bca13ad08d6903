import { cos, sin } from '@invadolab/core';
import { actOnVoxels } from '../fields/over.js';
import { stepFields } from '../fields/step.js';
import { advanceClosed } from './closed.js';
import { stateEvents, timeEvents } from './events.js';
import { advanceExplicit } from './explicit.js';
import { closure } from './expressions.js';
import { integrateHazards, refreshHazards } from './hazards.js';
import { advanceOde } from './ode.js';
import type { KindPlan } from './plan.js';
import { populate } from './populate.js';
import { onRing } from './positions.js';
import { sample } from './sample.js';
import { advanceSsa } from './ssa.js';
import { leap } from './tau.js';
import type { World } from './world.js';

/** After the state was changed from outside, or at the very start: what follows from it is evaluated again. */
export function refresh(world: World): void {
  const first = !world.looked;
  world.looked = true;
  if (first) timeEvents(world);
  sample(world);
  stateEvents(world, first);
  refreshHazards(world);
}

/** One macro tick of one member. The order of the parts is the coupling: see docs/theory/coupling.md. */
export function advanceTick(world: World): void {
  const { tick, coupling } = world.plan.model.numerics;
  const from = world.time;
  if (coupling === 'strang') strang(world, from, tick);
  else lie(world, from, tick);
  stepFields(world);
  move(world);
  world.tick += 1;
  timeEvents(world);
  sample(world);
  stateEvents(world, false);
  if (!populate(world, integrateHazards(world))) return;
  sample(world);
  refreshHazards(world);
}

/** Innermost places first: what they give and take then enters the places around them within the same tick. */
function lie(world: World, from: number, tick: number): void {
  const { kinds } = world.plan;
  for (let k = kinds.length - 1; k >= 0; k--) advanceKind(world, kinds[k], from, tick, 0, false);
}

/** Outer places half a tick, inner ones a whole tick (forwards through the siblings, then backwards), outer ones half. */
function strang(world: World, from: number, tick: number): void {
  const { kinds } = world.plan;
  const last = kinds.length - 1;
  for (let k = 0; k < last; k++) advanceKind(world, kinds[k], from, tick / 2, 0, true);
  advanceKind(world, kinds[last], from, tick / 2, 0, true);
  advanceKind(world, kinds[last], from + tick / 2, tick / 2, 1, true);
  for (let k = last - 1; k >= 0; k--) advanceKind(world, kinds[k], from + tick / 2, tick / 2, 1, true);
}

function advanceKind(world: World, kind: KindPlan, from: number, length: number, half: 0 | 1, direct: boolean): void {
  const { rows } = world.tables[kind.index];
  const { substeps } = world.plan.model.numerics;
  const steps = direct ? Math.ceil(substeps / 2) : substeps;
  const count = 2 * world.tick + half;
  for (let i = 0; i < rows; i++) {
    const row = half === 1 ? rows - 1 - i : i;
    if (kind.reactions.length === 0) takePending(world, kind, row);
    else if (kind.place.solver === 'ode') advanceOde(world, kind, row, from, length, direct);
    else {
      takePending(world, kind, row);
      if (kind.closed) advanceClosed(world, kind, kind.closed, row, from, length, 2 * world.tick + half);
      else if (kind.place.solver === 'tau') leap(world, kind, row, from, length, steps, count, direct);
      else if (kind.place.solver === 'ssa') advanceSsa(world, kind, row, from, length, count, direct);
      else advanceExplicit(world, kind, row, from, length, steps, direct);
    }
  }
  for (const over of kind.over)
    for (let row = 0; row < rows; row++) actOnVoxels(world, over, kind.index, row, length, direct);
}

/** Places that are not advanced by the stiff solver take at once what the places inside them gave. */
function takePending(world: World, kind: KindPlan, row: number): void {
  const { y, pending } = world.tables[kind.index].data;
  for (let i = 0; i < kind.species; i++) {
    y[row * kind.widths.y + i] += pending[row * kind.species + i];
    pending[row * kind.species + i] = 0;
  }
}

/** Persistent random walk: the heading diffuses so that it is forgotten over the persistence time. */
function move(world: World): void {
  const { tick } = world.plan.model.numerics;
  for (const kind of world.plan.kinds) {
    const { motion } = kind.place;
    if (motion === undefined) continue;
    const speed = closure(motion.speed, world.plan.offsets);
    const persistence = closure(motion.persistence, world.plan.offsets);
    const { rows, data } = world.tables[kind.index];
    for (let row = 0; row < rows; row++) {
      const frame = world.at(kind.index, row);
      frame.t = world.time;
      const step = speed(frame) * tick;
      const turn = Math.sqrt((2 * tick) / persistence(frame));
      data.heading[row] += turn * world.draws('motion', data.ids[row], world.tick).normal();
      data.x[row] = onRing(data.x[row] + step * cos(data.heading[row]), world.plan.side);
      data.y0[row] = onRing(data.y0[row] + step * sin(data.heading[row]), world.plan.side);
    }
  }
}
