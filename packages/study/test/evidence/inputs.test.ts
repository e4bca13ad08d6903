import assert from 'node:assert/strict';
import test from 'node:test';
import type { Source } from '@invadolab/core';
import type { ModelFile } from '@invadolab/model';
import type { EvidencePaper, EvidenceRow, Expected } from '../../src/evidence/evidence.js';
import { inputReason } from '../../src/evidence/inputs.js';

function model(parameter: Source, amount: Source = { assumed: 'a test' }): ModelFile {
  return {
    format: 1,
    model: 'test',
    parameters: { k: { value: 1, source: parameter } },
    places: { cell: { amounts: { total: { value: 1, source: amount } } } },
  };
}

function row(expected: Expected, changes: Partial<EvidenceRow> = {}): EvidenceRow {
  const arm = { id: 'a', entry: 'a', title: 'a', change: {} };
  const part = { arm, control: arm, measure: 'm', time: 1, expected, manipulation: 'loss' } as const;
  const test = { study: undefined as never, written: {}, place: undefined as never, expectations: [part] };
  const head = { id: 'R1', paper: 'p', role: 'check', verification: 'read', system: 's', family: 'f' } as const;
  return { ...head, quantity: 'q', sameAs: [], source: 's', cited: 'A 2000', test, ...changes };
}

const paper = (rows: readonly EvidenceRow[] = []): EvidencePaper => {
  return { paper: 'p', citation: { authors: 'A', year: 2000 }, reference: 'made2020', rows };
};
const sign: Expected = { direction: 'down' };
const number: Expected = { number: [1, 1], unit: 'ratio' };

test('a number fitted to a row, or to the same observation under another id, makes the row an input', () => {
  const fitted = model({ fitted: ['R0', 'R1'] });
  assert.equal(inputReason(row(sign), paper(), [fitted]), 'k is set by R1');
  assert.equal(inputReason(row(sign, { id: 'R2' }), paper(), [fitted]), undefined);
  assert.equal(inputReason(row(sign, { id: 'R2', sameAs: ['R0'] }), paper(), [fitted]), 'k is set by R0');
  assert.equal(
    inputReason(row(sign), paper(), [model({ assumed: 'x' }, { fitted: ['R1'] })]),
    'cell.total is set by R1',
  );
});

test('what a calibration was given to fit stays a row to calibrate with', () => {
  assert.equal(inputReason(row(sign, { role: 'calibrate' }), paper(), [model({ fitted: ['R1'] })]), undefined);
});

test('a number of a paper from which a number of the model was taken is an input; a direction of it is not', () => {
  for (const source of [{ measured: 'made2020' }, { derived: 'half', from: ['made2020'] }]) {
    assert.equal(inputReason(row(number), paper(), [model(source)]), 'k is taken from this paper');
    assert.equal(inputReason(row(sign), paper(), [model(source)]), undefined);
  }
  assert.equal(inputReason(row(number), paper(), [model({ measured: 'other2020' })]), undefined);
});

test('the same observation as an input of the paper does not count as a check', () => {
  const input = row(number, { id: 'R9', role: 'input', test: undefined });
  const twin = row(number, { sameAs: ['R9'] });
  assert.equal(inputReason(twin, paper([input, twin]), []), 'the observation of R9');
  assert.equal(inputReason({ ...twin, role: 'calibrate' }, paper([input, twin]), []), undefined);
});
