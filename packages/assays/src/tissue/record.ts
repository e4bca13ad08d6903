import type { FieldSnapshot, Frame } from '@invadolab/results';
import type { RunIdentity, Snapshot } from '../assay.js';
import type { Spots } from './spots.js';

/** What a cell shows in a picture. */
const kinds = ['touching others', 'on its own'] as const;

/** Cells as a picture shows them. */
export function frameOf(spots: Spots, time: number, { arm, experiment, cell }: RunIdentity): Frame {
  const { ids, x, y, z, radius, contacts } = spots;
  return {
    arm,
    experiment,
    cell,
    time,
    ids: Float64Array.from(ids),
    x: Float32Array.from(x),
    y: Float32Array.from(y),
    z: Float32Array.from(z),
    radius: Float32Array.from(radius),
    type: Uint16Array.from(contacts, (touched) => (touched > 0 ? 0 : 1)),
    types: kinds,
  };
}

/** A field of the tissue as it is kept; undefined where it was not read. */
export function fieldOf(
  snapshot: Snapshot,
  slot: string,
  name: string,
  time: number,
  { arm, experiment, cell }: RunIdentity,
): FieldSnapshot | undefined {
  const column = snapshot.columns.get(slot);
  if (column?.box === undefined) return undefined;
  const { shape, voxel } = column.box;
  return {
    arm,
    experiment,
    cell,
    time,
    name,
    unit: column.unit,
    shape,
    voxel,
    origin: [0, 0, 0],
    values: Float32Array.from(column.values),
  };
}
