import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScreenedNumber, SensitivityRecord } from '@invadolab/results';
import { sensitivitySentences } from '../src/sensitivity/sensitivity-report.js';

const screened = (id: string, size: number | null): ScreenedNumber => {
  const named = { id, name: id, unit: '1/s', source: 'assumed', value: 1, range: [0.1, 10] as const };
  return { ...named, meanAbsolute: size, mean: size, deviation: 0 };
};

function record(sizes: readonly (number | null)[]): SensitivityRecord {
  return {
    kind: 'invadolab sensitivity',
    format: 1,
    version: '0.0.0',
    study: 'q',
    assay: 'gelatin',
    seed: 1,
    hash: 'ab',
    quantity: {
      arm: 'drug',
      title: 'drug',
      control: 'vehicle',
      measure: 'area',
      time: 3600,
      value: 0.3,
      answer: 'lowers',
    },
    screened: sizes.map((size, i) => screened(`k${i}`, size)),
    trajectories: 2,
    flips: [],
    evaluations: 9,
    notes: ['8 of 9 parameter sets gave no value.'],
  };
}

test('walks that gave hardly any value name no number and say so', () => {
  const [said, note, ...rest] = sensitivitySentences(record([null, 0.5, null, null]));
  assert.match(said, /^area in drug over vehicle at 1 h is 0\.3.*cannot be said.*--within/);
  assert.doesNotMatch(said, /k[0-3]/);
  assert.match(note, /gave no value/);
  assert.equal(rest.length, 0);
});

test('numbers without a value are not counted as silent', () => {
  const said = sensitivitySentences(record([0.5, 0.001, null])).join('\n');
  assert.match(said, /most sensitive to k0 \(assumed\)/);
  assert.match(said, /^1 of 2 numbers move it by less than 1 %/m);
});
