import { BadInput, exp, log1p } from '@invadolab/core';
import type { Node } from '@invadolab/model';
import { MatrixField } from '../fields/matrix.js';
import { SolubleField } from '../fields/soluble.js';
import { closure, eachSlot } from './expressions.js';
import type { Plan } from './plan.js';
import { placeAtStart } from './positions.js';
import { World } from './world.js';

/** Ids of founded places start above this; so many places may exist at the start. */
export const firstFounded = 1048576;

/**
 * A member before time 0: the places that exist from the start, numbered 1, 2, 3 ... (parents before children, but for kinds
 * that are numbered last), each with its drawn amounts. States come with `begin`, so that amounts and parameters may still be set.
 */
export function createWorld(plan: Plan, member: number, position: number, seed: number): World {
  const world = new World(plan, member, position, seed);
  numberPlaces(world);
  for (const kind of plan.kinds) {
    const { place, index } = kind;
    const table = world.tables[index];
    const parents = place.parent < 0 ? undefined : world.tables[place.parent];
    for (let row = 0; row < table.rows; row++) {
      if (parents !== undefined) table.data.parents[row] = parents.data.ids[Math.floor(row / place.count)];
      drawAmounts(world, index, row);
    }
    world.relink(kind);
  }
  world.refreshVolumes();
  return world;
}

/** Makes the rows of the start and gives each its id. */
function numberPlaces(world: World): void {
  const { kinds } = world.plan;
  let nextId = 1;
  for (const { place, index } of kinds) {
    const rows = (place.parent < 0 ? 1 : world.tables[place.parent].rows) * place.count;
    if (rows >= firstFounded)
      throw new BadInput('too many places at the start', {
        found: `${rows} of ${place.kind}`,
        expected: `fewer than ${firstFounded} in all`,
      });
    world.tables[index].arrange(new Array<number>(rows).fill(-1));
  }
  const last = kinds.filter(({ place }) => place.numberedLast);
  for (const { place, index } of [...kinds.filter(({ place }) => !place.numberedLast), ...last]) {
    const { rows, data } = world.tables[index];
    if (nextId + rows > firstFounded)
      throw new BadInput('too many places at the start', {
        found: `${rows} of ${place.kind}`,
        expected: `fewer than ${firstFounded} in all`,
      });
    for (let row = 0; row < rows; row++) data.ids[row] = nextId++;
  }
}

/** Amounts of a new individual: the model's value, times a log-normal factor where it varies between individuals. */
export function drawAmounts(world: World, kind: number, row: number): void {
  const { place, widths } = world.plan.kinds[kind];
  const { c, ids } = world.tables[kind].data;
  for (let i = 0; i < place.constants.length - 1; i++) {
    const { value, cv, stream } = place.constants[i];
    let factor = 1;
    if (cv !== undefined && cv > 0) {
      const variance = log1p(cv * cv);
      const z = world.draws(`amount ${stream}`, ids[row], 0).normal();
      factor = exp(Math.sqrt(variance) * z - 0.5 * variance);
    }
    c[row * widths.c + i] = value * factor;
  }
}

/** Evaluates initial states, positions and fields: from here on the member is in time. */
export function begin(world: World): void {
  if (world.begun) return;
  beginPlaces(world);
  createFields(world);
}

/** `begin` for who keeps fields in another form: it makes none. */
export function beginPlaces(world: World): void {
  world.begun = true;
  world.refreshVolumes();
  for (const kind of world.plan.kinds) {
    const table = world.tables[kind.index];
    for (let row = 0; row < table.rows; row++) initialState(world, kind.index, row);
  }
  for (const kind of world.plan.kinds)
    for (let row = 0; row < world.tables[kind.index].rows; row++) placeAtStart(world, kind.index, row);
  for (const { kind, place } of world.plan.kinds)
    if (place.solver === 'ssa' && place.reactions.some(({ propensity }) => readsSurroundings(propensity)))
      world.warn(
        `Rates of ${kind} read the time, a field or a place around: under ssa these are frozen over each tick, so shorten numerics.tick if they change fast.`,
      );
}

/** Whether a rate reads anything that another solver may change during a tick. */
function readsSurroundings(rate: Node): boolean {
  let found = false;
  eachSlot(rate, (slot) => {
    if (slot.at === 'time' || slot.at === 'field' || slot.at === 'covered' || (slot.at === 'state' && slot.up > 0))
      found = true;
  });
  return found;
}

export function initialState(world: World, kind: number, row: number): void {
  const { initial, widths, place, counted } = world.plan.kinds[kind];
  const { y } = world.tables[kind].data;
  const whole = place.solver === 'tau' || place.solver === 'ssa';
  for (let i = 0; i < initial.length; i++) {
    const value = initial[i](world.at(kind, row));
    if (!Number.isFinite(value))
      throw new BadInput(`${place.kind}.${place.species[i].id} cannot start`, {
        found: String(value),
        expected: 'an initial amount that is a finite number',
      });
    y[row * widths.y + i] = whole && counted[i] ? Math.round(value) : value;
  }
}

function createFields(world: World): void {
  const { model, offsets } = world.plan;
  const soluble = model.fields.find((field) => field.kind === 'soluble');
  for (const field of model.fields) {
    const frame = world.at(field.place, 0);
    const start = field.species.map((species) => closure(species.initial, offsets)(frame));
    if (field.kind === 'matrix') {
      const store = new MatrixField(field, field.reactions.length > 0 && soluble ? soluble.side : undefined);
      start.forEach((density, species) => {
        store.fill(species, density);
      });
      world.fields.push(store);
    } else {
      const store = new SolubleField(field);
      start.forEach((density, species) => {
        store.density[species].fill(density);
      });
      world.fields.push(store);
    }
  }
}
