import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const page = readFileSync(join(shippedFolder('studies'), '..', 'docs', 'study-file.md'), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text);

test('the page on study files has its examples', () => {
  assert.ok(blocks.length >= 3);
});

for (const [index, text] of blocks.entries()) {
  test(`example ${index + 1} of the page on study files is in order`, async () => {
    await withFiles({ 'study.yaml': text }, async (folder) => {
      const { code, err } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost']);
      assert.equal(code, 0, err);
    });
  });
}
