import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tissue } from '@invadolab/model';
import { tissuePlanOf } from '../src/world/plan.js';
import { TissueWorld } from '../src/world/world.js';
import { invented, tissue } from './invented.js';

const ticksPerHour = 10;

/** Cells on a wall 4 um thick in a box of 96 um, which holds them in its first 12 um. */
function walled(wall: Tissue['gels'], passages: Tissue['passages'], own = {}, cells = {}, regions = {}): TissueWorld {
  const parts: Partial<Tissue> = {
    start: { shape: 'layer', cells: 'heads', at: 'radius' },
    regions: {
      wall: { shape: 'slab', from: 'far', to: 'far + voxel' },
      beyond: { shape: 'slab', from: 'far + voxel', to: 'box' },
      ...regions,
    },
    cells: { ...tissue.cells, glide: 1, division: 0, growth: 0, ...cells },
    gels: wall ?? {},
    passages: passages ?? {},
    spread: {},
  };
  const quantities = { far: '12 um', voxel: '4 um', walk: '0.005 um/s', deep: '8 um', apart: '32 um', ...own };
  return new TissueWorld(tissuePlanOf(invented(quantities, parts)), 0, 0, 7, []);
}

function run(world: TissueWorld, hours: number): TissueWorld {
  for (let tick = 0; tick < hours * ticksPerHour; tick++) world.advance();
  return world;
}

const beyond = ({ parts: { table } }: TissueWorld): number =>
  table.z.subarray(0, table.count).filter((z) => z > 16).length;

test('a closed wall is crossed by nobody, although it is thinner than the cells and they crowd on it', () => {
  const solid = run(walled({}, { wall: { where: 'wall', pore: 0 } }, { heads: 80 }), 24);
  assert.equal(beyond(solid), 0);
  assert.ok(Math.max(...solid.parts.table.z.subarray(0, solid.parts.table.count)) < 12);
  const open = run(walled({}, {}), 24);
  assert.ok(beyond(open) > 10, `${beyond(open)} of 40 without the wall`);
});

test('a wall that is cut lets through, the later the slower it is cut', () => {
  const sheet = (eats: string) =>
    walled(
      { sheet: { ...tissue.gels!.jelly, where: 'wall', pore: 'narrow*(thick/here - 1)', cleared: 'slowly' } },
      undefined,
      { slowly: eats },
    );
  const [none, some] = [run(sheet('0 um3/s'), 12), run(sheet('0.05 um3/s'), 12)];
  assert.equal(beyond(none), 0);
  assert.ok(beyond(some) > 0);
  const [gel] = some.parts.gels;
  assert.ok(gel.taken > 0 && Math.abs(gel.amount() + gel.taken - gel.intact) <= 1e-10 * gel.intact);
});

test('holes let through where they are, and along a closed wall cells get to them', () => {
  const holes = { radius: 'deep/2', spacing: 'apart' };
  const passages: Tissue['passages'] = {
    wall: { where: { shape: 'slab', from: 'far', to: 'far + deep', holes }, pore: 0 },
    holes: { where: 'holes', pore: 'wide' },
  };
  const regions = { holes: { shape: 'holes', from: 'far', to: 'far + deep', ...holes } };
  const world = walled({}, passages, {}, {}, regions);
  const { nx, ny, voxel } = world.parts.grid;
  // 3 x 3 axes, each in the middle of a voxel, with the four around it whose middles are just 4 um away.
  const plane = world.parts.grid.index(0, 0, 3);
  const holed = Array.from({ length: nx * ny }, (_, i) => plane + i).filter((v) => world.parts.regions[2][v] === 1);
  assert.equal(holed.length, 9 * 5);
  assert.ok(holed.includes(world.parts.grid.voxelAt(18, 18, 13)), `axes are in the middle of voxels of ${voxel} um`);
  run(world, 48);
  const gliding = beyond(world);
  const waiting = beyond(run(walled({}, passages, {}, { glide: 0 }, regions), 48));
  assert.ok(gliding > waiting, `${gliding} with gliding, ${waiting} without`);
});

test('cells in tubes stay in them and walk along them', () => {
  const tubes = { radius: 'deep/2', spacing: 'apart' };
  const parts: Partial<Tissue> = {
    start: { shape: 'tubes', cells: 'heads', spacing: 'apart' },
    regions: { wall: { shape: 'outside-tubes', ...tubes }, inside: { shape: 'tubes', ...tubes } },
    cells: { ...tissue.cells, glide: 1, division: 0, growth: 0 },
    gels: {},
    passages: { wall: { where: 'wall', pore: 0 }, inside: { where: 'inside', pore: 'wide' } },
    spread: {},
  };
  const own = { voxel: '4 um', walk: '0.005 um/s', deep: '8 um', apart: '32 um', heads: 9 };
  const world = new TissueWorld(tissuePlanOf(invented(own, parts)), 0, 0, 7, []);
  const before = Float64Array.from(world.parts.table.x);
  run(world, 6);
  const { x, y, z, count } = world.parts.table;
  const [whole, walls] = world.parts.regions;
  for (let v = 0; v < world.parts.grid.size; v++) assert.equal(whole[v] + walls[v], 1);
  let way = 0;
  for (let row = 0; row < count; row++) {
    assert.equal(walls[world.parts.grid.voxelAt(x[row], y[row], z[row])], 1, `${y[row]}, ${z[row]}`);
    way += Math.abs(x[row] - before[row]) / count;
  }
  assert.ok(way > 20, `${way} um`);
});
