import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfDepth } from '../src/tissue/half-depth.js';

const away = Float64Array.from({ length: 400 }, (_, v) => v / 4 - 5);

test('the depth at which something halves is that of an exponential, to within what a shell is wide', () => {
  for (const length of [10, 20, 40]) {
    const values = away.map((distance) => Math.exp(-Math.max(0, distance) / length));
    // Half of what is beside the wall: of the first shell, whose middle is half a voxel off it.
    const expected = length * Math.log(2) + 1;
    assert.ok(Math.abs(halfDepth(values, away, 2) - expected) < 0.1, `${halfDepth(values, away, 2)}, ${expected}`);
  }
});

test('what nowhere halves counts to the farthest shell, and nothing has no depth', () => {
  assert.equal(
    halfDepth(
      away.map(() => 3),
      away,
      2,
    ),
    95,
  );
  assert.equal(
    halfDepth(
      away.map(() => 0),
      away,
      2,
    ),
    0,
  );
});
