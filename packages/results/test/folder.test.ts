import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput, sha256Hex } from '@invadolab/core';
import fc from 'fast-check';
import {
  checkName,
  encodeManifest,
  finishRun,
  type Manifest,
  MemoryStore,
  nameSegment,
  openRun,
  resultNames,
  writeManifest,
} from '../src/index.js';
import { manyMeasures } from './rows.js';

const manifest: Manifest = {
  kind: 'invadolab result',
  format: 1,
  versions: { invadolab: '0.1.0', node: '20' },
  study: 'Does it?',
  assay: 'network',
  seed: 7,
  engine: { id: 'reference', exactness: 'bitwise' },
  hashes: { study: sha256Hex('s'), catalog: sha256Hex('c'), models: { control: sha256Hex('m') } },
  plan: { arms: ['control'], experiments: 2, cells: 6, timepoints: [21600] },
  thresholds: { 'hole.intensity': 0.75 },
  status: 'running',
  warnings: ['none'],
  shards: ['0-0-0'],
};
const tables = { measures: manyMeasures(20), series: [], events: [] };
const text = (content: string) => new TextEncoder().encode(content);

async function finished(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await finishRun(store, manifest, tables);
  return store;
}

test('a run reads back as it was written', async () => {
  const store = new MemoryStore();
  await writeManifest(store, manifest);
  assert.deepEqual(await openRun(store), { manifest });
  const done = await finishRun(store, manifest, tables);
  assert.equal(done.status, 'done');
  const run = await openRun(store);
  assert.deepEqual(run.manifest, done);
  assert.equal(run.tables?.measures.length, 20);
  assert.deepEqual(await store.list(''), ['events.parquet', 'manifest.json', 'measures.parquet', 'series.parquet']);
});

test('two runs of the same rows leave the same bytes', async () => {
  const [a, b] = [await finished(), await finished()];
  for (const name of await a.list('')) assert.deepEqual(await a.get(name), await b.get(name));
});

test('missing, damaged, exchanged and foreign content is refused', async () => {
  const wrongs: [string, (store: MemoryStore) => Promise<void>][] = [
    ['no manifest', (store) => store.remove(resultNames.manifest)],
    ['no table', (store) => store.remove(resultNames.measures)],
    ['an exchanged table', async (store) => store.put(resultNames.measures, (await store.get(resultNames.series))!)],
    [
      'a damaged table',
      async (store) => store.put(resultNames.series, (await store.get(resultNames.series))!.slice(1)),
    ],
    ['an empty manifest', (store) => store.put(resultNames.manifest, text(''))],
    ['a binary manifest', (store) => store.put(resultNames.manifest, Uint8Array.of(255, 254, 0))],
    ['a foreign manifest', (store) => store.put(resultNames.manifest, text('{"name": "a package"}'))],
    ['a list', (store) => store.put(resultNames.manifest, text('[]'))],
    ['a later format', (store) => store.put(resultNames.manifest, text(JSON.stringify({ ...manifest, format: 2 })))],
    ['a wrong seed', (store) => store.put(resultNames.manifest, text(JSON.stringify({ ...manifest, seed: -1 })))],
    [
      'a wrong hash',
      (store) =>
        store.put(
          resultNames.manifest,
          text(JSON.stringify({ ...manifest, hashes: { ...manifest.hashes, study: 'x' } })),
        ),
    ],
  ];
  for (const [what, spoil] of wrongs) {
    const store = await finished();
    await spoil(store);
    await assert.rejects(openRun(store), (error) => isBadInput(error) && !error.message.includes('\n'), what);
  }
});

test('any change of a byte of a table is found', async () => {
  const store = await finished();
  const good = (await store.get(resultNames.measures))!;
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (position, change) => {
      const bytes = good.slice();
      bytes[position] ^= change;
      await store.put(resultNames.measures, bytes);
      await assert.rejects(openRun(store), isBadInput);
    }),
  );
});

test('a manifest is written for people and always the same', () => {
  const { kind, ...rest } = manifest;
  assert.deepEqual(encodeManifest({ ...rest, kind }), encodeManifest(manifest));
  assert.match(new TextDecoder().decode(encodeManifest(manifest)), /\n {2}"seed": 7,\n/);
  assert.throws(() => encodeManifest({ ...manifest, seed: 0.5 }));
});

test('names stay inside the store on every system', async () => {
  for (const wrong of [
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '..',
    '../a',
    'a/../b',
    '.hidden',
    'a.',
    'c:',
    'a\\b',
    'NUL',
    'a/con.txt',
    'x\0',
    'x'.repeat(300),
  ]) {
    assert.throws(() => checkName(wrong), isBadInput, wrong);
    await assert.rejects(new MemoryStore().put(wrong, text('')), isBadInput);
  }
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      (a, b) => {
        const name = nameSegment(a);
        assert.equal(checkName(name), name);
        if (a !== b) assert.notEqual(name.toLowerCase(), nameSegment(b).toLowerCase());
      },
    ),
  );
  assert.notEqual(nameSegment('A'), nameSegment('a'));
});

test('a store in memory keeps its own bytes', async () => {
  const store = new MemoryStore();
  const bytes = text('abc');
  await store.put('a/b', bytes);
  bytes[0] = 0;
  const read = (await store.get('a/b'))!;
  assert.deepEqual(read, text('abc'));
  read[0] = 0;
  assert.deepEqual(await store.get('a/b'), text('abc'));
  await store.rename('a/b', 'c');
  assert.deepEqual(await store.list(''), ['c']);
  assert.equal(await store.get('a/b'), undefined);
  await assert.rejects(store.rename('a/b', 'c'));
});
