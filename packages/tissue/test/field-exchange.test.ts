import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { Grid3, Places, SolubleField3, type Walls } from '../src/index.js';

const everything: Walls = {
  x0: { kind: 'held', density: 2 },
  y1: { kind: 'exchange', speed: 0.3, density: 0.5 },
  z0: { kind: 'exchange', speed: 2, density: 0 },
};

test('a full run with moving cells, open faces and decay closes to 1e-10, and no voxel goes below zero', () => {
  const grid = new Grid3({ nx: 10, ny: 8, nz: 6, voxel: 5 });
  const draw = new Stream(11, 'exchange').at(0, 0, 0);
  const field = new SolubleField3(grid, { diffusivity: 50, decay: 0.002, walls: everything });
  field.fill(0.1);
  const places = new Places(grid);
  const rows = 40;
  const voxels = Int32Array.from({ length: rows }, () => Math.floor(grid.size * draw.uniform()));
  const source = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 200 * draw.uniform() : 0));
  // Some cells would empty their voxel thousands of times in a step.
  const clearance = Float64Array.from({ length: rows }, (_, row) => 10 ** (row % 7) * draw.uniform());
  const taken = new Float64Array(rows);
  let all = 0;
  for (let i = 0; i < 3000; i++) {
    voxels[i % rows] = Math.floor(grid.size * draw.uniform());
    places.stand(voxels);
    field.exchange(places, { source, clearance, taken }, 1 + (i % 3));
    for (const one of taken) all += one;
    field.step(1 + (i % 3));
    assert.ok(field.density.every((value) => value >= 0));
  }
  assert.ok(field.ledger.error(field.amount()) < 1e-12, `${field.ledger.error(field.amount())}`);
  assert.ok(Math.abs(all / field.ledger.taken - 1) < 1e-12);
  for (const part of field.ledger.parts) assert.ok(part > 0);
});

test('without decay or faces nothing is lost in 100,000 steps', () => {
  const field = new SolubleField3(new Grid3({ nx: 6, ny: 4, nz: 2, voxel: 1 }), { diffusivity: 0.3 });
  field.density[5] = 1e6;
  field.restart();
  for (let i = 0; i < 100_000; i++) field.step(0.7);
  assert.ok(field.ledger.error(field.amount()) < 1e-10, `${field.ledger.error(field.amount())}`);
});

test('rows of a voxel share what there is by their clearances, in one implicit step', () => {
  const grid = new Grid3({ nx: 2, ny: 1, voxel: 10 });
  const field = new SolubleField3(grid, { diffusivity: 0 });
  field.fill(0.5);
  const places = new Places(grid);
  places.stand(Int32Array.of(1, 0, 1, 1));
  assert.equal(places.slots, 2);
  const taken = new Float64Array(4);
  const clearance = Float64Array.of(100, 0, 300, 0);
  field.exchange(places, { source: Float64Array.of(0, 0, 0, 50), clearance, taken }, 5);
  // 500 molecules and 250 more in 1000 um3, of which 2000 um3 are cleared: a third stays.
  assert.ok(Math.abs(field.density[1] - 0.25) < 1e-15);
  assert.deepEqual(
    Array.from(taken, (one) => Math.round(one * 1e9) / 1e9),
    [125, 0, 375, 0],
  );
  assert.equal(field.density[0], 0.5);
  places.stand(Int32Array.of(0));
  field.exchange(places, { clearance: Float64Array.of(1e12), taken }, 1e6);
  assert.ok(field.density[0] >= 0 && field.density[0] < 1e-12 && Math.abs(taken[0] - 500) < 1e-9);
});

test('uptake in a voxel follows exp(-k t) at first order', () => {
  const grid = new Grid3({ nx: 1, ny: 1, voxel: 1 });
  const places = new Places(grid);
  places.stand(Int32Array.of(0));
  const error = (steps: number) => {
    const field = new SolubleField3(grid, { diffusivity: 1 });
    field.fill(1);
    for (let i = 0; i < steps; i++) field.exchange(places, { clearance: Float64Array.of(0.3) }, 2 / steps);
    return field.density[0] - Math.exp(-0.6);
  };
  const ratio = error(64) / error(128);
  assert.ok(Math.abs(ratio - 2) < 0.02, `${ratio}`);
});

test('a spike stays positive in a step that is a million times too long', () => {
  const field = new SolubleField3(new Grid3({ nx: 31, ny: 1, voxel: 1 }), { diffusivity: 1e6 });
  field.density[0] = 1;
  field.step(1);
  for (const value of field.density) assert.ok(value > 0 && Math.abs(31 * value - 1) < 1e-3);
});

test('what does not fit is said', () => {
  assert.throws(() => new Grid3({ nx: 2.5, ny: 1, voxel: 1 }), /2\.5 voxels/);
  assert.throws(() => new Grid3({ nx: 2, ny: 1, voxel: 0 }), /0 um/);
  assert.throws(() => new Grid3({ nx: 2, ny: 1, nz: 2, voxel: 1, height: 3 }), /only a layer/);
});

test('a point lies in the voxel around it, and outside in the nearest one', () => {
  const grid = new Grid3({ nx: 4, ny: 3, nz: 2, voxel: 10, origin: [-20, 0, 5] });
  assert.equal(grid.voxelAt(-20, 0, 5), 0);
  assert.equal(grid.voxelAt(19.9, 29.9, 24.9), grid.size - 1);
  assert.equal(grid.voxelAt(1e9, -1e9, 16), grid.index(3, 0, 1));
  assert.equal(grid.centre(0, 1), -5);
});
