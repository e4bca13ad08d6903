import assert from 'node:assert/strict';
import test from 'node:test';
import { evidenceOf } from '@invadolab/laboratory';
import { parseCatalog } from '@invadolab/model';

test('evidence without the list of what cannot be run is named as an incomplete installation', () => {
  const catalog = parseCatalog([]);
  assert.throws(() => evidenceOf([], catalog), /evidence\/not-expressible\.yaml is missing/);
});
