import type { Column } from '../engine.js';
import { areaOf } from '../fields/footprint.js';
import { MatrixField } from '../fields/matrix.js';
import { closure } from '../world/expressions.js';
import { reads } from '../world/plan.js';
import { regionOf } from '../world/positions.js';
import { sampleRow } from '../world/sample.js';
import type { World } from '../world/world.js';
import type { Slot } from './slots.js';

/** The column of a slot over some members, in the declared unit. */
export function readSlot(text: string, slot: Slot, worlds: readonly World[]): Column {
  const parts = worlds.map((world) => part(world, slot));
  const length = parts.reduce((sum, one) => sum + one.values.length, 0);
  const column = {
    slot: text,
    unit: slot.unit,
    values: new Float64Array(length),
    members: new Int32Array(length),
    ids: new Float64Array(length),
    parents: new Float64Array(length),
  };
  let at = 0;
  parts.forEach(({ values, ids, parents }, i) => {
    column.values.set(values, at);
    column.members.fill(worlds[i].position, at, at + values.length);
    if (ids) column.ids.set(ids, at);
    if (parents) column.parents.set(parents, at);
    at += values.length;
  });
  if (slot.what !== 'field') return column;
  const { side, voxel } = worlds[0].fields[slot.field];
  return { ...column, grid: { side, voxel } };
}

interface Part {
  readonly values: Float64Array;
  readonly ids?: Float64Array;
  readonly parents?: Float64Array;
}

function part(world: World, slot: Slot): Part {
  if (slot.what === 'parameter') return { values: Float64Array.of(world.parameters[slot.index] / slot.factor) };
  if (slot.what === 'field') return { values: fieldValues(world, slot.field, slot.index, slot.factor) };
  const table = world.tables[slot.kind];
  const { ids, parents } = table.data;
  const values = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) values[row] = rowValue(world, slot, row);
  return { values, ids, parents };
}

function fieldValues(world: World, field: number, species: number, factor: number): Float64Array {
  const store = world.fields[field];
  if (store instanceof MatrixField) return store.densities(species).map((density) => density / factor);
  return store.density[species].map((_, voxel) => store.value(species, voxel) / factor);
}

function rowValue(world: World, slot: Exclude<Slot, { what: 'parameter' | 'field' }>, row: number): number {
  const { data, widths } = world.tables[slot.kind];
  if (slot.what === 'built-in') {
    if (slot.name === 'x') return data.x[row];
    if (slot.name === 'y') return data.y0[row];
    if (slot.name === 'angle') return data.angle[row];
    if (slot.name === 'age') return world.time - data.birth[row];
    return regionOf(world, slot.kind, row, world.region) ? areaOf(world.region) : 0;
  }
  if (slot.what === 'amount') return data.c[row * widths.c + slot.index] / slot.factor;
  if (slot.what === 'species') {
    const volume = slot.perVolume ? data.c[(row + 1) * widths.c - 1] : 1;
    return data.y[row * widths.y + slot.index] / (slot.factor * volume);
  }
  const { value } = world.plan.kinds[slot.kind].place.definitions[slot.index];
  // Kinds whose rates read no field are not sampled while time goes on.
  if (reads(value, 'field')) sampleRow(world, slot.kind, row);
  const frame = world.at(slot.kind, row);
  frame.t = world.time;
  return closure(value, world.plan.offsets)(frame) / slot.factor;
}
