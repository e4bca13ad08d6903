import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Grid3, SolubleField3, Vessels } from '../src/index.js';

test('around a vessel that tissue drains stands the profile of resistances in a row', () => {
  // A sheet of vessel in the first voxel of a line, a drain at the far face.
  const grid = new Grid3({ nx: 20, ny: 1, voxel: 5 });
  const field = new SolubleField3(grid, { diffusivity: 30, walls: { x1: { kind: 'held', density: 0 } } });
  field.fill(0);
  const vessels = new Vessels(grid, Int32Array.of(0, 0), Float64Array.of(10, 15));
  let [entered, left] = [0, 0];
  const dt = 0.5;
  for (let i = 0; i < 12_000; i++) {
    entered = vessels.exchange(field, { plasma: 2, permeability: 0.4 }, dt);
    left = field.ledger.left;
    field.step(dt);
    left = field.ledger.left - left;
  }
  // 25 um2 of wall, then 19.5 voxels to the face, over the 25 um2 of the line.
  const flux = (2 * 25) / (1 / 0.4 + (19.5 * 5) / 30);
  // The step lags by the wall's own k dt / 2 = 0.4 x 25 / 125 x 0.5 / 2.
  assert.ok(Math.abs(entered / dt / flux - 1) < 0.02, `${entered / dt} for ${flux}`);
  assert.ok(Math.abs(left / entered - 1) < 1e-6, `${left} for ${entered}`);
  assert.ok(field.ledger.error(field.amount()) < 1e-11);
});

test('tissue at the density of the plasma neither gains nor loses, and gives back when it is above', () => {
  const grid = new Grid3({ nx: 3, ny: 3, nz: 3, voxel: 10 });
  const field = new SolubleField3(grid, { diffusivity: 10 });
  const vessels = new Vessels(grid, Int32Array.of(13), Float64Array.of(100));
  field.fill(1.5);
  assert.ok(Math.abs(vessels.exchange(field, { plasma: 1.5, permeability: 3 }, 60)) < 1e-9);
  assert.ok(vessels.exchange(field, { plasma: 0, permeability: 3 }, 60) < -100);
  assert.throws(() => new Vessels(grid, Int32Array.of(1), new Float64Array(2)), /1 voxels of vessels have 2 areas/);
});
