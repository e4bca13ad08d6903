import assert from 'node:assert/strict';
import test from 'node:test';
import { adaptation } from '../src/compare/adaptive.js';

const day = 86_400;
const control = 'sham';

/** Two experiments of three cells whose control adds `base` a day, and an arm that adds `factor(day)` times as much. */
function rowsOf(days: readonly number[], factor: (day: number) => number, early = 0) {
  const until = (arm: string, base: number, last: number) => {
    let sum = early;
    for (let i = 0; i < last; i++) sum += base * (arm === control ? 1 : factor(i));
    return sum;
  };
  return [control, 'dosed'].flatMap((arm) =>
    [0, 1].flatMap((experiment) =>
      [0, 1, 2].flatMap((cell) =>
        days.map((at) => {
          const value = until(arm, 1 + cell + experiment, at);
          return { arm, experiment, cell, time: at * day, measure: 'area', value, unit: 'um2' };
        }),
      ),
    ),
  );
}

const plan = { arm: 'dosed', control, measure: 'area', seed: 1 };
const daily = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
const near = (actual: number, expected: number, slack = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= slack, `${actual}, not ${expected}`);

test('the gain after each dose is that of the interval up to the next', () => {
  const rows = rowsOf(daily(6), (i) => 1 + 0.1 * (i + 1));
  const { gains, course } = adaptation(rows, { ...plan, doses: [0, 2 * day, 4 * day] });
  assert.deepEqual(
    gains.map(({ dose, from, until }) => [dose, from / day, until / day]),
    [
      [1, 0, 2],
      [2, 2, 4],
      [3, 4, 5],
    ],
  );
  for (const [i, expected] of [1.15, 1.35, 1.5].entries()) near(gains[i].effect.ratio, expected);
  for (const { effect } of gains)
    assert.ok(effect.low <= effect.ratio && effect.high >= effect.ratio && effect.n === 2);
  assert.equal(course.length, 6);
});

test('what was there before a dose is not counted', () => {
  const rows = rowsOf(daily(4), (i) => (i < 2 ? 5 : 2));
  const { gains } = adaptation(rows, { ...plan, doses: [2 * day] });
  near(gains[0].effect.ratio, 2);
});

test('a gain that falls exponentially halves in its half-life', () => {
  const halfLife = 3;
  const rows = rowsOf(daily(20), (i) => 1 + 0.8 * 2 ** (-i / halfLife));
  const found = adaptation(rows, { ...plan, doses: [0] });
  // Middles of days stand at whole distances, so the value at three days is exact.
  near(found.halfLife, halfLife * day, 1e-6 * day);
  assert.equal(found.beyond, false);
  assert.equal(found.persistent, false);
});

test('a gain that stays persists, and its half-life is beyond what was read', () => {
  const found = adaptation(
    rowsOf(daily(16), () => 1.4),
    { ...plan, doses: [0] },
  );
  assert.equal(found.beyond, true);
  assert.equal(found.persistent, true);
  near(found.halfLife, 15 * day);
});

test('a loss has no half-life, and without a reading at fourteen days nothing is said of persistence', () => {
  const found = adaptation(
    rowsOf(daily(5), () => 0.6),
    { ...plan, doses: [0] },
  );
  assert.ok(Number.isNaN(found.halfLife) && !found.beyond);
  assert.equal('persistent' in found, false);
});

test('a dose after the last reading has no gain', () => {
  const { gains } = adaptation(
    rowsOf(daily(2), () => 1),
    { ...plan, doses: [0, 3 * day] },
  );
  assert.deepEqual(
    gains.map(({ dose }) => dose),
    [1],
  );
});
