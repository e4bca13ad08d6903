import assert from 'node:assert/strict';
import test from 'node:test';
import { withFitted } from './adopt-calibration.mjs';

const part = `part: core
# A remark that stays.
parameters:
  k_a: {name: a, value: 2.0e-3, unit: 1/s, range: [1.0e-4, 0.1], source: {assumed: "slow, as others"}} # also stays
  k_b: {value: 5 nM, range: [1 nM, 10 nM], source: {fitted: [R0], note: "assumed before the fit (4 nM): why"}}
  k_c: {value: 1, range: [0, 2], source: {assumed: a test}}
`;

test('value and source are replaced where they stand, and nothing else', () => {
  const left = new Map([
    ['k_a', { value: 0.0031, unit: '1/s' }],
    ['k_b', { value: 6.5, unit: 'nM' }],
    ['k_z', { value: 1, unit: '1' }],
  ]);
  const { text, changed } = withFitted(part, left, ['R1', 'R2']);
  assert.deepEqual(changed, ['k_a', 'k_b']);
  assert.deepEqual([...left.keys()], ['k_z']);
  const lines = part.split('\n');
  lines[3] =
    '  k_a: {name: a, value: 0.0031, unit: 1/s, range: [1.0e-4, 0.1], source: {fitted: [R1, R2], note: "assumed before the fit (0.002): slow, as others"}} # also stays';
  lines[4] =
    '  k_b: {value: 6.5 nM, range: [1 nM, 10 nM], source: {fitted: [R1, R2], note: "assumed before the fit (4 nM): why"}}';
  assert.equal(text, lines.join('\n'));
});

test('what is taken over again does not change', () => {
  const fitted = () => new Map([['k_a', { value: 0.0031, unit: '1/s' }]]);
  const once = withFitted(part, fitted(), ['R1']).text;
  assert.equal(withFitted(once, fitted(), ['R1']).text, once);
});
