import assert from 'node:assert/strict';
import test from 'node:test';
import { boundedSummary, meanDraws, ratioDraws, summary } from '../../src/drug-screen/effects.js';
import { amongFirst, rankOrder } from '../../src/drug-screen/ranking.js';

const draws = (...values: number[]) => Float64Array.from(values);

test('the probability of being among the first, counted by hand', () => {
  // Four draws of three drugs; the first two of each draw: ab, ab, ac, bc.
  const a = draws(0.1, 0.2, 0.1, 0.9);
  const b = draws(0.2, 0.1, 0.8, 0.2);
  const c = draws(0.9, 0.9, 0.5, 0.1);
  assert.deepEqual(amongFirst([a, b, c], 2, 'lower'), [0.75, 0.75, 0.5]);
  // The first one alone: a, b, a, c.
  assert.deepEqual(amongFirst([a, b, c], 1, 'lower'), [0.5, 0.25, 0.25]);
  // Upwards: c, c, b, a.
  assert.deepEqual(amongFirst([a, b, c], 1, 'higher'), [0.25, 0.25, 0.5]);
  assert.deepEqual(amongFirst([a, b, c], 3, 'lower'), [1, 1, 1]);
});

test('equal drugs share the places that are left, and one without a value has none', () => {
  const best = draws(0.1);
  const same = draws(1);
  // Two places, one taken: three equal drugs have a third each.
  assert.deepEqual(amongFirst([same, best, same, same], 2, 'lower'), [1 / 3, 1, 1 / 3, 1 / 3]);
  assert.deepEqual(amongFirst([draws(Number.NaN), same], 2, 'lower'), [0, 1]);
});

test('ranks go by the median, then by the probability, and what has no value comes last', () => {
  assert.deepEqual(rankOrder([0.5, null, 0.2, 0.5], [0.4, 0, 0.9, 0.6], 'lower'), [2, 3, 0, 1]);
  assert.deepEqual(rankOrder([0.5, null, 0.2, 0.7], [0, 0, 0, 0], 'higher'), [3, 0, 2, 1]);
});

test('ratios are taken draw by draw, and averaged over the contexts that have one', () => {
  const shown = ratioDraws(draws(1, 3, 5), draws(2, 0, 4));
  assert.deepEqual([...shown], [0.5, Number.NaN, 1.25]);
  assert.deepEqual([...meanDraws([shown, draws(1.5, 0.5, 0.75)], 3)], [1, 0.5, 1]);
});

test('a summary is the median and the middle 95 % of the draws that have a value', () => {
  const all = Float64Array.from({ length: 41 }, (_, at) => at);
  assert.deepEqual(summary(all), { median: 20, low: 1, high: 39, draws: 41 });
  assert.deepEqual(summary(draws(Number.NaN, 2)), { median: 2, low: 2, high: 2, draws: 1 });
  assert.deepEqual(summary(draws(Number.NaN)), { median: null, low: null, high: null, draws: 0 });
});

test('bounds stay bounds: above 3 in most draws is above 3', () => {
  const beyond = { low: 3, high: Number.POSITIVE_INFINITY };
  assert.deepEqual(boundedSummary([beyond, { low: 2, high: 2 }, beyond]), {
    atLeast: 3,
    atMost: null,
    low: 2,
    high: null,
  });
  const known = [1, 2, 3].map((value) => ({ low: value, high: value }));
  assert.deepEqual(boundedSummary(known), { atLeast: 2, atMost: 2, low: 1, high: 3 });
});
