import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseStudy, studyJsonSchema } from '../src/index.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const catalog = smallCatalog();
const parse = (text: string, options = {}) => parseStudy(text, 'study.yaml', catalog, options).study;

test('a study is read with its lists opened, its names resolved and its times in seconds', () => {
  const study = parse(smallStudy);
  assert.deepEqual(study.timepoints, [600, 1800]);
  assert.deepEqual(
    study.arms.map(({ id, title }) => [id, title]),
    [
      ['vehicle', 'water'],
      ['stopper 1 nM', 'Stopper 1 nM'],
      ['stopper 30 nM', 'Stopper 30 nM'],
      ['kd', 'CUTTER knock-down 90 %'],
      ['control nothing', 'sham knock-down'],
      ['control muzzled', 'Muzzle'],
      ['control bare', 'film without cells'],
      ['control calm', 'Calm cells'],
    ],
  );
  assert.deepEqual(study.arms[2].change.drugs, [{ name: 'stopper', nominal: '30 nM' }]);
  assert.deepEqual(study.measure, ['invadopodia.count', 'matrix.degraded_mass']);
  assert.equal(study.arms.filter(({ expect }) => expect).length, 4);
});

test('the reduced form renders no images, so plain ids mean the true state there, and a note says so', () => {
  const { measure, notes } = parse(`${smallStudy}form: reduced\n`);
  assert.deepEqual(measure, ['invadopodia.count.true', 'matrix.degraded_mass.true']);
  assert.match(
    notes.join('\n'),
    /invadopodia\.count\.true, the true state, answers for invadopodia\.count: .* the ruler read/,
  );
});

test('a list with one unit says the same as a list of quantities', () => {
  const written = smallStudy.replace('[1, 30] nM', '[1 nM, 30 nM]');
  assert.deepEqual(parse(written), parse(smallStudy));
});

test('several lists in one arm give every combination', () => {
  const study = parse(
    smallStudy.replace(
      'kd: {knockdown: {CUTTER: 90 %}}',
      'kd: {knockdown: {CUTTER: [50, 90] %, GROWER: [10 %, 20 %]}}',
    ),
  );
  const ids = study.arms.filter(({ id }) => id.startsWith('kd')).map(({ id }) => id);
  assert.deepEqual(ids, ['kd 50 % 10 %', 'kd 50 % 20 %', 'kd 90 % 10 %', 'kd 90 % 20 %']);
});

test('quick sizes and sizes of the command line replace the file', () => {
  const quick = parse(smallStudy, { quick: true });
  assert.deepEqual([quick.experiments, quick.cells, quick.timepoints], [1, 2, [600]]);
  const asked = parse(smallStudy, { quick: true, cells: 9, seed: 3 });
  assert.deepEqual([asked.experiments, asked.cells, asked.seed], [1, 9, 3]);
});

test('a scan adds the control arm at each value', () => {
  const study = parse(`${smallStudy}scan: {environment.warmth: [10, 60] %, set.k_loss: [0.01 1/s]}\n`);
  const scanned = study.arms.filter(({ id }) => /^(warmth|k_loss)/.test(id));
  assert.deepEqual(
    scanned.map(({ change }) => [change.environment, change.set, change.drugs]),
    [
      [{ warmth: '10 %' }, undefined, [{ name: 'WATER' }]],
      [{ warmth: '60 %' }, undefined, [{ name: 'WATER' }]],
      [undefined, { k_loss: '0.01 1/s' }, [{ name: 'WATER' }]],
    ],
  );
});

test('a synonym and another spelling name the same entry', () => {
  const study = parse(
    smallStudy
      .replace('name: stopper', 'name: STP-9')
      .replace('cell: Able-1', 'cell: able 1')
      .replace('{CUTTER:', '{cutter:'),
  );
  assert.equal(study.cell, 'Able-1');
  assert.equal(study.arms[1].change.drugs?.[0].name, 'stopper');
  assert.deepEqual(study.arms[3].change.knockdown, { CUTTER: '90 %' });
});

