import assert from 'node:assert/strict';
import test from 'node:test';
import { blissRatio, loeweRatio } from '../../src/drug-screen/combination.js';
import { type Curve, doseFor, effectiveDose, falling, quotient } from '../../src/drug-screen/curve.js';

/** 1 / (1 + d / k): simple binding. Doses a factor 1.01 apart, so that lines between them err by less than 1e-4. */
function binding(k: number, floor = 0): Curve {
  const doses = Array.from({ length: 1600 }, (_, at) => 0.001 * 1.01 ** at);
  return { doses, ratios: doses.map((dose) => floor + (1 - floor) / (1 + dose / k)) };
}

const near = (found: number, expected: number, within = 1e-3) =>
  assert.ok(Math.abs(found - expected) < within, `${found} instead of ${expected}`);

test('a drug with itself is additive by Loewe: the two doses are one dose of their sum', () => {
  for (const [one, other] of [
    [1, 1],
    [0.3, 5],
    [10, 0.01],
  ])
    near(loeweRatio(binding(2), one, binding(2), other), 1 / (1 + (one + other) / 2));
});

test('two ligands of one site with different affinities are additive: 1 / (1 + a/ka + b/kb)', () => {
  near(loeweRatio(binding(2), 3, binding(50), 20), 1 / (1 + 3 / 2 + 20 / 50));
});

test('a drug that does nothing adds nothing, and one that raises the measure counts as none', () => {
  const doses = [0.1, 1, 10];
  const idle = { doses, ratios: [1, 1, 1] };
  near(loeweRatio(binding(2), 2, idle, 10), 0.5);
  near(loeweRatio(binding(2), 2, { doses, ratios: [1.1, 1.5, 2] }, 10), 0.5);
  assert.equal(loeweRatio(idle, 1, idle, 1), 1);
  assert.ok(Number.isNaN(loeweRatio(idle, 1, { doses, ratios: [1, Number.NaN, 1] }, 1)));
});

test('beyond what one drug can reach, the other stands alone', () => {
  // The weak one never leaves less than 0.6; at its dose of 6 the strong one alone leaves 0.25.
  near(loeweRatio(binding(1, 0.6), 0.01, binding(2), 6), 0.25, 5e-3);
});

test('independent action is the product of what each leaves', () => {
  assert.equal(blissRatio(0.5, 0.5), 0.25);
  assert.equal(blissRatio(1, 0.3), 0.3);
});

test('the halving dose of simple binding is its constant; where it is not reached, a bound', () => {
  const { low, high } = effectiveDose(binding(3), 0.5);
  assert.equal(low, high);
  near(low, 3, 3e-3);
  assert.deepEqual(effectiveDose({ doses: [1, 10], ratios: [0.9, 0.6] }, 0.5), {
    low: 10,
    high: Number.POSITIVE_INFINITY,
  });
  assert.deepEqual(effectiveDose({ doses: [1, 10], ratios: [0.4, 0.1] }, 0.5), { low: 0, high: 1 });
});

test('between two doses a curve is straight in the logarithm, below the first it is straight in the dose', () => {
  const curve = { doses: [1, 100], ratios: [0.8, 0.4] };
  near(doseFor(curve, 0.6), 10, 1e-9);
  near(doseFor(curve, 0.9), 0.5, 1e-9);
  assert.deepEqual(falling({ doses: [1, 2, 3], ratios: [0.8, 0.9, 0.5] }).ratios, [0.8, 0.8, 0.5]);
});

test('a window of two values is their quotient; of bounds, a bound', () => {
  const known = (value: number) => ({ low: value, high: value });
  const above = { low: 100, high: Number.POSITIVE_INFINITY };
  const below = { low: 0, high: 1 };
  assert.deepEqual(quotient(known(30), known(10)), known(3));
  assert.deepEqual(quotient(above, known(10)), { low: 10, high: Number.POSITIVE_INFINITY });
  assert.deepEqual(quotient(known(30), above), { low: 0, high: 0.3 });
  assert.deepEqual(quotient(known(30), below), { low: 30, high: Number.POSITIVE_INFINITY });
  assert.deepEqual(quotient(above, above), { low: 0, high: Number.POSITIVE_INFINITY });
});
