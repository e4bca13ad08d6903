import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldSnapshot, Frame } from '@invadolab/results';
import { sampled } from '../../src/tissue/sample.js';
import { standing } from '../../src/tissue/standing.js';

const run = { arm: 'a', experiment: 0, cell: 0, time: 0 };

function frame(z: readonly number[]): Frame {
  return {
    ...run,
    ids: Float64Array.of(1, 2, 3),
    x: Float32Array.of(0, 20, 40),
    y: Float32Array.of(40, 0, 20),
    z: Float32Array.from(z),
    radius: Float32Array.of(5, 5, 5),
    type: Uint16Array.of(0, 0, 0),
    types: ['cell'],
  };
}

const field: FieldSnapshot = {
  ...run,
  name: 'gel',
  unit: 'uM',
  shape: [2, 3, 4],
  voxel: 10,
  origin: [0, 0, 0],
  values: Float32Array.from({ length: 24 }, (_, v) => v),
};

test('a layer is seen from the side, with every point where it was, the last axis downwards', () => {
  const { runs, upright } = standing([{ arm: 'a', times: [0], frames: [frame([2, 3, 2])], fields: [field] }]);
  assert.equal(upright, true);
  const [{ frames, fields }] = runs;
  assert.deepEqual([...frames[0].y], [-2, -3, -2]);
  assert.deepEqual([...frames[0].z], [40, 0, 20]);
  for (const [x, y, z] of [
    [5, 5, 5],
    [35, 15, 5],
    [12, 22, 14],
  ])
    assert.ok(Math.abs(sampled(fields[0], x, -z, y) - sampled(field, x, y, z)) < 1e-9, `${x}, ${y}, ${z}`);
});

test('a ball stays as it is', () => {
  const ball = [{ arm: 'a', times: [0], frames: [frame([0, 20, 40])], fields: [field] }];
  assert.deepEqual(standing(ball), { runs: ball, upright: false });
});
