import { BadInput } from '@invadolab/core';
import { MatrixField } from '../fields/matrix.js';
import type { World } from '../world/world.js';
import type { Slot } from './slots.js';

/** Values of a slot that one member takes. */
export type Values = (row: number) => number;

/** How many values a slot has in one member. */
export function lengthOf(world: World, slot: Slot): number {
  if (slot.what === 'parameter') return 1;
  if (slot.what === 'field') return square(world.plan.model.fields[slot.field].side);
  return world.tables[slot.kind].rows;
}

/** Throws `BadInput` for what can only be read. */
export function checkSettable(text: string, slot: Slot): void {
  const derived =
    slot.what === 'definition' || (slot.what === 'built-in' && (slot.name === 'age' || slot.name === 'area'));
  if (derived) throw new BadInput('this slot follows from the rest and cannot be set', { found: text });
}

/** Throws `BadInput` for a value that is not finite. */
export function checkFinite(text: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new BadInput(`cannot set ${text}`, { found: String(value), expected: 'a finite number' });
}

/** Sets a slot of one member; amounts and parameters at once, everything else only once the member has begun. */
export function writeSlot(world: World, slot: Slot, values: Values): void {
  switch (slot.what) {
    case 'parameter':
      world.parameters[slot.index] = values(0) * slot.factor;
      world.refreshVolumes();
      return;
    case 'field':
      writeField(world, slot, values);
      return;
    default:
      writeRows(world, slot, values);
      if (slot.what === 'amount') world.refreshVolumes();
  }
}

function writeRows(world: World, slot: Extract<Slot, { kind: number }>, values: Values): void {
  const { data, widths, rows } = world.tables[slot.kind];
  for (let row = 0; row < rows; row++) {
    const value = values(row);
    if (slot.what === 'amount') data.c[row * widths.c + slot.index] = value * slot.factor;
    else if (slot.what === 'species') {
      const volume = slot.perVolume ? data.c[(row + 1) * widths.c - 1] : 1;
      data.y[row * widths.y + slot.index] = value * slot.factor * volume;
    } else if (slot.what === 'built-in' && slot.name === 'x') data.x[row] = value;
    else if (slot.what === 'built-in' && slot.name === 'y') data.y0[row] = value;
    else data.angle[row] = value;
  }
}

function writeField(world: World, slot: Extract<Slot, { what: 'field' }>, values: Values): void {
  const store = world.fields[slot.field];
  const length = lengthOf(world, slot);
  if (store instanceof MatrixField) {
    for (let block = 0; block < store.blocks * store.blocks; block++) store.flush(block);
    for (let v = 0; v < length; v++) store.stored[slot.index][v] = values(v) * slot.factor;
    for (let block = 0; block < store.blocks * store.blocks; block++) store.flush(block);
    return;
  }
  for (let v = 0; v < length; v++) store.density[slot.index][v] = values(v) * slot.factor;
  store.waiting[slot.index].fill(0);
}

function square(side: number): number {
  return side * side;
}
