import assert from 'node:assert/strict';
import test from 'node:test';
import { mostSobolDimensions, sobolPoints } from '../src/index.js';
import { reference } from './sobol-reference.js';

test('points in 64 dimensions are those of scipy', () => {
  for (const [index, expected] of reference) {
    const [point] = sobolPoints(1, 64, index);
    assert.deepEqual(
      Array.from(point, (x) => x * 2048),
      expected,
    );
  }
});

test('a shift keeps the stratification: every interval of 1/256 holds one of 256 points, in every dimension', () => {
  for (const seed of [undefined, 1, 99]) {
    const points = sobolPoints(256, mostSobolDimensions, 0, seed);
    for (let d = 0; d < mostSobolDimensions; d++)
      assert.equal(new Set(points.map((point) => Math.floor(point[d] * 256))).size, 256);
  }
});

test('too many dimensions are refused', () => {
  assert.throws(() => sobolPoints(1, mostSobolDimensions + 1), RangeError);
});
