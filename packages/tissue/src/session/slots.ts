import { BadInput, nearest } from '@invadolab/core';
import type { Column } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';
import type { Grid3 } from '../fields/grid.js';
import { risenColumn } from '../world/parts.js';
import { distanceFromVessel } from '../world/vessel.js';
import type { TissueWorld } from '../world/world.js';

/** What every cell of a tissue has, with its unit. */
const ofCells = {
  x: 'um',
  y: 'um',
  z: 'um',
  radius: 'um',
  speed: 'um/s',
  pore: 'um2',
  path: 'um',
  contacts: '1',
  born: 's',
  state: '1',
} as const;

type Own = keyof typeof ofCells;

/**
 * Every slot of a tissue: `tissue.x`, what rises (`tissue.NAME`), the densities `gel.NAME` and `spread.NAME`, the share of each voxel in
 * `region.NAME`, and `vessel.away`, the distance of voxels of soluble species from the wall.
 */
export function tissueSlots({ tissue }: CompiledModel): readonly string[] {
  if (tissue === undefined) return [];
  return [
    ...Object.keys(ofCells).map((id) => `tissue.${id}`),
    ...tissue.rises.map(({ id }) => `tissue.${id}`),
    ...tissue.gels.map(({ id }) => `gel.${id}`),
    ...tissue.regions.map(({ id }) => `region.${id}`),
    ...tissue.spread.map(({ id }) => `spread.${id}`),
    ...(tissue.vessel ? ['vessel.away'] : []),
  ];
}

/** Throws `BadInput` for a slot that the tissue does not have. */
export function readTissue(slot: string, worlds: readonly TissueWorld[]): Column {
  const [owner, name] = [slot.slice(0, slot.indexOf('.')), slot.slice(slot.indexOf('.') + 1)];
  const { tissue } = worlds[0].plan;
  if (owner === 'tissue') {
    const rise = tissue.rises.find(({ id }) => id === name);
    if (rise) return cellColumn(slot, worlds, risenColumn(name), rise.unit || '1', rise.factor);
    if (Object.hasOwn(ofCells, name)) return cellColumn(slot, worlds, name, ofCells[name as Own], 1);
  }
  const gel = owner === 'gel' ? tissue.gels.findIndex(({ id }) => id === name) : -1;
  if (gel >= 0)
    return fieldColumn(
      slot,
      worlds,
      (world) => ({ grid: world.parts.grid, density: world.parts.gels[gel].density }),
      tissue.gels[gel],
    );
  const spread = owner === 'spread' ? tissue.spread.findIndex(({ id }) => id === name) : -1;
  if (spread >= 0)
    return fieldColumn(
      slot,
      worlds,
      (world) => ({ grid: world.parts.coarse, density: world.parts.spread[spread].density }),
      tissue.spread[spread],
    );
  const region = owner === 'region' ? tissue.regions.findIndex(({ id }) => id === name) : -1;
  if (region >= 0)
    return fieldColumn(slot, worlds, (world) => ({ grid: world.parts.grid, density: world.parts.regions[region] }), {
      unit: '1',
      factor: 1,
    });
  if (slot === 'vessel.away' && tissue.vessel)
    return fieldColumn(
      slot,
      worlds,
      (world) => ({ grid: world.parts.coarse, density: distanceFromVessel(world.parts.coarse, world.vesselRadius) }),
      { unit: 'um', factor: 1 },
    );
  throw new BadInput('the tissue has no such slot', {
    found: slot,
    expected: 'something of its cells, a gel, a soluble species or a region',
    nearest: nearest(slot, tissueSlots(worlds[0].plan.model)),
  });
}

function cellColumn(
  slot: string,
  worlds: readonly TissueWorld[],
  column: string,
  unit: string,
  factor: number,
): Column {
  const rows = worlds.reduce((sum, { parts }) => sum + parts.table.count, 0);
  const values = new Float64Array(rows);
  const members = new Int32Array(rows);
  const ids = new Float64Array(rows);
  const parents = new Float64Array(rows);
  let at = 0;
  worlds.forEach(({ parts, position }) => {
    const { table } = parts;
    const own = table.column(column);
    for (let row = 0; row < table.count; row++, at++) {
      values[at] = own[row] / factor;
      members[at] = position;
      ids[at] = table.id[row];
      parents[at] = table.parent[row];
    }
  });
  return { slot, unit, values, members, ids, parents };
}

function fieldColumn(
  slot: string,
  worlds: readonly TissueWorld[],
  fieldOf: (world: TissueWorld) => { readonly grid: Grid3; readonly density: Float64Array },
  { unit, factor }: { readonly unit: string; readonly factor: number },
): Column {
  const { nx, ny, nz, voxel, size } = fieldOf(worlds[0]).grid;
  const values = new Float64Array(worlds.length * size);
  const members = new Int32Array(worlds.length * size);
  worlds.forEach((world, w) => {
    const { density } = fieldOf(world);
    for (let v = 0; v < size; v++) values[w * size + v] = density[v] / factor;
    members.fill(world.position, w * size, (w + 1) * size);
  });
  const nowhere = new Float64Array(values.length);
  return { slot, unit, values, members, ids: nowhere, parents: nowhere, box: { shape: [nz, ny, nx], voxel } };
}
