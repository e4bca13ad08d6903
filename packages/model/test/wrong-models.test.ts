import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseModel, readModel } from '../src/index.js';
import { example } from './example.js';
import { wrong } from './wrong-models.js';

test('the example is right; only an event that sets a conserved species is worth a word', () => {
  const { warnings } = readModel(example, 'm.yaml');
  assert.deepEqual(warnings, ['m.yaml:79:3: the event sets a member of the conserved sum matter']);
});

for (const [name, text, says] of wrong) {
  test(`a wrong model gives one message: ${name}`, () => {
    try {
      parseModel(text, 'm.yaml');
    } catch (error) {
      assert.ok(isBadInput(error), String(error));
      assert.match(error.message, /^m\.yaml:\d+:\d+: [^\n]+$/);
      assert.ok(error.message.includes(says), `${error.message} does not say ${says}`);
      return;
    }
    assert.fail('accepted');
  });
}

test('positions in an expression are those of the wrong name', () => {
  const text = example.replace('k_off * A * active', 'k_off * A * actve');
  const [line, column] = [text.split('\n').findIndex((row) => row.includes('actve')) + 1, text.split('\n')];
  const expected = `m.yaml:${line}:${column[line - 1].indexOf('actve') + 1}: `;
  assert.throws(
    () => parseModel(text, 'm.yaml'),
    (error: Error) => error.message.startsWith(expected),
  );
});

test('unused parameters are warned of', () => {
  const text = example.replace('places:\n', '  idle: {value: 1, source: {assumed: a test}}\nplaces:\n');
  assert.ok(readModel(text, 'm.yaml').warnings.some((warning) => warning.endsWith('the parameter idle is not used')));
});
