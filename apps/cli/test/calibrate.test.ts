import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { SerialPool, type WorkerPool } from '@invadolab/engine';
import type { CalibrationRecord } from '@invadolab/results';
import { candidates, parseEnsemble, parseFitted, performer, predictor } from '@invadolab/study';
import { engineOf } from '../src/engines.js';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';
import { killedAfter, version } from './killed.js';

/** Two votes of one hour on gelatin, made up. */
const rows = `format: 1
paper: own2020
citation: {authors: Maker A, year: 2020}
rows:
${[
  ['OWN1', 'scaffold', 'TKS5'],
  ['OWN2', 'nucleation', 'WASL'],
]
  .map(
    ([id, family, molecule]) => `  - id: ${id}
    role: calibrate
    family: ${family}
    quantity: puncta
    study:
      assay: gelatin
      cell: MDA-MB-231
      matrix: {kind: gelatin}
      timepoints: [1 h]
      arms: {control: {}, kd: {knockdown: {${molecule}: 90 %}}}
    expect: [{measure: invadopodia.count, direction: down}]
`,
  )
  .join('')}`;

const files = async () => {
  const [{ id, value }] = candidates(await shippedCatalog(), new Set());
  return {
    'rows.yaml': rows,
    'one.yaml': `format: 1\nparameters:\n  ${id}: {prior: ${value}, why: a test}\n`,
    'none.yaml': 'format: 1\nparameters: {}\n',
    'lost.yaml': 'format: 1\nparameters:\n  no_such_thing: {prior: 1, why: a test}\n',
  };
};

const small = ['--sets', '24', '--accept', '12', '--draws', '20', '--cells', '2'];

test('calibrate: an ensemble, fitted values, all trials and a page; stopped or killed half-way it goes on to the same bytes', async () => {
  await withFiles(await files(), async (folder) => {
    const given = ['calibrate', '--evidence', join(folder, 'rows.yaml'), '--parameters', join(folder, 'one.yaml')];
    const out = join(folder, 'whole');
    const whole = await invadolab([...given, ...small, '--out', out], { version });
    assert.equal(whole.code, 0, whole.err);
    assert.match(whole.out, /^Votes to calibrate with/m);
    assert.match(whole.out, /1 parameters were fitted to 2 votes/);
    assert.match(whole.out, /Research use only/);
    assert.deepEqual(readdirSync(out).sort(), [
      'calibration.json',
      'ensemble.json',
      'fitted.yaml',
      'report.html',
      'trials.json',
    ]);
    const read = (name: string, where = out) => readFileSync(join(where, name), 'utf8');
    const record: CalibrationRecord = JSON.parse(read('calibration.json'));
    assert.ok(record.tried >= 12 && record.tried <= 24);
    assert.equal(record.leftOut.length, 1);
    assert.equal(parseEnsemble(read('ensemble.json'), 'e', await shippedCatalog(), 20).draws.length, 20);
    const fitted = parseFitted(read('fitted.yaml'), 'f');
    assert.deepEqual(fitted.rows, ['OWN1', 'OWN2']);
    assert.equal(fitted.hash, record.hash);
    assert.doesNotMatch(read('report.html'), /<script|undefined|NaN/);

    const stop = new AbortController();
    let pieces = 0;
    const openPool = (): WorkerPool => {
      const pool = new SerialPool({ perform: performer(engineOf), predict: predictor() });
      const run: WorkerPool['run'] = (task, input, options) => {
        if (++pieces === 4) stop.abort();
        return pool.run(task, input, options);
      };
      return { size: 1, run, close: () => pool.close() };
    };
    const halves = join(folder, 'halves');
    const half = await invadolab([...given, ...small, '--out', halves], {
      openPool,
      interrupted: stop.signal,
      version,
    });
    assert.equal(half.code, 1);
    assert.match(half.err, /Stopped. To go on: the same command with --out .*halves/);
    assert.ok(existsSync(`${halves}.running`) && !existsSync(halves));
    const rest = await invadolab([...given, ...small, '--out', halves], { version });
    assert.equal(rest.code, 0, rest.err);
    for (const name of readdirSync(out)) assert.equal(read(name, halves), read(name), name);

    const killed = join(folder, 'killed');
    await killedAfter(5, [...given, ...small], killed);
    const resumed = await invadolab([...given, ...small, '--out', killed], { version });
    assert.equal(resumed.code, 0, resumed.err);
    for (const name of readdirSync(out)) assert.equal(read(name, killed), read(name), name);
  });
});

test('a screening proposes parameters in a file that calibrate reads', async () => {
  await withFiles(await files(), async (folder) => {
    const given = ['calibrate', '--evidence', join(folder, 'rows.yaml'), '--cells', '2'];
    const only = ['--screen', '1', '--only', 'scaffolds-actin', '--out', join(folder, 'screen')];
    const { code, out, err } = await invadolab([...given, ...only]);
    assert.equal(code, 0, err);
    assert.match(out, /assumed parameters, each moved by half a standard deviation of its prior against 2 votes/);
    const proposed = readFileSync(join(folder, 'screen', 'calibration.yaml'), 'utf8');
    assert.match(proposed, /^ {2}\w+: \{prior: [\d.e+-]+, why: "half a deviation moves the votes by \d/m);
  });
});

test('what is asked for wrongly: one message, exit code 2, nothing made', async () => {
  await withFiles(await files(), async (folder) => {
    const out = join(folder, 'out');
    const cases = [
      [['--parameters', join(folder, 'lost.yaml')], /lost\.yaml:3:3: .*found "no_such_thing"/],
      [['--parameters', join(folder, 'none.yaml')], /found "0"; expected 1 to 1/],
      [['--parameters', join(folder, 'gone.yaml')], /gone\.yaml: no such file/],
      [['--sets', '5'], /--sets; found "5"/],
      [['--screen', 'x'], /--screen; found "x"/],
    ] as const;
    for (const [options, says] of cases) {
      const all = ['calibrate', '--evidence', join(folder, 'rows.yaml'), '--out', out, ...options];
      const { code, err, out: text } = await invadolab(all);
      assert.equal(code, 2, `${options}: ${err}`);
      assert.match(err, says);
      assert.equal(text, '');
      assert.ok(!existsSync(out) && !existsSync(`${out}.running`));
    }
  });
});
