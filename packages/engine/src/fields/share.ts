import type { FieldShare } from '../world/changes.js';
import { regionOf } from '../world/positions.js';
import type { World } from '../world/world.js';
import type { Footprint, Region } from './footprint.js';
import { MatrixField } from './matrix.js';

/** The voxels of one field under an individual; the whole plane's nearest voxel where it has no extent. */
export function footprintOf(world: World, kind: number, row: number, field: number): Footprint {
  const store = world.fields[field];
  const blocks = store instanceof MatrixField ? store.blocks : 1;
  const footprint = world.footprintFor(field, world.tables[kind].data.ids[row]);
  footprint.cover(regionAround(world, kind, row), store.side, store.voxel, blocks);
  return footprint;
}

/** The extent of an individual, or of the nearest place around it that has one; else a point. */
export function regionAround(world: World, kind: number, row: number): Region {
  const { region } = world;
  let at = kind;
  let atRow = row;
  while (at >= 0) {
    if (regionOf(world, at, atRow, region)) return region;
    atRow = world.tables[at].parentRows[atRow];
    at = world.plan.kinds[at].place.parent;
  }
  const { x, y0 } = world.tables[kind].data;
  return Object.assign(region, { shape: 'disc', x: x[row], y: y0[row], a: 0, b: 0, angle: 0 });
}

/** Molecules of a field species that an individual can reach: those under it, by weight up to 1. */
export function availableIn(world: World, share: FieldShare, footprint: Footprint): number {
  const store = world.fields[share.field];
  let sum = 0;
  for (let k = 0; k < footprint.count; k++) {
    const within = Math.min(1, footprint.weight[k]);
    const voxel = footprint.index[k];
    sum +=
      within *
      (store instanceof MatrixField
        ? Math.max(0, store.value(share.species, voxel, footprint.block[k])) * store.area
        : Math.max(0, store.available(share.species, voxel)));
  }
  return sum;
}

/** Gives `delta` by weight; takes in proportion to what is there, `stock` in all. */
export function putInto(world: World, share: FieldShare, footprint: Footprint, delta: number, stock: number): void {
  const store = world.fields[share.field];
  const fraction = delta < 0 ? delta / stock : delta / footprint.total;
  for (let k = 0; k < footprint.count; k++) {
    const voxel = footprint.index[k];
    const block = footprint.block[k];
    if (store instanceof MatrixField) {
      const base =
        delta < 0
          ? Math.min(1, footprint.weight[k]) * Math.max(0, store.value(share.species, voxel, block))
          : footprint.weight[k] / store.area;
      store.add(share.species, voxel, block, fraction * base);
    } else {
      const base =
        delta < 0
          ? Math.min(1, footprint.weight[k]) * Math.max(0, store.available(share.species, voxel))
          : footprint.weight[k];
      store.put(share.species, voxel, fraction * base);
    }
  }
}
