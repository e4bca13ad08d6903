import assert from 'node:assert/strict';
import test from 'node:test';
import { balancedAccuracy, type Call, classCounts } from '../../src/evidence/accuracy.js';
import { shuffledAccuracy, signRule } from '../../src/evidence/baselines.js';
import type { Outcome } from '../../src/evidence/judge.js';

/** `counts` votes of one call in each class. */
function votes(counts: Readonly<Record<Call['truth'], number>>): Call[] {
  return (['down', 'none', 'up'] as const).flatMap((truth) =>
    Array.from({ length: counts[truth] }, (_, index) => ({ vote: `${truth}${index}`, truth })),
  );
}

test('always the commonest class scores one over the number of classes, however many it has', () => {
  const calls = votes({ down: 18, none: 1, up: 1 });
  const all = (outcome: Outcome) => calls.map(() => outcome);
  assert.equal(balancedAccuracy(calls, all('down')), 1 / 3);
  assert.equal(balancedAccuracy(calls, all('undecided')), 0);
  assert.equal(
    balancedAccuracy(
      calls,
      calls.map(({ truth }) => truth),
    ),
    1,
  );
  assert.deepEqual(classCounts(calls), { down: 18, none: 1, up: 1 });
});

test('shares of the classes are averaged, and a class without votes does not enter', () => {
  const calls = votes({ down: 4, none: 0, up: 2 });
  const outcomes: Outcome[] = ['down', 'down', 'down', 'up', 'up', 'down'];
  assert.equal(balancedAccuracy(calls, outcomes), (3 / 4 + 1 / 2) / 2);
  assert.equal(balancedAccuracy([], []), null);
});

test('a vote with several calls is right where most of them are, once per class', () => {
  const one = (truth: Call['truth']): Call => ({ vote: 'a', truth });
  assert.equal(balancedAccuracy([one('down'), one('down')], ['down', 'up']), 0);
  assert.equal(balancedAccuracy([one('down'), one('down'), one('down')], ['down', 'up', 'down']), 1);
  assert.equal(balancedAccuracy([one('down'), one('none')], ['down', 'down']), 1 / 2);
});

test('the sign rule', () => {
  assert.deepEqual((['loss', 'gain', 'nothing'] as const).map(signRule), ['down', 'up', 'none']);
});

test('a perfect model with its perturbations dealt out anew scores chance: one over the number of classes', () => {
  const calls = votes({ down: 10, none: 10, up: 10 });
  const groups = calls.map(() => 'one');
  const found = shuffledAccuracy(calls, groups, (_, donor) => calls[donor].truth, 3);
  // A share of 10 drawn from 30 has a standard deviation of at most sqrt(1/3 x 2/3 / 10) = 0.15; 200 exchanges, four of their errors.
  assert.ok(found && Math.abs(found.mean - 1 / 3) < (4 * 0.15) / Math.sqrt(200), JSON.stringify(found));
  assert.ok(found.low < found.mean && found.mean < found.high);
});

test('perturbations stay within their assay', () => {
  const calls = votes({ down: 3, none: 0, up: 3 });
  const groups = calls.map(({ truth }) => truth);
  const found = shuffledAccuracy(calls, groups, (_, donor) => calls[donor].truth, 3);
  assert.deepEqual(found, { mean: 1, low: 1, high: 1 });
  assert.equal(
    shuffledAccuracy([], [], () => 'down', 1),
    null,
  );
});
