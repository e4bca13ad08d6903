import type { CompiledField } from '@invadolab/model';
import { closure, eachSlot } from '../world/expressions.js';
import { notANumber } from '../world/not-finite.js';
import type { World } from '../world/world.js';
import { MatrixField } from './matrix.js';
import type { SolubleField } from './soluble.js';

/** Soluble fields and what they do to the matrix are advanced at the multiple of the tick nearest to this, in s. */
const fieldStep = 30;

/** Ticks between two steps of the fields; never more than 30 s, unless a tick is longer. */
export function fieldStride(tick: number): number {
  return Math.max(1, Math.floor(fieldStep / tick));
}

/** Spreading, decay and exchange of every soluble species, then what acts on the whole matrix; every few ticks. */
export function stepFields(world: World): void {
  const stride = fieldStride(world.plan.model.numerics.tick);
  if (world.fields.length === 0 || (world.tick + 1) % stride !== 0) return;
  const dt = stride * world.plan.model.numerics.tick;
  for (const store of world.fields) if (!(store instanceof MatrixField)) stepSoluble(world, store, dt);
  for (const store of world.fields) if (store instanceof MatrixField) exposeMatrix(world, store, dt);
}

function stepSoluble(world: World, store: SolubleField, dt: number): void {
  const { field } = store;
  const { offsets } = world.plan;
  const frame = world.at(field.place, 0);
  frame.t = world.time;
  const value = (node: Parameters<typeof closure>[0] | undefined): number =>
    node === undefined ? 0 : closure(node, offsets)(frame);
  const { widths } = world.plan.kinds[field.place];
  const { y, c } = world.tables[field.place].data;
  field.species.forEach(({ diffusivity, decay, exchange }, s) => {
    store.step(s, dt, { diffusivity: value(diffusivity), decay: value(decay) });
    if (exchange === undefined) return;
    const reservoir = { amount: y[exchange.index], volume: c[widths.c - 1] };
    y[exchange.index] = store.exchange(s, dt, value(exchange.rate), reservoir);
  });
}

/**
 * Reactions at every voxel of a matrix, first order in what they consume: one rate constant per block, from the soluble
 * densities there, turned into the block's factor. No voxel is touched. What they make in the field's place or around it
 * arrives there at once.
 */
function exposeMatrix(world: World, store: MatrixField, dt: number): void {
  const own = world.fields.indexOf(store);
  const densities = world.fields.flatMap((other) => (other instanceof MatrixField ? other.stored : other.density));
  for (const { field, reaction, used, made, yielded, uniform, rate } of world.plan.exposures) {
    if (field !== own) continue;
    const frame = world.at(store.field.place, 0);
    frame.t = world.time;
    rate.prepare(frame);
    const lost = store.turn(used, made, yielded, dt, (from, to, out) => {
      rate.evaluate(densities, from, uniform ? from + 1 : to, out);
      if (uniform) out.fill(out[0], 1, to - from);
    });
    if (Number.isNaN(lost)) throw notANumber(reaction.id);
    const chain = world.chain(store.field.place);
    for (const { at, up, index, amount } of reaction.changes)
      if (at === 'state') chain[up].data.y[index] += amount * lost * store.area;
  }
}

/** What a field asks for that is not built, in words; undefined if nothing. */
export function missingInField(field: CompiledField, all: readonly CompiledField[]): string | undefined {
  const soluble = all.filter((other) => other.kind === 'soluble');
  const consumed = new Set<number>();
  for (const { id, changes, rate } of field.reactions) {
    const used = changes.filter((change) => change.amount < 0);
    const made = changes.filter((change) => change.amount > 0 && change.at === 'field');
    if (used.length !== 1 || used[0].amount !== -1 || used[0].at !== 'field' || made.length > 1)
      return `reaction "${id}" at every voxel of ${field.id} must consume one molecule of one species and make at most one other there`;
    let readsOther = false;
    eachSlot(rate, (slot) => {
      if (slot.at !== 'field' || all[slot.field].kind !== 'matrix') return;
      if (all[slot.field] !== field || slot.index !== used[0].index) readsOther = true;
    });
    if (readsOther)
      return `reaction "${id}" at every voxel of ${field.id} reads a matrix species that it does not consume`;
    consumed.add(used[0].index);
  }
  for (const { id, changes } of field.reactions)
    if (changes.some((change) => change.at === 'field' && change.amount > 0 && consumed.has(change.index)))
      return `reaction "${id}" at every voxel of ${field.id} makes what another one consumes`;
  if (field.kind === 'matrix' && field.reactions.length > 0 && soluble.some((other) => other.side !== soluble[0].side))
    return `the soluble fields that act on ${field.id} need one common voxel size`;
  return undefined;
}
