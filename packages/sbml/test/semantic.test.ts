import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviations, semanticCases } from './semantic-cases.js';

const cases = semanticCases();

test('there are at least 100 cases', () => {
  assert.ok(cases.length >= 100);
  assert.equal(new Set(cases.map(({ title }) => title)).size, cases.length);
});

for (const each of cases) {
  test(`${each.id}: ${each.title}`, async () => {
    assert.deepEqual(await deviations(each), []);
  });
}