/** What is replaced in the small study, by what, and what the message must say. */
const wrong: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    'an unknown key',
    'cells: 6',
    'cell_count: 6',
    /study\.yaml:9:13: cell_count; found "cell_count"; expected one of format,/,
  ],
  ['a misspelt key', 'experiments: 2\n', 'experimants: 2\n', /nearest is "experiments"/],
  ['a missing key', 'assay: gelatin\n', '', /no assay; expected an assay|found "no assay"/],
  ['an unknown assay', 'assay: gelatin', 'assay: gelatine', /3:8: assay; found "gelatine".*nearest is "gelatin"/],
  ['an unknown cell', 'cell: Able-1', 'cell: Abel-1', /4:7: cell; found "Abel-1".*nearest is "Able-1"/],
  ['an unknown matrix', 'kind: sheet', 'kind: sheets', /found "sheets".*nearest is "sheet"/],
  ['an unknown setting of the matrix', 'thickness: 60', 'thicknes: 60', /found "thicknes".*nearest is "thickness"/],
  ['a setting out of range', '60 nm', '60 um', /matrix\.thickness; found "60 um"; expected 20 nm to 200 nm/],
  ['a unit of another kind', '60 nm', '60 s', /found "60 s"; expected a quantity such as 1 nm/],
  ['an unknown unit', '60 nm', '60 nmm', /found "60 nmm"; .*nearest is "nm"/],
  ['a factor out of range', 'warmth: 40 %', 'warmth: 140 %', /expected 0 % to 100 %/],
  ['an unknown factor', 'warmth: 40 %', 'warmht: 40 %', /nearest is "warmth"/],
  [
    'times that go back',
    '[10 min, 30 min]',
    '[30 min, 10 min]',
    /timepoints\.1; found "10 min"; expected a time after 30 min/,
  ],
  [
    'a time without a unit',
    '[10 min, 30 min]',
    '[10, 30 min]',
    /timepoints\.0; found "10"; expected a quantity such as 1 h/,
  ],
  ['no times', '[10 min, 30 min]', '[]', /expected at least one time/],
  ['a time that is not a time', '[10 min, 30 min]', '[10 nM]', /found "10 nM"; expected a quantity such as 1 h/],
  ['an absurd time', '[10 min, 30 min]', '[1e30 h]', /expected a time from 0 to 100 years/],
  ['no experiments', 'experiments: 2\n', 'experiments: 0\n', /found "0"; expected a whole number from 1 to 1000/],
  ['half a cell', 'cells: 6\n', 'cells: 6.5\n', /found "6.5"; expected a whole number/],
  ['an absurd number of cells', 'cells: 6\n', 'cells: 6000000\n', /expected a whole number from 1 to 50000/],
  ['a number that is none', 'cells: 6\n', 'cells: .nan\n', /found "NaN"; expected a whole number/],
  ['an endless number', 'cells: 6\n', 'cells: .inf\n', /expected a whole number/],
  ['a negative seed', 'seed: 7', 'seed: -7', /seed; found "-7"/],
  ['an unknown control', 'control: vehicle', 'control: vehikel', /control; found "vehikel".*nearest is "vehicle"/],
  ['an unknown drug', 'name: stopper', 'name: stoper', /drugs\.0\.name; found "stoper".*nearest is "stopper"/],
  ['a drug without a dose', 'nominal: [1, 30] nM', 'from: 1 h', /found "stopper without a dose"/],
  ['two kinds of dose', 'nominal: [1, 30] nM', 'nominal: 1 nM, free: 1 nM', /expected one of them/],
  ['a negative dose', '[1, 30] nM', '-1 nM', /found "-1 nM"; expected a dose from 0 to 10 mM/],
  ['an absurd dose', '[1, 30] nM', '1 M', /expected a dose from 0 to 10 mM/],
  ['a dose in grams', '[1, 30] nM', '1 mg', /expected a quantity such as 1 nM/],
  [
    'a window that ends before it begins',
    'nominal: [1, 30] nM',
    'free: 1 nM, from: 2 h, until: 1 h',
    /until; found "1 h"; expected a time after from/,
  ],
  ['a share above one', 'CUTTER: 90 %', 'CUTTER: 190 %', /expected a share between 0 and 100 %/],
  ['a negative share', 'CUTTER: 90 %', 'CUTTER: -5 %', /expected a share between 0 and 100 %/],
  ['an unknown molecule', 'CUTTER: 90 %', 'CUTER: 90 %', /found "CUTER".*nearest is "CUTTER"/],
  [
    'an unknown variant',
    'kd: {knockdown: {CUTTER: 90 %}}',
    'kd: {mutate: {GROWER: idel}}',
    /found "idel".*nearest is "idle"/,
  ],
  [
    'an unknown measure',
    'matrix.degraded_mass',
    'matrix.degraded_mas',
    /measure\.1; found "matrix.degraded_mas".*nearest is "matrix.degraded_mass/,
  ],
  ['a measure every object has', 'matrix.degraded_mass', 'constructor', /measure\.1; found "constructor"/],
  ['an unknown setting of the assay', 'seed: 7', 'settings: {pixl: 1 um}', /settings\.pixl; found "pixl"/],
  ['no arms', /arms:\n(.*\n){3}/.exec(smallStudy)?.[0] ?? '', 'arms: {}\n', /expected at least one arm/],
  ['arms as a list', /arms:\n(.*\n){3}/.exec(smallStudy)?.[0] ?? '', 'arms: [a, b]\n', /expected arms, one per line/],
  ['an unknown perturbation', '{knockdown: {CUTTER', '{knokdown: {CUTTER', /nearest is "knockdown"/],
  ['two arms of one name', '  kd: ', '  KD: {}\n  kd: ', /two arms called kd/],
  ['a name with a path in it', '  kd: ', '  ../../kd: ', /arms.*expected arms named with letters/],
  ['a name every object has', '  kd: ', '  __proto__: ', /__proto__/],
  ['a key twice', 'seed: 7', 'seed: 7\nseed: 8', /not valid YAML: .*unique/],
  ['an alias', 'seed: 7', 'seed: &s 7', /anchors and aliases are not allowed/],
  ['a tag', 'seed: 7', 'seed: !!js/function 7', /tag/i],
  ['a newer format', 'format: 1', 'format: 2', /format; found "format 2"; expected format 1 to 1/],
  ['a format that is none', 'format: 1', 'format: one', /found "format one"/],
  [
    'text where a table belongs',
    'quick: {experiments: 1, cells: 2, timepoints: [10 min]}',
    'quick: small',
    /quick; found "small"/,
  ],
  [
    'too many arms',
    '[1, 30] nM',
    `[${Array.from({ length: 99 }, (_, n) => n + 1).join(', ')}] nM`.replace(
      '] nM',
      '] nM}, {name: muzzle, free: [1, 2, 3, 4, 5, 6, 7] nM',
    ),
    /at most 500 arms/,
  ],
  [
    'a scan of nothing',
    'seed: 7',
    'seed: 7\nscan: {warmth: [1, 2]}',
    /scan\.warmth; found "warmth"; expected set\., environment\./,
  ],
  ['a cell and a model', 'seed: 7', 'model: other.yaml', /expected no cell: the model file says everything/],
  [
    'a model outside the folder',
    'cell: Able-1\nmatrix: {kind: sheet, thickness: 60 nm}\n',
    'model: ../secret.yaml\n',
    /expected a file beside the study/,
  ],
];

