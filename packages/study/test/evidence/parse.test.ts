import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseEvidence, parseNotExpressible, parsePriorExceptions } from '../../src/index.js';
import { smallCatalog } from '../small-catalog.js';
import { smallEvidence } from './small-evidence.js';

const catalog = smallCatalog();

test('a row becomes a study in the language of studies, and what was published of it', () => {
  const { rows, paper, reference } = parseEvidence(smallEvidence, 'small.yaml', catalog);
  assert.deepEqual([paper, reference], ['maker2020', 'made2020']);
  const [first, second, third] = rows;
  assert.equal(first.source, 'Maker A, 2020, Journal of Tests, doi:10.1000/made');
  assert.deepEqual(
    first.test?.study.arms.map(({ id }) => id),
    ['control', 'little', 'dosed'],
    'no automatic controls',
  );
  assert.deepEqual([first.test?.study.experiments, first.test?.study.cells], [5, 12]);
  const [down, none] = first.test?.expectations ?? [];
  assert.deepEqual([down.expected, down.time, down.manipulation], [{ direction: 'down' }, 1200, 'loss']);
  assert.deepEqual([none.measure, none.time, none.positive?.arm.id], ['matrix.degraded_mass.true', 600, 'little']);
  const [number] = second.test?.expectations ?? [];
  assert.deepEqual([number.arm.id, number.manipulation], ['more', 'gain']);
  assert.deepEqual(number.expected, { number: [1.6, 2.5], unit: 'ratio' });
  assert.deepEqual([second.test?.study.experiments, second.test?.study.cells], [3, 7]);
  assert.equal(third.test, undefined);
});

/** What is wrong, the change to the file, and what the message must say. */
const wrong: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a molecule that is not there',
    'GROWER: 90 %',
    'GROWR: 90 %',
    /^small\.yaml:17:\d+: .*found "GROWR".*nearest is "GROWER"/,
  ],
  [
    'a cell that is not there',
    'cell: Able-1\n      matrix',
    'cell: Able-7\n      matrix',
    /^small\.yaml:12:\d+: .*a cell profile.*Able/,
  ],
  ['a drug that is not there', 'name: stopper', 'name: stoper', /found "stoper".*a drug.*stopper/],
  ['a matrix that is not there', 'kind: sheet', 'kind: sheat', /found "sheat".*a kind of matrix/],
  [
    'a measure that is not there',
    'invadopodia.count',
    'invadopodia.cont',
    /found "invadopodia.cont".*invadopodia.count/,
  ],
  [
    'an arm that is not there',
    '{arm: little, measure: invadopodia',
    '{arm: litle, measure: invadopodia',
    /found "litle".*control, little, dosed/,
  ],
  ['a wrong unit', '90 %', '90 nM', /found "90 nM"/],
  ['no change without a positive control', ', positive: {arm: little, direction: down}', '', /none without positive/],
  ['a time that is not read', 'at: 10 min', 'at: 15 min', /found "15 min".*a timepoint of the study/],
  ['a number without unit', ', unit: ratio', '', /no unit/],
  ['a number with a foreign unit', 'unit: ratio', 'unit: nM', /found "nM".*ratio/],
  ['a number that is none', '[1.6, 2.5]', '[2.5, 1.6]', /the lower first/],
  [
    'a direction and a number',
    'direction: down}\n      - {arm: dosed',
    'direction: down, number: 2, unit: ratio}\n      - {arm: dosed',
    /a direction and a number/,
  ],
  [
    'an unknown direction',
    'direction: down}\n      - {arm: dosed',
    'direction: less}\n      - {arm: dosed',
    /found "less".*down, up, none, abolished/,
  ],
  ['an unknown key', 'quantity: a constant', 'quantity: a constant\n    familie: x', /familie.*nearest is "family"/],
  ['an unknown role', 'role: input', 'role: inputs', /calibrate, check, law/],
  [
    'both roles in one paper',
    'id: T2\n    role: check',
    'id: T2\n    role: calibrate',
    /found "calibrate".*check, as the other rows/,
  ],
  ['a scored row without a study', 'role: input', 'role: check', /no study in T3/],
  ['a reference that is not there', 'reference: made2020', 'reference: made2021', /found "made2021".*a reference/],
  [
    'several arms and none named',
    '{arm: little, measure: invadopodia',
    '{measure: invadopodia',
    /found "no arm".*little, dosed/,
  ],
  [
    'the control against itself',
    '{arm: little, measure: invadopodia',
    '{arm: control, measure: invadopodia',
    /another arm than the control/,
  ],
  [
    'a change that says no sign',
    'more: {overexpress: {GROWER: 2}}',
    'more: {set: {k_end: 0.01 1/s}}',
    /manipulation: loss or gain/,
  ],
  ['no YAML', 'format: 1', 'format: [1', /^small\.yaml:\d+:\d+: not valid YAML/],
];

for (const [what, from, to, says] of wrong) {
  test(`${what}: one message with its place`, () => {
    assert.ok(smallEvidence.includes(from), from);
    const text = smallEvidence.replace(from, to);
    assert.throws(
      () => parseEvidence(text, 'small.yaml', catalog),
      (error: unknown) => {
        assert.ok(isBadInput(error), String(error));
        assert.match(error.message, says);
        assert.match(error.message, /^small\.yaml:\d+:\d+: [^\n]*$/);
        return true;
      },
    );
  });
}

test('the lists beside the papers say what they lack', () => {
  assert.throws(() => parseNotExpressible('format: 1\nrows: [{id: A}]\n', 'list.yaml'), /list\.yaml:2:\d+: .*no role/);
  assert.deepEqual([...parsePriorExceptions('format: 1\nfixed: {k_end: a reason}\n', 'p.yaml', catalog)], ['k_end']);
  assert.throws(
    () => parsePriorExceptions('format: 1\nfixed: {k_ende: a reason}\n', 'p.yaml', catalog),
    /found "k_ende"/,
  );
});
