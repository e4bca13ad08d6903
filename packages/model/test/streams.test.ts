import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseCatalog } from '../src/catalog/parse.js';
import type { Composition } from '../src/catalog.js';
import { compileModel } from '../src/compile/compile.js';
import { compose } from '../src/compose/compose.js';
import type { Amount, ModelFile } from '../src/language.js';
import { parseModel } from '../src/schema/parse.js';
import { example } from './example.js';
import { inventedCatalog } from './invented-catalog.js';

const assumed = { assumed: 'a test' };
const amount = (stream?: number): Amount => ({ value: '1 molecule', source: assumed, stream });

function model(amounts: Readonly<Record<string, Amount>>, inside: Readonly<Record<string, Amount>> = {}): ModelFile {
  return { format: 1, model: 'amounts', places: { cell: { amounts }, site: { in: 'cell', amounts: inside } } };
}

function streamsOf(file: ModelFile): Record<string, number | undefined> {
  const { places, foundings, dissolutions } = compileModel(file);
  const amounts = places.flatMap(({ constants }) => constants.slice(0, -1));
  return Object.fromEntries([...amounts, ...foundings, ...dissolutions].map(({ id, stream }) => [id, stream]));
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  return 'not refused';
}

test('streams count on in the order of declaration over all places, round those that are written', () => {
  assert.deepEqual(streamsOf(model({ z: amount(), a: amount() }, { m: amount() })), { z: 0, a: 1, m: 2 });
  assert.deepEqual(streamsOf(model({ z: amount(), a: amount(0) }, { m: amount(7), b: amount() })), {
    z: 1,
    a: 0,
    m: 7,
    b: 2,
  });
});

test('a stream given twice is refused where it stands, with one that is free', () => {
  const twice = model({ z: amount(3), a: amount() }, { m: amount(3) });
  assert.equal(
    refusal(() => compileModel(twice)),
    'places.site.amounts.m.stream: this stream belongs to another entry already; found "3"; expected a number of its own, such as 1',
  );
  const text = example.replace('cv: 0.5,', 'cv: 0.5, stream: -1,');
  assert.match(
    refusal(() => parseModel(text, 'm.yaml')),
    /^m\.yaml:32:\d+: places\.cell\.amounts\.total\.stream is not valid; found "-1"/,
  );
});

const more = [
  { name: 'parts/extra.yaml', text: part('extra', 'stream: 3', 'wobble', ['late', 'early']) },
  { name: 'parts/added.yaml', text: part('added', '', 'wobble', ['new']) },
];

function part(id: string, stream: string, kind: string, amounts: readonly string[]): string {
  const rows = amounts.map((name) => `      ${name}: {value: 1 molecule, range: [0, 2], source: {assumed: a test}}`);
  return `part: ${id}\n${stream}\nplaces:\n  ${kind}:\n    amounts:\n${rows.join('\n')}\n`.replaceAll(
    '[0, 2]',
    '[0 molecule, 2 molecule]',
  );
}

const composition: Composition = { title: 'a test', cell: 'Blim-7', matrixKind: 'tray', parts: ['core'] };

test('a composed model carries the streams of its parts, whatever else is in the catalogue, the model or the arm', () => {
  const numbered = inventedCatalog.map(({ name, text }) => ({
    name,
    text: text.replace('part: core\n', 'part: core\nstream: 1\n'),
  }));
  const plain = streamsOf(compose(parseCatalog(numbered), composition).model);
  assert.deepEqual(plain, { FROB_total: 10_000, SPANG_total: 10_001 });
  const catalog = parseCatalog([...numbered, ...more]);
  assert.deepEqual(streamsOf(compose(catalog, composition).model), plain);
  const { model } = compose(catalog, {
    ...composition,
    parts: ['extra', 'added', 'core'],
    knockdown: { FROB: '50 %' },
    drugs: [{ name: 'stopal', free: '3 nM' }],
  });
  // The part without a number takes the lowest that is left, whatever it is called.
  assert.deepEqual(streamsOf(model), { new: 0, ...plain, late: 30_000, early: 30_001 });
  assert.equal(compileModel(parseModel(JSON.stringify(model), 'resolved.json')).hash, compileModel(model).hash);
});

test('parts and entries of parts that share a stream are refused with their place', () => {
  const files = [...inventedCatalog, ...more];
  const with_ = (from: string, to: string) =>
    refusal(() => parseCatalog(files.map(({ name, text }) => ({ name, text: text.replace(from, to) }))));
  assert.match(
    with_('part: core\n', 'part: core\nstream: 3\n'),
    /^parts\/extra\.yaml:2:9: this stream belongs .* found "3"; .* such as 1$/,
  );
  assert.match(
    with_('early: {', 'early: {stream: 12345, '),
    /^parts\/extra\.yaml:1:\d+: a stream inside a part is too high; found "12345"; expected less than 10000$/,
  );
  const twice = more[0].text
    .replaceAll('molecule,', 'molecule, stream: 4,')
    .replaceAll('[0 molecule, stream: 4,', '[0 molecule,');
  assert.match(
    refusal(() => parseCatalog([...inventedCatalog, { name: 'parts/extra.yaml', text: twice }])),
    /^parts\/extra\.yaml:7:\d+: this stream belongs to another entry already; found "4"/,
  );
});

test('a quantity in another unit is the same model to the last bit, another value is not', () => {
  const { hash, parameters, fields, events } = compileModel(parseModel(example, 'm.yaml'));
  const spelled: readonly (readonly [string, string])[] = [
    ['K: {value: 100 nM', 'K: {value: 0.1 uM'],
    ['range: [0.1, 1], unit: 1/s', "range: [0.1 1/s, '60 1/min'], unit: 1/s"],
    ['total: {value: 500 molecule', 'total: {value: 500, unit: molecule'],
    ['voxel: 0.25 um', 'voxel: 250 nm'],
    ['{at: 10 min, every: 1 h', '{at: 600 s, every: 60 min'],
  ];
  for (const [usual, other] of spelled) {
    assert.ok(example.includes(usual), usual);
    const again = compileModel(parseModel(example.replace(usual, other), 'm.yaml'));
    assert.equal(again.hash, hash, other);
    assert.deepEqual(
      again.parameters.map(({ value }) => value),
      parameters.map(({ value }) => value),
    );
    assert.deepEqual(again.fields, fields);
    assert.deepEqual(again.events, events);
  }
  for (const changed of ['K: {value: 0.1001 uM', 'K: {value: 100 1/s'])
    assert.notEqual(refusedOrHash(example.replace('K: {value: 100 nM', changed)), hash, changed);
});

function refusedOrHash(text: string): string {
  try {
    return compileModel(parseModel(text, 'm.yaml')).hash;
  } catch (error) {
    return String(error);
  }
}
