import { exp } from '@invadolab/core';
import type { CompiledField, CompiledReaction } from '@invadolab/model';
import { closure, type Evaluate, eachSlot } from '../world/expressions.js';
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
 * densities there, turned into the block's factor. No voxel is touched.
 */
function exposeMatrix(world: World, store: MatrixField, dt: number): void {
  const { offsets, samples } = world.plan;
  const { blocks } = store;
  const frame = world.at(store.field.place, 0);
  frame.t = world.time;
  frame.f = new Float64Array(Math.max(1, samples));
  frame.fo = 0;
  const own = world.fields.indexOf(store);
  for (const reaction of store.field.reactions) {
    const { used, made, yielded } = conversion(reaction);
    const rate: Evaluate = closure(reaction.rate, offsets);
    const uniform = !readsSoluble(reaction, own);
    for (let block = 0; block < blocks * blocks; block++) {
      if (block === 0 || !uniform) {
        frame.f.fill(0);
        world.fields.forEach((other, field) => {
          if (other instanceof MatrixField) return;
          for (let s = 0; s < other.field.species.length; s++) frame.f[offsets[field] + s] = other.density[s][block];
        });
        frame.f[offsets[own] + used] = 1;
      }
      const kept = exp(-Math.max(0, rate(frame)) * dt);
      if (kept < 1) store.turn(used, block, kept, made, yielded);
    }
  }
}

function readsSoluble(reaction: CompiledReaction, own: number): boolean {
  let found = false;
  eachSlot(reaction.rate, (slot) => {
    if (slot.at === 'field' && slot.field !== own) found = true;
  });
  return found;
}

/** What a reaction at every voxel consumes and makes; `missingIn` has made sure that there is one of each at most. */
function conversion({ changes }: CompiledReaction): { used: number; made: number; yielded: number } {
  const used = changes.find((change) => change.amount < 0)!;
  const made = changes.find((change) => change.amount > 0);
  return { used: used.index, made: made?.index ?? -1, yielded: made === undefined ? 0 : made.amount / -used.amount };
}

/** What a field asks for that is not built, in words; undefined if nothing. */
export function missingInField(field: CompiledField, all: readonly CompiledField[]): string | undefined {
  const soluble = all.filter((other) => other.kind === 'soluble');
  const consumed = new Set<number>();
  for (const { id, changes } of field.reactions) {
    const used = changes.filter((change) => change.amount < 0);
    const made = changes.filter((change) => change.amount > 0);
    if (
      used.length !== 1 ||
      used[0].amount !== -1 ||
      made.length > 1 ||
      changes.some((change) => change.at !== 'field')
    )
      return `reaction "${id}" at every voxel of ${field.id} must consume one molecule of one species and make at most one other`;
    consumed.add(used[0].index);
  }
  for (const { id, changes } of field.reactions)
    if (changes.some((change) => change.amount > 0 && consumed.has(change.index)))
      return `reaction "${id}" at every voxel of ${field.id} makes what another one consumes`;
  if (field.kind === 'matrix' && field.reactions.length > 0 && soluble.some((other) => other.side !== soluble[0].side))
    return `the soluble fields that act on ${field.id} need one common voxel size`;
  return undefined;
}
