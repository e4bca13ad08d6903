import { MatrixField } from '../fields/matrix.js';
import { footprintOf, regionAround } from '../fields/share.js';
import { inside, regionOf } from './positions.js';
import type { World } from './world.js';

/** A region wider than this many voxels is averaged over whole blocks of the matrix. */
const wide = 48;

/** What every individual sees of the fields under it, and whether its centre lies in its parent's extent. */
export function sample(world: World): void {
  for (const kind of world.plan.kinds) {
    if (kind.sampled) for (let row = 0; row < world.tables[kind.index].rows; row++) sampleRow(world, kind.index, row);
    if (kind.usesCovered) coverAll(world, kind.index);
  }
}

/** Field means under one individual: under its own extent or that of the nearest place around it that has one. */
export function sampleRow(world: World, kind: number, row: number): void {
  const { offsets } = world.plan;
  const table = world.tables[kind];
  const positioned = hasPosition(world, kind);
  world.fields.forEach((store, field) => {
    const at = row * table.widths.samples + offsets[field];
    const count = store.field.species.length;
    if (!positioned) {
      const plane = store.side * store.side * (store instanceof MatrixField ? store.area : store.capacity);
      for (let s = 0; s < count; s++) table.data.samples[at + s] = store.amount(s) / plane;
      return;
    }
    const region = regionAround(world, kind, row);
    if (store instanceof MatrixField && Math.max(region.a, region.b) > wide * store.voxel) {
      const footprint = world.footprintFor(field, -table.data.ids[row]);
      footprint.cover(region, store.blocks, (store.side * store.voxel) / store.blocks, 1);
      for (let s = 0; s < count; s++) table.data.samples[at + s] = store.blockMean(s, footprint);
      return;
    }
    const footprint = footprintOf(world, kind, row, field);
    for (let s = 0; s < count; s++) table.data.samples[at + s] = store.mean(s, footprint);
  });
}

function hasPosition(world: World, kind: number): boolean {
  for (let at = kind; at >= 0; at = world.plan.kinds[at].place.parent)
    if (world.plan.extents[at] !== undefined) return true;
  return false;
}

/** Siblings stand together, so each parent's region is worked out once. */
function coverAll(world: World, kind: number): void {
  const { parent } = world.plan.kinds[kind].place;
  const { data, rows, parentRows } = world.tables[kind];
  const { region } = world;
  let last = -1;
  let bounded = false;
  for (let row = 0; row < rows; row++) {
    if (parent >= 0 && parentRows[row] !== last) {
      last = parentRows[row];
      bounded = regionOf(world, parent, last, region);
    }
    data.covered[row] = !bounded || inside(region, data.x[row], data.y0[row], world.plan.side) ? 1 : 0;
  }
}

/** Field densities at one point, for the acceptance of a drawn position. */
export function sampleAt(world: World, x: number, y: number, out: Float64Array): void {
  const { offsets } = world.plan;
  world.fields.forEach((store, field) => {
    const column = Math.min(store.side - 1, Math.floor(x / store.voxel));
    const row = Math.min(store.side - 1, Math.floor(y / store.voxel));
    const voxel = row * store.side + column;
    const blocks = store instanceof MatrixField ? store.blocks : 1;
    const block = Math.floor((row * blocks) / store.side) * blocks + Math.floor((column * blocks) / store.side);
    for (let s = 0; s < store.field.species.length; s++) out[offsets[field] + s] = store.value(s, voxel, block);
  });
}
