import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { resolveCell, resolveDrug, resolveMolecule } from '../src/catalog/names.js';
import { overlayCatalog, parseCatalog } from '../src/catalog/parse.js';
import type { CatalogFile } from '../src/catalog/tables.js';
import { inventedCatalog } from './invented-catalog.js';

const catalog = parseCatalog(inventedCatalog);

/** The catalogue with one text replaced in one file; the text must be there. */
function edited(name: string, from: string | RegExp, to: string): CatalogFile[] {
  return inventedCatalog.map((file) => {
    if (file.name !== name) return file;
    const text = file.text.replace(from, to);
    assert.notEqual(text, file.text, `${from} is not in ${name}`);
    return { name, text };
  });
}

function refusal(files: readonly CatalogFile[]): string {
  try {
    parseCatalog(files);
  } catch (error) {
    if (isBadInput(error)) return error.message;
    throw error;
  }
  assert.fail('the catalogue was accepted');
}

const added = (name: string, text: string): CatalogFile[] => [...inventedCatalog, { name, text }];

const wrong: [string, CatalogFile[], RegExp][] = [
  ['broken YAML', edited('drugs/solvo.yaml', 'targets: []', 'targets: [}'), /^drugs\/solvo\.yaml:6:\d+: /],
  [
    'a key given twice',
    edited('drugs/solvo.yaml', 'name: solvo', 'name: solvo\nname: other'),
    /^drugs\/solvo\.yaml:4:1: .*unique/,
  ],
  ['an empty file', added('drugs/none.yaml', ''), /^drugs\/none\.yaml:1:1: a file is empty/],
  [
    'a list instead of a table',
    added('drugs/none.yaml', '- 1\n'),
    /^drugs\/none\.yaml:1:1: .*found "a list of 1"; expected a table/,
  ],
  ['binary', added('drugs/none.yaml', 'drug: \u0000\u0001'), /^drugs\/none\.yaml:1:7: not a text file/],
  ['an absurd size', added('drugs/none.yaml', ' '.repeat(8_000_001)), /^drugs\/none\.yaml: a file is too large/],
  [
    'aliases (the YAML bomb)',
    added('drugs/none.yaml', 'a: &a [1]\nb: [*a, *a]\n'),
    /^drugs\/none\.yaml:1:7: anchors and aliases are not allowed/,
  ],
  [
    'a hostile key',
    added('drugs/none.yaml', 'drug: a\n__proto__: {x: 1}\n'),
    /^drugs\/none\.yaml:2:1: this key is not allowed/,
  ],
  [
    'a hostile id',
    edited('drugs/solvo.yaml', 'drug: solvo', 'drug: ../../etc'),
    /^drugs\/solvo\.yaml:2:7: drug is not valid; found "\.\.\/\.\.\/etc"/,
  ],
  ['a file of no table', added('pets/dog.yaml', 'a: 1\n'), /^pets\/dog\.yaml: not a catalogue file.*parts\/\*\.yaml/],
  [
    'one id in two files',
    added('drugs/twice.yaml', 'drug: stopal\nname: again\nstatus: x\ntargets: []\n'),
    /drugs\.stopal is also in drugs\/stopal\.yaml/,
  ],
  [
    'a missing key',
    edited('drugs/solvo.yaml', 'status: vehicle', ''),
    /^drugs\/solvo\.yaml:\d+:\d+: the file lacks `status`/,
  ],
  [
    'an unknown key',
    edited('drugs/solvo.yaml', 'vehicle: true', 'vehicel: true'),
    /^drugs\/solvo\.yaml:5:\d+: .* unknown key; found "vehicel".*nearest is "vehicle"/,
  ],
  [
    'a wrong type',
    edited('drugs/solvo.yaml', 'vehicle: true', 'vehicle: maybe'),
    /^drugs\/solvo\.yaml:5:10: vehicle is not valid; found "maybe"; expected true or false/,
  ],
  [
    'a value outside the list',
    edited('cells/blim.yaml', 'species: mouse', 'species: newt'),
    /species is not valid; found "newt"; expected one of human, mouse, rat/,
  ],
  ['not a number', edited('parts/core.yaml', 'value: 2,', 'value: .nan,'), /^parts\/core\.yaml:4:20: .*found "NaN"/],
  [
    'a source that says nothing',
    edited('parts/core.yaml', '{assumed: half}', '{guessed: half}'),
    /source has an unknown key; found "guessed"; expected one of measured/,
  ],
  [
    'an unknown reference',
    edited('parts/core.yaml', 'source: {measured: zant2002}', 'source: {measured: zant2003}'),
    /^parts\/core\.yaml:7:\d+: unknown reference; found "zant2003"; nearest is "zant2002"/,
  ],
  [
    'a reference without an address',
    edited('references.yaml', ', pmid: "1234567"', ''),
    /expected a doi, a pmid or a url/,
  ],
  [
    'a unit that does not exist',
    edited('parts/core.yaml', 'unit: 1/s', 'unit: 1/sec'),
    /^parts\/core\.yaml:4:\d+: unknown unit/,
  ],
  ['no range', edited('parts/core.yaml', ', range: [0, 1]', ''), /^parts\/core\.yaml:6:3: no plausible range/],
  [
    'a range beside its value',
    edited('parts/core.yaml', 'range: [0, 1]', 'range: [0.6, 1]'),
    /the range does not hold the value; found "\[0\.6, 1\]"/,
  ],
  [
    'a range of another dimension',
    edited('parts/core.yaml', 'range: [1 um, 20 um]', 'range: [1 s, 20 s]'),
    /range and value have different dimensions; found "1 s"/,
  ],
  [
    'a negative amount',
    edited('cells/blim.yaml', 'value: 40', 'value: -40'),
    /range does not hold the value|cannot be negative/,
  ],
  [
    'an unknown molecule',
    edited('parts/core.yaml', 'molecule: FROB}\n  SP', 'molecule: FORB}\n  SP'),
    /unknown molecule; found "FORB"; nearest is "FROB"/,
  ],
  [
    'an unknown place for a pocket',
    edited('parts/core.yaml', '{place: wobble, free: free_FROB', '{place: wabble, free: free_FROB'),
    /unknown place; found "wabble"; nearest is "wobble"/,
  ],
  [
    'one synonym for two molecules',
    edited('molecules/first.yaml', 'name: spang', 'name: spang\n  synonyms: [p33]'),
    /^molecules\/first\.yaml:\d+:\d+: this name already means FROB; found "p33"/,
  ],
  [
    'an unknown amount',
    edited('cells/blim.yaml', 'FROB: {rel', 'FROG: {rel'),
    /^cells\/blim\.yaml:7:3: no part has this amount; found "FROG"; nearest is "FROB"/,
  ],
  [
    'an amount of another dimension',
    edited('cells/blim.yaml', 'unit: molecule', 'unit: s'),
    /wrong dimension; found "40"/,
  ],
  [
    'an unknown variant',
    edited('cells/blim.yaml', 'variant: A9V', 'variant: A8V'),
    /SPANG has no such variant; found "A8V".*nearest is "A9V"/,
  ],
  [
    'an unknown parameter',
    edited('cells/blim.yaml', 'radius:', 'raduis:'),
    /no part has this parameter; found "raduis"; nearest is "radius"/,
  ],
  [
    'an unknown pocket',
    edited('drugs/haltine.yaml', 'FROB.nook', 'FORB.nook'),
    /^drugs\/haltine\.yaml:6:\d+: no part has this pocket.*nearest is "FROB\.nook"/,
  ],
  ['a binding constant in seconds', edited('drugs/haltine.yaml', '10 nM', '10 s'), /K: wrong dimension/],
  ['a binding constant of zero', edited('drugs/haltine.yaml', '10 nM', '0 nM'), /above zero/],
  ['one pocket twice', edited('drugs/stopal.yaml', 'SPANG.cleft', 'FROB.nook'), /this pocket is given twice/],
  [
    'a free fraction above one',
    edited('drugs/stopal.yaml', 'value: 25 %, range: [10 %, 50 %]', 'value: 125 %'),
    /free fraction: not a share; found "125 %"/,
  ],
  [
    'a matrix of an unknown part',
    edited('matrices/tray.yaml', '[mat]', '[mad]'),
    /unknown part; found "mad"; nearest is "mat"/,
  ],
  ['a setting upside down', edited('matrices/tray.yaml', '[20 nm, 200 nm]', '[200 nm, 20 nm]'), /upside down/],
  [
    'an environment that leaves out its default',
    edited('environments.yaml', '[0 %, 100 %]', '[60 %, 100 %]'),
    /does not hold the parameter/,
  ],
  [
    'a day effect on nothing',
    edited('protocols/look.yaml', 'roles:', 'days: {wamrth: {cv: 0.1, source: {assumed: weather}}}\nroles:'),
    /no part has this parameter or amount; found "wamrth"; nearest is "warmth"/,
  ],
  [
    'a control with an unknown molecule',
    edited('protocols/look.yaml', '{FROB: K1R}', '{FORB: K1R}'),
    /^protocols\/look\.yaml:6:\d+: unknown molecule; found "FORB"/,
  ],
];

