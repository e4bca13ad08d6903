import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeOmeTiff } from '@invadolab/assays';
import { finishRun, MemoryStore } from '@invadolab/results';
import { reportInput } from '../src/folder.js';
import { renderReport } from '../src/report.js';
import { madeInput } from './fixture.js';

const made = madeInput();
const resolved = {
  format: 1,
  models: [
    {
      hash: 'h',
      arms: ['vehicle'],
      trace: [{ target: 'k', kind: 'parameter', by: 'cell', from: '1', to: '2' }],
      model: {
        format: 1,
        model: 'made',
        references: {
          used: { authors: 'A', year: 2000, doi: '10.1/1' },
          reaction: { authors: 'B', year: 2001, pmid: '7' },
          idle: { authors: 'C', year: 2002, pmid: '8' },
        },
        parameters: { k: { value: '2 1/s', source: { measured: 'used' }, name: 'Rate' } },
        places: {
          cell: {
            amounts: { n: { value: 3, unit: 'uM', source: { assumed: 'why not' } } },
            species: { A: { unit: 'nM', name: 'Enzyme' } },
          },
        },
        reactions: { r: { in: 'cell', equation: 'A ->', rate: 'k', references: ['reaction'] } },
      },
    },
    {
      hash: 'i',
      arms: ['booster'],
      trace: [{ target: 'k', kind: 'parameter', by: 'booster', from: '2', to: '6' }],
      model: { places: {} },
    },
  ],
};

async function stored(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.put('resolved-model.json', new TextEncoder().encode(JSON.stringify(resolved)));
  await store.put('images/one.ome.tiff', writeOmeTiff(made.images[0]));
  const details = { report: JSON.parse(JSON.stringify(made.facts)) };
  await finishRun(store, { ...made.manifest, details }, made);
  return store;
}

test('a folder gives back what was put in, with sources, used references and names', async () => {
  const input = await reportInput(await stored());
  assert.deepEqual(input.facts, JSON.parse(JSON.stringify(made.facts)));
  assert.equal(input.measures.length, made.measures.length);
  assert.deepEqual(input.images, made.images.slice(0, 1));
  assert.deepEqual(
    input.parameters.map(({ id, title, value, kind, changedBy }) => [id, title, value, kind, changedBy.length]),
    [
      ['k', 'Rate', '2 1/s', 'measured', 1],
      ['cell.n', 'cell.n', '3 uM', 'assumed', 0],
    ],
  );
  assert.deepEqual(Object.keys(input.references), ['used', 'reaction']);
  assert.deepEqual(input.names, { 'cell.A': 'Enzyme' });
  assert.match(renderReport(input), /Where the numbers come from/);
});

test('an unfinished, a modelless and a damaged folder are refused by name', async () => {
  const store = await stored();
  await store.put('resolved-model.json', new TextEncoder().encode('{"models": []}'));
  await assert.rejects(reportInput(store), /no models of a run/);
  await store.remove('resolved-model.json');
  await assert.rejects(reportInput(store), /models of this run are missing/);
  await assert.rejects(reportInput(new MemoryStore()), /no result folder/);
});
