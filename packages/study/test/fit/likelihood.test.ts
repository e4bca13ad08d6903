import assert from 'node:assert/strict';
import test from 'node:test';
import { logNormalProbability } from '@invadolab/inference';
import { type Datum, groupsOf, logLikelihood, readData } from '../../src/index.js';
import { receptorStudy } from './receptor.js';

const datum = (arm: string, value: number, more: Partial<Datum> = {}): Datum => ({
  arm,
  time: 600,
  measure: 'cell.surface',
  value,
  below: false,
  n: 1,
  line: 1,
  ...more,
});
const data = [datum('untreated', 2, { sd: 0.4, n: 4 }), datum('a', 1, { sd: 0.1 }), datum('b', 3, { sd: 0.6, n: 2 })];
const comparison = { scale: 'ratio', discrepancy: 0.05, error: 0.3 } as const;
const predictions: Record<string, number> = { untreated: 10, a: 6, b: 12, c: 1 };
const predicted = (arm: string) => predictions[arm];

test('ratios to one control have the covariance of their shared error', () => {
  const found = logLikelihood(groupsOf(data, 'untreated', comparison, 'data.csv'), predicted);
  const error = (value: number, sd: number, n: number) => Math.log1p((sd / value) ** 2 / n);
  const c = error(2, 0.4, 4);
  const [a, b] = [error(1, 0.1, 1) + 0.05 ** 2, error(3, 0.6, 2) + 0.05 ** 2];
  const [r, s] = [Math.log(0.5) - Math.log(0.6), Math.log(1.5) - Math.log(1.2)];
  // The inverse of [[a + c, c], [c, b + c]] by hand.
  const quadratic = ((b + c) * r * r - 2 * c * r * s + (a + c) * s * s) / ((a + c) * (b + c) - c * c);
  assert.ok(Math.abs(found + 0.5 * quadratic) < 1e-12, `${found} against ${-0.5 * quadratic}`);
});

test('values themselves are independent; without an sd the stated error counts', () => {
  const groups = groupsOf([datum('a', 5)], 'untreated', { ...comparison, scale: 'value' }, 'data.csv');
  const variance = Math.log1p(0.09) + 0.05 ** 2;
  assert.ok(Math.abs(logLikelihood(groups, predicted) + (0.5 * Math.log(5 / 6) ** 2) / variance) < 1e-12);
});

test('a bound contributes the probability of staying below it, and nothing predicted obeys it', () => {
  const bounded = [datum('untreated', 2, { sd: 0.4, n: 4 }), datum('c', 0.3, { below: true })];
  const groups = groupsOf(bounded, 'untreated', comparison, 'data.csv');
  const deviation = Math.sqrt(0.05 ** 2 + Math.log1p(0.04 / 4));
  const expected = logNormalProbability((Math.log(0.15) - Math.log(0.1)) / deviation);
  assert.ok(Math.abs(logLikelihood(groups, predicted) - expected) < 1e-12);
  assert.equal(
    logLikelihood(groups, (arm) => (arm === 'c' ? 0 : 10)),
    0,
  );
});

test('a measured value where the model has none, and a control that is gone, are impossible', () => {
  const groups = groupsOf(data, 'untreated', comparison, 'data.csv');
  assert.ok(Number.isNaN(logLikelihood(groups, (arm) => (arm === 'a' ? 0 : 10))));
  assert.ok(Number.isNaN(logLikelihood(groups, (arm) => (arm === 'untreated' ? 0 : 10))));
});

test('replicates, another separator, quotes, a byte order mark and a unit in the heading are read', () => {
  const table =
    '\uFEFFArm;"Time (h)";measure;value\r\n# three dishes\r\nuntreated;1;cell.surface;1\r\nuntreated;1;cell.surface;2\r\n"Untreated";1;cell.surface;3\r\nno-synthesis;60 min;cell.inside;<0.5\r\n';
  assert.deepEqual(readData(table, 'data.csv', receptorStudy()).data, [
    { arm: 'untreated', time: 3600, measure: 'cell.surface', value: 2, below: false, sd: 1, n: 3, line: 3 },
    { arm: 'no-synthesis', time: 3600, measure: 'cell.inside', value: 0.5, below: true, n: 1, line: 6 },
  ]);
});