for (const [name, files, expected] of wrong)
  test(`${name} is refused in one line`, () => {
    const message = refusal(files);
    assert.match(message, expected);
    assert.ok(!message.includes('\n') && message.length < 600, message);
  });

test('the catalogue holds what its files say', () => {
  assert.deepEqual(Object.keys(catalog.drugs), ['glimmer', 'HL-22', 'solvo', 'stopal']);
  assert.equal(catalog.files?.['parts.core'], 'parts/core.yaml');
  assert.match(catalog.hash, /^[0-9a-f]{64}$/);
});

test('the hash follows the content and not the order or names of files', () => {
  const renamed = inventedCatalog
    .map(({ name, text }) => ({ name: name.replace('drugs/', 'drugs/z-'), text }))
    .reverse();
  assert.equal(parseCatalog(renamed).hash, catalog.hash);
  assert.notEqual(parseCatalog(edited('drugs/haltine.yaml', '10 nM', '11 nM')).hash, catalog.hash);
});

test('names resolve by id, name, synonym and gene symbol, whatever their case', () => {
  for (const name of ['FROB', 'frobnicase', 'p33', 'FRB1', 'frob', 'P33'])
    assert.equal(resolveMolecule(catalog, name), 'FROB');
  assert.equal(resolveDrug(catalog, 'st-1'), 'stopal');
  assert.equal(resolveCell(catalog, 'blim 7'), 'Blim-7');
  assert.throws(() => resolveCell(catalog, 'Blim-8'), /unknown cell; found "Blim-8".*nearest is "Blim-7"/);
});

