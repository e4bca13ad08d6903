import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const folder = join(shippedFolder('studies'), 'fit');
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const page = readFileSync(join(folder, '..', '..', 'docs', 'how-to-fit.md'), 'utf8');
const [, written] =
  /^npx invadolab fit studies\/fit\/receptor.yaml studies\/fit\/receptor.csv (.*) --out fitted$/m.exec(page) ?? [];
const fitted = [...written.split(' '), '--evaluations', '6000'];

test('fit finds the rates that the example data were made with, and leaves an ensemble and a report', async () => {
  await withFiles(files, async (place) => {
    const out = join(place, 'out');
    const {
      code,
      out: text,
      err,
    } = await invadolab(['fit', join(place, 'receptor.yaml'), join(place, 'receptor.csv'), ...fitted, '--out', out]);
    assert.equal(code, 0, err);
    assert.match(text, /Identified: k_in = /);
    assert.deepEqual(readdirSync(out).sort(), [
      'data.csv',
      'ensemble.json',
      'ensemble.parquet',
      'fit.json',
      'receptor.model.yaml',
      'report.html',
      'study.yaml',
    ]);
    const record = JSON.parse(readFileSync(join(out, 'fit.json'), 'utf8'));
    const truth: Record<string, number> = { k_in: 3e-3, k_back: 6e-4, k_out: 3e-4 };
    for (const { id, posterior, identified } of record.parameters) {
      assert.ok(identified && posterior.low < truth[id] && truth[id] < posterior.high, id);
    }
    const ensemble = JSON.parse(readFileSync(join(out, 'ensemble.json'), 'utf8'));
    assert.deepEqual([ensemble.parameters, ensemble.draws.length], [['k_in', 'k_back', 'k_out'], 200]);
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    assert.match(report, /Research use only/);
    assert.ok(!/<script|http/.test(report.replaceAll('http://www.w3.org', '')));
  });
});

test('a fit that is stopped goes on to the same bytes', async () => {
  await withFiles(files, async (place) => {
    const args = (out: string) => [
      'fit',
      join(place, 'receptor.yaml'),
      join(place, 'receptor.csv'),
      '--parameters',
      'k_in,k_out',
      '--draws',
      '50',
      '--evaluations',
      '800',
      '--out',
      join(place, out),
    ];
    assert.equal((await invadolab(args('whole'))).code, 0);
    const stop = new AbortController();
    let looks = 0;
    // The clock is read once per generation: the stop comes in the middle of the chains.
    const now = () => {
      if (++looks === 60) stop.abort();
      return looks;
    };
    const stopped = await invadolab(args('broken'), { interrupted: stop.signal, now });
    assert.equal(stopped.code, 1);
    assert.match(stopped.err, /Stopped. To go on, give the same command again/);
    assert.ok(existsSync(join(place, 'broken.running', 'fit-state.json')) && !existsSync(join(place, 'broken')));
    const other = await invadolab([...args('broken'), '--seed', '9']);
    assert.equal(other.code, 2);
    assert.match(other.err, /something else is unfinished there/);
    const rest = await invadolab(args('broken'));
    assert.equal(rest.code, 0);
    // 800 sets are too few to settle, and that is said before anything else.
    assert.match(rest.out, /not settled[\s\S]*\n\nPreliminary: the chains have not settled/);
    for (const name of ['fit.json', 'ensemble.parquet', 'report.html'])
      assert.deepEqual(readFileSync(join(place, 'broken', name)), readFileSync(join(place, 'whole', name)), name);
  });
});

const table = files['receptor.csv'];
const wrong: readonly (readonly [string, string, RegExp])[] = [
  [
    'an unknown arm',
    table.replace('no-synthesis,10', 'no-synthesys,10'),
    /data\.csv:11:1: unknown arm; found "no-synthesys"; .*nearest is "no-synthesis"/,
  ],
  ['a time without a unit', table.replace('untreated,10 min', 'untreated,10'), /data\.csv:3:11: time; found "10"/],
  [
    'a decimal comma',
    table.replace('1.89', '"1,89"'),
    /data\.csv:3:\d+: not a number; found "1,89"; expected a number with a decimal point/,
  ],
  [
    'a zero',
    table.replace('1.89', '0'),
    /data\.csv:3:\d+: value; found "0"; expected a number above 0; what was not detected/,
  ],
  ['an unknown measure', table.replace('cell.surface', 'surfaces'), /data\.csv:3:\d+: unknown measure/],
  [
    'a slot that the model lacks',
    table.replaceAll('cell.surface', 'cell.surfac'),
    /cell\.surfac.*nearest is "cell\.surface"/,
  ],
  [
    'a short row',
    table.replace('1.89,0.22,3', '1.89,0.22'),
    /data\.csv:3:\d+: a row of another length; found "5 cells"/,
  ],
  [
    'an unknown column',
    table.replace('measure,value', 'measure,valeu'),
    /data\.csv:2:\d+: unknown column; found "valeu".*nearest is "value"/,
  ],
  ['a missing column', table.replace(/^arm/m, 'n').replace(/,n$/m, ',sd2'), /data\.csv:2:/],
  [
    'a row twice',
    `${table}no-synthesis,10 min,cell.surface,1.2,0.1,3\n`,
    /data\.csv:27:1: the same arm, time and measure twice/,
  ],
  ['no control', table.replace(/^untreated,10 min,cell.surface.*\n/m, ''), /data\.csv:10: a row without its control/],
  ['an open quote', `${table}"no-synthesis`, /data\.csv:27:1: a quote is not closed/],
  ['nothing', '', /data\.csv: an empty table/],
];

test('a table that is wrong is refused with one line that says where', async () => {
  for (const [what, text, message] of wrong) {
    await withFiles({ ...files, 'data.csv': text }, async (place) => {
      const { code, out, err } = await invadolab([
        'fit',
        join(place, 'receptor.yaml'),
        join(place, 'data.csv'),
        ...fitted,
        '--out',
        join(place, 'out'),
      ]);
      assert.equal(code, 2, what);
      assert.match(err, message, what);
      assert.equal(err.trim().split('\n').length, 1, what);
      assert.equal(out, '');
      assert.ok(!existsSync(join(place, 'out.running')), what);
    });
  }
});

test('parameters that are wrong are refused', async () => {
  for (const [named, message] of [
    ['k_inn', /unknown parameter; found "k_inn".*nearest is "k_in"/],
    ['k_in,k_in', /named twice/],
    ['make', /make has no plausible range.*make=LOW\.\.HIGH/],
    ['k_in=5..1 1/s', /the range of k_in/],
    ['k_in=1..5 nM', /wrong dimension/],
  ] as const) {
    await withFiles(files, async (place) => {
      const { code, err } = await invadolab([
        'fit',
        join(place, 'receptor.yaml'),
        join(place, 'receptor.csv'),
        '--parameters',
        named,
      ]);
      assert.equal(code, 2, named);
      assert.match(err, message, named);
    });
  }
});
