import assert from 'node:assert/strict';
import test from 'node:test';
import type { DrawLaw } from './judge-draw.js';
import { type Criterion, holds, holdsAtValue, isClose } from './law.js';
import { jackknife, mean, pairedRatio } from './statistics.js';
import { tally, wilson } from './tally.js';

test('the interval of a share is the one that was published', () => {
  // Newcombe 1998, table I: 81 of 263 and 0 of 20 without continuity correction.
  for (const [found, all, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [0, 20, 0, 0.1611],
  ]) {
    const [a, b] = wilson(found, all);
    assert.ok(Math.abs(a - low) < 1e-4 && Math.abs(b - high) < 1e-4, `${a} ${b}`);
  }
});

test('draws are counted by law and by criterion', () => {
  const draw = (value: number, close: boolean): DrawLaw => {
    const criterion = { name: 'half', value, low: value, high: value, holds: value > 0.5, close };
    return { law: '9', holds: value > 0.5, criteria: [criterion] };
  };
  const [law] = tally([draw(0.2, false), draw(0.6, true), draw(0.7, false)]);
  assert.deepEqual([law.holds, law.draws, law.close], [2, 3, 1]);
  assert.deepEqual(law.criteria, [{ name: 'half', fails: 1, close: 1, values: [0.6, 0.2, 0.7] }]);
});

test('a criterion holds by its interval, or in a draw by its value, and is close where its interval holds the bound', () => {
  const of = (value: number, half: number): Criterion => {
    return { name: '', estimate: { value, low: value - half, high: value + half }, atMost: 0.8, enough: true };
  };
  assert.deepEqual([holds(of(0.7, 0.2)), holdsAtValue(of(0.7, 0.2)), isClose(of(0.7, 0.2))], [false, true, true]);
  assert.deepEqual([holds(of(0.5, 0.2)), holdsAtValue(of(0.5, 0.2)), isClose(of(0.5, 0.2))], [true, true, false]);
  const none = { ...of(0.5, 0.2), enough: false };
  assert.deepEqual([holds(none), holdsAtValue(none), isClose(none)], [false, false, true]);
  const unknown = of(Number.NaN, 0);
  assert.deepEqual([holds(unknown), holdsAtValue(unknown)], [false, false]);
});

test('leaving out one cell after the other gives the spread that is known for a ratio', () => {
  const [a, b] = [
    [3, 5, 2, 8, 4, 6],
    [4, 7, 4, 9, 5, 7],
  ];
  const known = pairedRatio(a, b);
  const left = jackknife([a, b], (x, y) => mean(x) / mean(y));
  assert.equal(left.value, known.value);
  // They agree to the first order of one over the number of cells.
  assert.ok(Math.abs((left.high - left.low) / (known.high - known.low) - 1) < 1 / a.length);
});
