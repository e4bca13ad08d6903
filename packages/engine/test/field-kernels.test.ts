import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { PlainLosses } from '../src/fields/losses-plain.js';
import { wasmLosses } from '../src/fields/losses-wasm.js';
import { filterSquare, ringFilter } from '../src/fields/periodic.js';
import { tileRows } from '../src/fields/tile.js';
import { PlainTile } from '../src/fields/tile-plain.js';
import { wasmTile } from '../src/fields/tile-wasm.js';

const draw = new Stream(1, 'kernels').at(0, 0, 0);
const random = (length: number, scale = 1) => Float64Array.from({ length }, () => scale * draw.uniform());

// Sides with 8, 6, 4 and 2 rows to a tile; rings that close within a part of themselves and around more than once.
for (const [side, c] of [
  [32, 750],
  [36, 0.5],
  [100, 3],
  [128, 0.01],
  [10, 40],
] as const)
  test(`a tile of pairs has the bits of the plain one: side ${side}, c = ${c}`, () => {
    const pairs = wasmTile(side, tileRows(side));
    assert.ok(pairs, 'this platform has WebAssembly with vectors');
    const start = random(side * side);
    const [a, b] = [pairs, new PlainTile(side, tileRows(side))].map((tile) => {
      const density = Float64Array.from(start);
      for (let step = 0; step < 3; step++) filterSquare(density, ringFilter(side, c, 0.01), tile);
      return density;
    });
    assert.deepEqual(a, b);
    assert.ok(a.every((value, v) => value > 0 && value !== start[v]));
  });

for (const [count, scale] of [
  [64, 9e-4],
  [63, 0.04],
  [1, 1e-9],
] as const)
  test(`losses in pairs have the bits of the plain ones, and those are right: ${count} up to ${scale}`, () => {
    const pairs = wasmLosses(64);
    assert.ok(pairs);
    const rates = random(count, scale / 2);
    rates[0] = scale === 1e-9 ? 0.5e-9 : -1;
    const factor = random(count);
    const sums = random(count, 100);
    const results = [pairs, new PlainLosses(64)].map((work) => {
      work.values.fill(7);
      work.values.set(rates);
      work.factor.set(factor);
      work.sums.set(sums);
      const largest = work.exponents(count, 2);
      if (largest < 1e-3) work.shares(count);
      else work.largerShares(count);
      const shares = work.values.slice(0, count);
      const lost = work.lose(count);
      const after = work.factor.slice(0, count);
      return { largest, shares, lost, least: Math.min(...work.least), values: work.values.slice(0, count), after };
    });
    assert.deepEqual(results[0], results[1]);
    const { largest, shares, lost, least, after } = results[0];
    assert.equal(largest, Math.max(0, ...rates) * 2);
    shares.forEach((share, i) => {
      const expected = -Math.expm1(-2 * Math.max(0, rates[i]));
      assert.ok(Math.abs(share - expected) <= 2 ** -51 * expected, `${share} for ${expected}`);
      assert.ok(Math.abs(after[i] - factor[i] * (1 - expected)) <= 2 ** -52);
    });
    assert.equal(least, Math.min(1, ...after));
    const total = shares.reduce((sum, share, i) => sum + sums[i] * factor[i] * share, 0);
    assert.ok(Math.abs(lost - total) <= count * 2 ** -52 * total);
  });

test('a rate that is not a number shows in what is lost', () => {
  for (const work of [wasmLosses(64)!, new PlainLosses(64)])
    for (const at of [0, 5, 6]) {
      work.values.fill(1e-4);
      work.values[at] = Number.NaN;
      work.factor.fill(1);
      work.sums.fill(1);
      assert.equal(work.exponents(7, 1), 1e-4);
      work.shares(7);
      assert.ok(Number.isNaN(work.lose(7)));
    }
});
