import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { invadolab, tinyStudy, withFiles } from './command-line.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const model = `format: 1
model: decay
parameters:
  k: {value: 0.1 1/s, source: {assumed: a test}}
  start: {value: 100 molecule, source: {assumed: a test}}
places:
  dish: {species: {A: {unit: molecule, initial: start}, B: {unit: molecule}}}
reactions:
  go: {in: dish, equation: A -> B, rate: k * A}
conserved: {matter: {A: 1, B: 1}}
`;
const modelStudy = `format: 1
study: How fast?
assay: network
model: decay.yaml
timepoints: [1 s]
experiments: 1
cells: 1
arms: {slow: {}}
measure: [species.dish.A]
`;

const study = (from: string, to: string): Files => {
  assert.ok(tinyStudy.includes(from), from);
  return { 'study.yaml': tinyStudy.replace(from, to) };
};
const withModel = (from: string, to: string): Files => {
  assert.ok(model.includes(from), from);
  return { 'study.yaml': modelStudy, 'decay.yaml': model.replace(from, to) };
};
const withCatalog = (name: string, text: string): Files => ({ 'study.yaml': tinyStudy, [`mine/${name}`]: text });

/** A wrong file of every kind: what is wrong, the files, and what the one line must say. */
const wrong: readonly (readonly [string, Files, RegExp])[] = [
  ['no study', {}, /no such file/],
  ['a folder as study', { 'study.yaml/inside.yaml': 'a: 1' }, /not a file/],
  ['an empty study', { 'study.yaml': '' }, /empty/],
  ['a binary study', { 'study.yaml': Uint8Array.of(0, 1, 2, 255, 254) }, /not text|UTF-8/],
  ['a picture', { 'study.yaml': Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10) }, /not text|UTF-8/],
  ['an absurdly large study', { 'study.yaml': '#'.repeat(6_000_000) }, /too large/],
  ['a study that is a list', { 'study.yaml': '- 1\n- 2\n' }, /not a study/],
  ['a half-written study', { 'study.yaml': tinyStudy.slice(0, 320) }, /YAML|expected/],
  ['a bomb', { 'study.yaml': `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n` }, /anchors and aliases/],
  ['a deep nest', { 'study.yaml': `study: ${'['.repeat(3000)}` }, /deep|YAML/],
  ['a duplicate key', study('seed: 7', 'seed: 7\nseed: 8'), /:11:1: not valid YAML/],
  ['a hostile key', study('  tks5-kd:', '  __proto__:'), /__proto__/],
  ['a path as name of an arm', study('  tks5-kd:', '  ../../etc:'), /expected arms named with/],
  ['an escape sequence in a name', study('  tks5-kd:', '  "\\e[31mred":'), /expected arms named with/],
  ['an unknown key', study('experiments: 2', 'experimens: 2'), /nearest is "experiments"/],
  ['a wrong unit', study('free: 8.6 nM', 'free: 8.6 nm'), /expected a quantity such as 1 nM/],
  ['an unknown unit', study('free: 8.6 nM', 'free: 8.6 nQ'), /nearest is "nM"/],
  ['a missing unit', study('free: 8.6 nM', 'free: 8.6'), /expected a quantity such as 1 nM/],
  ['a negative dose', study('free: 8.6 nM', 'free: -8.6 nM'), /expected a dose from 0/],
  ['a number that is none', study('cells: 2', 'cells: .nan'), /expected a whole number/],
  ['an absurd number of cells', study('cells: 2', 'cells: 1000000000'), /expected a whole number from 1 to 50000/],
  ['a text for a number', study('cells: 2', 'cells: many'), /found "many"; expected a whole number/],
  [
    'an unknown cell',
    study('cell: MDA-MB-231', 'cell: MDA-MB-213'),
    /:4:7: cell; found "MDA-MB-213".*nearest is "MDA-MB-231"/,
  ],
  ['an unknown drug', study('name: dasatinib, free', 'name: dasatinip, free'), /nearest is "dasatinib"/],
  ['an unknown molecule', study('{TKS5: 90 %}', '{TSK5: 90 %}'), /nearest is "TKS5"/],
  ['an unknown matrix', study('kind: gelatin', 'kind: gelatine'), /nearest is "gelatin"/],
  ['an unknown measure', study('invadopodia.count', 'invadopodia.cuont'), /nearest is "invadopodia.count/],
  ['an unknown assay', study('assay: gelatin', 'assay: gelatins'), /nearest is "gelatin"/],
  ['an unknown parameter', study('tks5-kd: {', 'tks5-kd: {set: {no_such_rate: 1 1/s}, '), /no_such_rate/],
  ['a share of more than all', study('90 %', '900 %'), /expected a share/],
  ['no model file', { 'study.yaml': modelStudy }, /decay\.yaml: no such file/],
  [
    'a model outside the folder',
    { 'study.yaml': modelStudy.replace('decay.yaml', '/etc/passwd') },
    /expected a file beside the study/,
  ],
  ['a model of bytes', { 'study.yaml': modelStudy, 'decay.yaml': Uint8Array.of(0, 200, 3) }, /not text/],
  ['an unknown name in a rate', withModel('rate: k * A', 'rate: k * C'), /decay\.yaml:9:\d+: /],
  ['a rate of the wrong unit', withModel('k: {value: 0.1 1/s', 'k: {value: 0.1 s'), /unit/],
  ['a rate that is no expression', withModel('rate: k * A', 'rate: k * (A'), /decay\.yaml:9/],
  ['a rate that is a program', withModel('rate: k * A', 'rate: process.exit(3)'), /decay\.yaml:9/],
  ['an equation without an arrow', withModel('A -> B', 'A = B'), /decay\.yaml:9/],
  ['a broken conservation', withModel('{A: 1, B: 1}', '{A: 1, B: 2}'), /conserv|matter/i],
  ['a parameter without a source', withModel(', source: {assumed: a test}}\n  start', '}\n  start'), /source/],
  [
    'a definition in a circle',
    withModel('species: {A', 'definitions: {p: q + 1, q: p + 1}, species: {A'),
    /circle|cycle/i,
  ],
  ['a negative amount', withModel('species: {A', 'count: -3, species: {A'), /count/],
  ['a place inside itself', withModel('dish: {', 'dish: {in: dish, '), /decay\.yaml:7/],
  ['a hostile name in a model', withModel('  go:', '  "a]; process.exit(3) //":'), /decay\.yaml:9/],
  [
    'a measure the model lacks',
    { 'study.yaml': modelStudy.replace('dish.A', 'dish.Z'), 'decay.yaml': model },
    /found "dish.Z"/,
  ],
  [
    'an arm that sets what is not there',
    { 'study.yaml': modelStudy.replace('slow: {}', 'slow: {set: {q: 1 1/s}}'), 'decay.yaml': model },
    /unknown parameter; found "q"/,
  ],
  ['no catalogue folder', { 'study.yaml': tinyStudy }, /mine: no such folder/],
  ['a file that fits no table', withCatalog('notes.yaml', 'a: 1\n'), /not a catalogue file/],
  ['an empty catalogue file', withCatalog('drugs/new.yaml', ''), /drugs\/new\.yaml/],
  ['a drug without targets', withCatalog('drugs/new.yaml', 'drug: new\nname: new\nstatus: invented\n'), /targets/],
  [
    'a drug with an unknown pocket',
    withCatalog(
      'drugs/dasatinib.yaml',
      'drug: dasatinib\nname: new\nstatus: invented\ntargets: [{pocket: SRC.kinas, K: 1 nM, source: {assumed: a test}}]\nfree_fraction: {medium: {value: 0.3, source: {assumed: a test}}}\n',
    ),
    /SRC\.kinas/,
  ],
  [
    'a source that is nowhere',
    withCatalog(
      'drugs/new.yaml',
      'drug: new\nname: new\nstatus: invented\ntargets: [{pocket: SRC.kinase, K: 1 nM, source: {measured: nobody1900}}]\n',
    ),
    /nobody1900/,
  ],
  [
    'a cell with an unknown molecule',
    withCatalog(
      'cells/new.yaml',
      'cell: new\nname: new\nspecies: human\nkind: tumour\namounts: {TSK5: {relative: 1, source: {assumed: a test}}}\n',
    ),
    /TSK5/,
  ],
  [
    'a molecule twice',
    withCatalog(
      'molecules/new.yaml',
      'X1: {name: a, role: b, location: c, sources: [luo2008]}\nX1: {name: a, role: b, location: c, sources: [luo2008]}\n',
    ),
    /molecules\/new\.yaml:2/,
  ],
  [
    'a part with a broken rate',
    withCatalog(
      'parts/medium.yaml',
      'part: medium\nparameters: {x: {value: 1 nM, range: [1, 2], source: {assumed: a test}}}\n',
    ),
    /parts\/medium\.yaml|x/,
  ],
];

for (const [what, files, says] of wrong) {
  test(`${what}: one line, exit code 2, nothing written`, async () => {
    await withFiles(files, async (folder) => {
      const args = ['check', join(folder, 'study.yaml'), '--no-cost'];
      const own = what.includes('catalogue folder') || existsSync(join(folder, 'mine'));
      const before = readdirSync(folder, { recursive: true });
      const { code, out, err } = await invadolab(own ? [...args, '--catalog', join(folder, 'mine')] : args);
      assert.equal(code, 2, err);
      assert.equal(out, '');
      assert.match(err, says);
      assert.match(err, /^invadolab: [^\n]+\n$/);
      assert.doesNotMatch(err, /\p{Cc}(?<!\n)| at .*\.js/u);
      assert.deepEqual(readdirSync(folder, { recursive: true }), before);
    });
  });
}

test('run refuses what check refuses, and leaves no folder behind', async () => {
  await withFiles(study('free: 8.6 nM', 'free: 8.6 nQ'), async (folder) => {
    const { code, out } = await invadolab(['run', join(folder, 'study.yaml'), '--out', join(folder, 'result')]);
    assert.deepEqual([code, out], [2, '']);
    assert.deepEqual(readdirSync(folder), ['study.yaml']);
  });
});

for (const args of [
  ['run'],
  ['run', 'study.yaml', '--threads', 'two'],
  ['run', 'study.yaml', '--threads', '0'],
  ['run', 'study.yaml', '--budget', '5'],
  ['run', 'study.yaml', '--budget', '-5min'],
  ['run', 'study.yaml', '--cells', '1e9'],
  ['run', 'study.yaml', '--seed', '-1'],
  ['run', 'study.yaml', '--no-such-option'],
  ['rnu', 'study.yaml'],
  ['catalog', 'drug'],
  ['catalog', 'drugs', 'dasatinip'],
  ['resume', 'nowhere'],
  ['report', 'nowhere'],
]) {
  test(`invadolab ${args.join(' ')} is refused`, async () => {
    await withFiles({ 'study.yaml': tinyStudy }, async (folder) => {
      const { code, out, err } = await invadolab(
        args.map((arg) => (arg === 'study.yaml' || arg === 'nowhere' ? join(folder, arg) : arg)),
      );
      assert.equal(code, 2, err);
      assert.equal(out, '');
      assert.notEqual(err, '');
      assert.doesNotMatch(err, / at .*\.js/);
    });
  });
}
