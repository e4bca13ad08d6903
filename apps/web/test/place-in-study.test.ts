import assert from 'node:assert/strict';
import test from 'node:test';
import { studyJsonSchema } from '@invadolab/study';
import { placeInStudy } from '../src/study/place-in-study.js';
import { type Schema, schemasAt } from '../src/study/study-schema.js';

test('the place of a cursor is read from indentation and from braces', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['', '', false],
    ['format: 1\nass', '', false],
    ['assay: ', 'assay', true],
    ['arms:\n  kd: {knockdown: {', 'arms kd knockdown', false],
    ['arms:\n  kd: {knockdown: {TKS5: 90 %}, ', 'arms kd', false],
    ['arms:\n  vehicle: {}\n  # a note\n  a:\n    drugs:\n      - {name: ', 'arms a drugs name', true],
    ['measure: [matrix.degraded_area, ', 'measure', true],
    ['measure:\n  - ', 'measure', false],
  ];
  for (const [text, path, value] of cases)
    assert.deepEqual(placeInStudy(text), { path: path.split(' ').filter(Boolean), value }, text);
});

test('the format says what may stand at a place', () => {
  const schema = studyJsonSchema() as Schema;
  const keys = (...path: string[]) => schemasAt(schema, path).flatMap(({ properties = {} }) => Object.keys(properties));
  assert.ok(keys().includes('timepoints'));
  assert.ok(keys('arms', 'kd').includes('knockdown'));
  assert.ok(keys('arms', 'kd', 'drugs').includes('nominal'));
  assert.deepEqual(keys('study'), []);
  assert.ok(schemasAt(schema, ['form']).some((each) => each.enum?.includes('reduced')));
});
