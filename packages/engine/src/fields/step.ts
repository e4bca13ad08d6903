import type { CompiledField } from '@invadolab/model';
import { closure } from '../world/expressions.js';
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
  const { offsets, samples, exposures } = world.plan;
  const own = world.fields.indexOf(store);
  const sees = new Float64Array(Math.max(1, samples));
  const out = new Float64Array(8);
  const soluble = world.fields.flatMap((other, field) =>
    other instanceof MatrixField
      ? []
      : other.density.map((density, species) => ({ density, at: offsets[field] + species })),
  );
  for (const { field, reaction, used, made, yielded, uniform, rate } of exposures) {
    if (field !== own) continue;
    const frame = world.at(store.field.place, 0);
    frame.t = world.time;
    frame.f = sees;
    frame.fo = 0;
    sees.fill(0);
    sees[offsets[own] + used] = 1;
    rate.prepare(frame);
    const { exponents } = store;
    for (let block = 0; block < exponents.length; block++) {
      if (block === 0 || !uniform) {
        for (const { density, at } of soluble) sees[at] = density[block];
        rate.evaluate(frame, out);
      }
      exponents[block] = Math.max(0, out[0]) * dt;
    }
    const lost = store.turn(used, exponents, made, yielded);
    const chain = world.chain(store.field.place);
    for (const { at, up, index, amount } of reaction.changes)
      if (at === 'state') chain[up].data.y[index] += amount * lost * store.area;
  }
}

/** What a field asks for that is not built, in words; undefined if nothing. */
export function missingInField(field: CompiledField, all: readonly CompiledField[]): string | undefined {
  const soluble = all.filter((other) => other.kind === 'soluble');
  const consumed = new Set<number>();
  for (const { id, changes } of field.reactions) {
    const used = changes.filter((change) => change.amount < 0);
    const made = changes.filter((change) => change.amount > 0 && change.at === 'field');
    if (used.length !== 1 || used[0].amount !== -1 || used[0].at !== 'field' || made.length > 1)
      return `reaction "${id}" at every voxel of ${field.id} must consume one molecule of one species and make at most one other there`;
    consumed.add(used[0].index);
  }
  for (const { id, changes } of field.reactions)
    if (changes.some((change) => change.at === 'field' && change.amount > 0 && consumed.has(change.index)))
      return `reaction "${id}" at every voxel of ${field.id} makes what another one consumes`;
  if (field.kind === 'matrix' && field.reactions.length > 0 && soluble.some((other) => other.side !== soluble[0].side))
    return `the soluble fields that act on ${field.id} need one common voxel size`;
  return undefined;
}
