import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldProblems, Grid3, memoryOfFields, Places, reachError, SolubleField3, uptakeError } from '../src/index.js';

test('the error of the reach is that of a settled line', () => {
  // One coarse line with a held face; steps so short that only the voxel matters.
  const [voxel, decay, d] = [10, 0.02, 5];
  const field = new SolubleField3(new Grid3({ nx: 40, ny: 1, voxel }), {
    ...{ diffusivity: d, decay },
    walls: { x0: { kind: 'held', density: 1 } },
  });
  field.fill(0);
  for (let i = 0; i < 40_000; i++) field.step(0.02);
  const reach = Math.sqrt(d / decay);
  const found = voxel / Math.log(field.density[0] / field.density[1]);
  assert.ok(Math.abs(found / reach - 1 - reachError(voxel / reach)) < 2e-3, `${found / reach - 1}`);
});

test('the error of the step is that of a voxel which is filled up again each step', () => {
  const grid = new Grid3({ nx: 1, ny: 1, voxel: 2 });
  const field = new SolubleField3(grid, { diffusivity: 1 });
  const places = new Places(grid);
  places.stand(Int32Array.of(0));
  const taken = new Float64Array(1);
  field.fill(1);
  field.exchange(places, { clearance: Float64Array.of(0.3 * grid.volume), taken }, 2);
  assert.ok(Math.abs(taken[0] / (0.6 * grid.volume) - (1 - uptakeError(0.6))) < 1e-15);
});

test('what is too coarse is said by name, with what was found and what is needed', () => {
  const grid = new Grid3({ nx: 10, ny: 10, voxel: 20 });
  assert.deepEqual(fieldProblems(grid, { name: 'ligand', diffusivity: 100, decay: 0.01 }, 60), []);
  assert.deepEqual(fieldProblems(grid, { name: 'ligand', diffusivity: 100 }, 1e9), []);
  assert.deepEqual(fieldProblems(grid, { name: 'ligand', diffusivity: 10, decay: 0.025 }), []);
  const [voxel, step] = fieldProblems(grid, { name: 'gas', diffusivity: 10, uptake: 0.1 }, 6);
  assert.equal(voxel.grade, 'warned');
  assert.match(voxel.message, /^gas reaches 10 um .* voxel of 20 um .* at most 11\.4 um/);
  assert.equal(step.grade, 'refused');
  assert.match(
    step.message,
    /gas .* time constant of 10 s, .* step of 6 s .* 37\.5 % too slow; steps of at most 0\.526 s/,
  );
  assert.deepEqual(fieldProblems(grid, { name: 'gas', diffusivity: 10, uptake: 0.1 }).length, 1);
});

test('memory is the arrays that there are', () => {
  const grid = new Grid3({ nx: 40, ny: 30, nz: 20, voxel: 5 });
  const estimate = memoryOfFields(grid, 1);
  const fast = new SolubleField3(grid, { diffusivity: 1 });
  // The module's memory comes in pages of 65536 bytes.
  const real = fast.density.buffer.byteLength + 4 * grid.size;
  assert.ok(real >= estimate && real < estimate + 65536, `${real} ${estimate}`);
  assert.equal(memoryOfFields(grid, 1, true), estimate + (estimate - 4 * grid.size) + 24 * grid.size);
  assert.ok(memoryOfFields(grid, 5) < 2 * 5 * 8 * grid.size);
});
