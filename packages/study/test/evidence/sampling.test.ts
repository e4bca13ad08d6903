import assert from 'node:assert/strict';
import test from 'node:test';
import { ratios, sampledMeans } from '../../src/evidence/sampling.js';

test('the mean of n cells has the predicted mean and the variance of a mean of n', () => {
  const draws = 20_000;
  const moments = Array.from({ length: draws }, () => ({ time: 0, mean: 3, varianceWithin: 2, varianceBetween: 4 }));
  const n = 12;
  const seen = sampledMeans(moments, { n, seed: 1, purpose: 'test' });
  const mean = seen.reduce((sum, value) => sum + value, 0) / draws;
  const variance = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
  const expected = 6 / n;
  // Five standard errors of a mean and, with the kurtosis of this log-normal below 4, of a variance.
  assert.ok(Math.abs(mean - 3) < 5 * Math.sqrt(expected / draws), `${mean}`);
  assert.ok(Math.abs(variance - expected) < 5 * expected * Math.sqrt(3 / draws), `${variance}`);
});

test('zero stays zero, no value stays none, arms have chance of their own', () => {
  const moment = (mean: number) => ({ time: 0, mean, varianceWithin: 1, varianceBetween: 0 });
  const seen = sampledMeans([moment(0), undefined, moment(Number.NaN)], { n: 4, seed: 1, purpose: 'a' });
  assert.deepEqual([...seen], [0, Number.NaN, Number.NaN]);
  const [a, b] = ['a', 'b'].map((purpose) => sampledMeans([moment(5)], { n: 4, seed: 1, purpose })[0]);
  assert.notEqual(a, b);
});

test('over a control of zero there is no ratio', () => {
  const found = ratios(Float64Array.of(1, 1, 0, Number.NaN), Float64Array.of(2, 0, 2, 1));
  assert.deepEqual([...found], [0.5, Number.NaN, 0, Number.NaN]);
});