for (const [what, from, to, says] of wrong) {
  test(`${what} gives one line that says so`, () => {
    assert.ok(smallStudy.includes(from), `the study has no ${from}`);
    assert.throws(
      () => parse(smallStudy.replace(from, to)),
      (error) => {
        assert.ok(isBadInput(error), String(error));
        assert.match(error.message, says);
        assert.match(error.message, /^study\.yaml:\d+:\d+: /);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

for (const [what, text] of [
  ['nothing', ''],
  ['spaces', '   \n\n'],
  ['one word', 'hello'],
  ['a list', '- 1\n- 2\n'],
  ['bytes', '\u0000\u0001\u0002PNG'],
  [
    'a bomb',
    `a: &a [${'x,'.repeat(9)}x]\n${'bcdefgh'
      .split('')
      .map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(8)}*${'abcdefg'[i]}]`)
      .join('\n')}\n`,
  ],
  ['a deep nest', '['.repeat(5000)],
  ['half a file', smallStudy.slice(0, 330)],
] as const) {
  test(`a file of ${what} is refused in one line`, () => {
    assert.throws(
      () => parse(text),
      (error) => isBadInput(error) && !error.message.includes('\n') && error.message.startsWith('study.yaml'),
    );
  });
}

test('the JSON Schema knows every key and is plain data', () => {
  const schema = studyJsonSchema();
  const keys = Object.keys(schema.properties ?? {});
  for (const key of ['format', 'study', 'assay', 'arms', 'quick', 'scan', 'settings'])
    assert.ok(keys.includes(key), key);
  assert.deepEqual(schema, JSON.parse(JSON.stringify(schema)));
});
