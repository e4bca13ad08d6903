import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeDirection, judgeNumber, likeliestOf, outcomeOf } from '../../src/evidence/judge.js';

/** `count` draws of each value, in order. */
function draws(...parts: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(parts.flatMap(([count, value]) => Array.from({ length: count }, () => value)));
}

test('down, up and abolished need their limit in nine draws of ten, the limit itself included', () => {
  const cases = [
    ['down', 0.8, 0.81],
    ['up', 1.25, 1.24],
    ['abolished', 0.1, 0.11],
  ] as const;
  for (const [direction, holds, misses] of cases) {
    assert.equal(judgeDirection(draws([90, holds], [10, misses]), direction, false).pass, true, direction);
    assert.equal(judgeDirection(draws([89, holds], [11, misses]), direction, false).pass, false, direction);
  }
  assert.equal(judgeDirection(draws([100, 0.5]), 'up', true).pass, false);
  assert.equal(judgeDirection(draws([100, 0.5]), 'abolished', true).pass, false);
});

test('a draw with nothing to compare holds no direction, and is named', () => {
  const gaps = judgeDirection(draws([89, 0], [11, Number.NaN]), 'down', false);
  assert.equal(gaps.pass, false);
  assert.match(gaps.why, /89 % of draws, 90 % needed; 11 % of draws have nothing to compare/);
  const nothing = judgeDirection(draws([10, Number.NaN]), 'down', false);
  assert.equal(nothing.pass, false);
  assert.ok(Number.isNaN(nothing.predicted));
});

test('no change needs a narrow interval, a positive control that is seen, and every draw', () => {
  const narrow = draws([4, 0.5], [92, 1], [4, 2]);
  assert.equal(judgeDirection(narrow, 'none', true).pass, true);
  assert.equal(judgeDirection(narrow, 'none', false).pass, false);
  assert.match(judgeDirection(narrow, 'none', false).why, /positive control is not seen/);
  assert.equal(judgeDirection(draws([8, 0.5], [92, 1]), 'none', true).pass, false);
  assert.equal(judgeDirection(draws([92, 1], [8, 2]), 'none', true).pass, false);
  assert.equal(judgeDirection(draws([99, 1], [1, Number.NaN]), 'none', true).pass, false);
});

test('what the draws say by themselves: down, up, none, or undecided', () => {
  assert.equal(outcomeOf(draws([90, 0.1], [10, 3]), false), 'down');
  assert.equal(outcomeOf(draws([95, 3], [5, 0.1]), false), 'up');
  assert.equal(outcomeOf(draws([100, 1]), true), 'none');
  assert.equal(outcomeOf(draws([100, 1]), false), 'undecided');
  assert.equal(outcomeOf(draws([50, 0.5], [50, 2]), true), 'undecided');
  assert.equal(likeliestOf(draws([40, 0.5], [35, 1], [25, 2])), 'down');
  assert.equal(likeliestOf(draws([30, 0.5], [35, 1], [35, 2])), 'up');
  assert.equal(likeliestOf(draws([30, 0.5], [45, 1], [25, 2])), 'none');
  assert.equal(likeliestOf(draws([10, 0.5], [90, Number.NaN])), 'down');
  assert.equal(likeliestOf(draws([100, Number.NaN])), 'undecided');
});

test('a number passes inside a 95 % interval that is narrow enough', () => {
  // 1, 2, ..., 201: the interval runs from 6 to 196.
  const wide = Float64Array.from({ length: 201 }, (_, i) => i + 1);
  const judged = judgeNumber(wide, [100, 100], false);
  assert.deepEqual(judged.interval.map(Math.round), [6, 196]);
  assert.equal(judged.predicted, 101);
  assert.equal(judged.pass, false);
  assert.match(judged.why, /inside .* 32\.7-fold wide \(at most 4-fold\)/);
  // 101, ..., 301: 106 to 296, which is 2.8-fold.
  const narrow = wide.map((value) => value + 100);
  assert.equal(judgeNumber(narrow, [200, 200], false).pass, true);
  assert.equal(judgeNumber(narrow, [200, 200], true).pass, false, 'ratios may be 2.5-fold wide at most');
  assert.equal(judgeNumber(narrow, [100, 100], false).pass, false);
  assert.equal(judgeNumber(narrow, [300, 300], false).pass, false);
  // The middle of 50 to 800 in the logarithm is 200.
  assert.equal(judgeNumber(narrow, [50, 800], false).pass, true);
  assert.equal(judgeNumber(narrow, [50, 200], false).pass, false);
  assert.equal(judgeNumber(Float64Array.from([...narrow, Number.NaN]), [200, 200], false).pass, false);
});
