import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doseFamilies } from '../src/doses.js';
import type { ReportArm } from '../src/input.js';
import { duration, interval, number, quantity, ratio, short, unitText } from '../src/wording.js';

test('numbers have three digits and no needless exponent', () => {
  assert.deepEqual(
    [0, 1234, 123.4, 12.34, 1.234, 0.1234, 0.01234].map((each) => number(each)),
    ['0', '1234', '123', '12.3', '1.23', '0.123', '0.012'],
  );
  assert.equal(number(-2.5), '\u22122.50');
  assert.equal(number(1.5e-7), '1.50e\u22127');
  assert.equal(number(Number.NaN), 'no value');
});

test('numbers within a sentence have no idle zeros, and powers of ten where they are tiny or huge', () => {
  assert.deepEqual([0, 0.01, 0.5, 2.6149, 120, 1e-4, 2.3e-6, -4e-9, 3e7].map(short), [
    '0',
    '0.01',
    '0.5',
    '2.61',
    '120',
    '0.0001',
    '2.3\u00d710\u207b\u2076',
    '\u22124\u00d710\u207b\u2079',
    '3\u00d710\u2077',
  ]);
});

test('ratios, intervals, durations and units read well', () => {
  assert.deepEqual([0, 0.0004, 0.05, 0.5, 2, 20].map(ratio), ['0', '< 0.001', '0.050', '0.50', '2.00', '20.0']);
  assert.equal(interval({ low: -0.1, high: 0.5 }), '0\u20130.50');
  assert.equal(interval({ low: Number.NaN, high: Number.NaN }), 'none');
  assert.deepEqual([30, 90, 150, 3600, 5400, 21600, 86400, 14 * 86400].map(duration), [
    '30 s',
    '90 s',
    '2.5 min',
    '1 h',
    '90 min',
    '6 h',
    '24 h',
    '14 d',
  ]);
  assert.deepEqual(['um2', '1', 'molecule/um3', 'uM'].map(unitText), [
    '\u00b5m\u00b2',
    '',
    'molecule/\u00b5m\u00b3',
    '\u00b5M',
  ]);
  assert.equal(quantity(2.5, 'um2'), '2.50 \u00b5m\u00b2');
});

const families = (arms: readonly ReportArm[]) =>
  doseFamilies({ facts: { control: 'none', arms, measure: [] }, parameters: [] });

test('a dose family needs three arms that differ in one dose alone', () => {
  const arm = (id: string, nominal: string, more = {}) => ({
    id,
    title: id,
    change: { drugs: [{ name: 'D', nominal }], ...more },
  });
  const arms = [arm('a', '0.1 uM'), arm('b', '10 nM'), arm('c', '0.001 uM'), arm('d', '5 nM', { knockout: ['X'] })];
  const [family, ...others] = families(arms);
  assert.equal(others.length, 0);
  assert.deepEqual(family.doses, [
    { arm: 'c', dose: 0.001 },
    { arm: 'b', dose: 0.01 },
    { arm: 'a', dose: 0.1 },
  ]);
  assert.equal(family.unit, 'uM');
  assert.deepEqual(families(arms.slice(0, 2)), []);
});

test('a scanned parameter is a family too, with the control among it', () => {
  const arm = (id: string, k: number) => ({ id, title: id, change: { set: { k } } });
  const facts = { control: 'b', arms: [arm('a', 1), arm('b', 2), arm('c', 0), arm('d', 4), arm('e', 8)], measure: [] };
  const [{ doses, name }] = doseFamilies({ facts, parameters: [] });
  assert.deepEqual([name, doses.map(({ dose }) => dose)], ['k', [1, 2, 4, 8]]);
});