test('a gene symbol of two molecules is refused, an id that equals it is not', () => {
  const files = edited('molecules/first.yaml', 'name: glim', 'name: glim\n  hgnc: FRB1');
  assert.throws(() => resolveMolecule(parseCatalog(files), 'FRB1'), /more than one molecule.*FROB or GLIM/);
});

test('an overlay adds and replaces, and is checked with what it lies on', () => {
  const drug = {
    name: 'drugs/mine.yaml',
    text: 'drug: stopal\nname: mine\nstatus: x\ntargets: [{pocket: FROB.nook, K: 1 nM, source: {measured: zant2002}}]\n',
  };
  const laid = overlayCatalog(catalog, [drug]);
  assert.equal(laid.drugs.stopal.name, 'mine');
  assert.equal(laid.files?.['drugs.stopal'], 'drugs/mine.yaml');
  assert.equal(laid.files?.['drugs.HL-22'], 'drugs/haltine.yaml');
  assert.equal(catalog.drugs.stopal.name, 'Stopal');
  assert.equal(overlayCatalog(catalog, []).hash, catalog.hash);
  assert.throws(
    () => overlayCatalog(catalog, [{ ...drug, text: drug.text.replace('zant2002', 'zant2020') }]),
    /drugs\/mine\.yaml:4:\d+: unknown reference/,
  );
});

test('mutated files are accepted or refused in one line, never anything else', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    '- ',
    '\n',
    '"',
    "'",
    '&a',
    '*a',
    '!!x ',
    '1e999',
    '-',
    'null',
    '__proto__',
    '\u0000',
    '%',
    ' nM',
    '{}',
    '? ',
    '|',
    '>',
    '#',
    '\t',
    '<<: *a',
  ];
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(12),
    piece: fc.constantFrom(...pieces),
  });
  const change = fc.record({
    file: fc.nat(inventedCatalog.length - 1),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(change, ({ file, mutations }) => {
      const files = inventedCatalog.map((each, index) => {
        if (index !== file) return each;
        const text = mutations.reduce((before, { at, cut, piece }) => {
          const from = Math.floor(at * before.length);
          return before.slice(0, from) + piece + before.slice(from + cut);
        }, each.text);
        return { ...each, text };
      });
      try {
        parseCatalog(files);
      } catch (error) {
        assert.ok(isBadInput(error), error instanceof Error ? error.stack : String(error));
        assert.ok(!error.message.includes('\n'));
      }
    }),
    { numRuns: 600 },
  );
});
