import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { invadolab, shippedCatalog, shortStudy, tinyStudy, withFiles } from './command-line.js';

const research = /Research use only\. Simulated cells and simulated individuals, not patients\./;

test('every command says what it does, with an example, and the notice stands on the first page', async () => {
  const top = await invadolab(['--help']);
  assert.equal(top.code, 0);
  assert.match(top.out, research);
  for (const command of ['run', 'resume', 'report', 'serve', 'check', 'new', 'catalog', 'validate']) {
    assert.match(top.out, new RegExp(`^  ${command} `, 'm'));
    const { code, out } = await invadolab([command, '--help']);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`Example:\n  \\$ invadolab ${command}`));
  }
  assert.deepEqual(await invadolab(['--version']), { code: 0, out: '0.0.0-test\n', err: '' });
});

test('check says what runs and what it costs', async () => {
  await withFiles({ 'study.yaml': tinyStudy }, async (folder) => {
    const { code, out } = await invadolab(['check', join(folder, 'study.yaml')]);
    assert.equal(code, 0);
    assert.match(out, /2 experiments x 2 cells per arm, seed 7/);
    assert.match(out, /^dose 300 nM +dasatinib 300 nM/m);
    assert.match(out, /About .* on 1 thread .*and .* of memory/);
    const json = JSON.parse((await invadolab(['check', join(folder, 'study.yaml'), '--json', '--cells', '5'])).out);
    assert.match(json.notice, research);
    assert.equal(json.cells, 5);
    assert.deepEqual(
      json.arms.map(({ id }: { id: string }) => id),
      ['vehicle', 'dasatinib', 'dose 1 nM', 'dose 300 nM', 'tks5-kd'],
    );
    assert.ok(json.cost.seconds > 0 && json.cost.memory > 0);
  });
});

test('run writes the whole folder under its final name and answers as JSON; report writes it again', async () => {
  await withFiles({ 'study.yaml': shortStudy }, async (folder) => {
    const out = join(folder, 'result');
    const ended = await invadolab(['run', join(folder, 'study.yaml'), '--out', out, '--json']);
    assert.equal(ended.code, 0, ended.err);
    const answer = JSON.parse(ended.out);
    assert.deepEqual(
      [answer.format, answer.command, answer.experiments, answer.cells, answer.seed, answer.control],
      [1, 'run', 2, 1, 7, 'vehicle'],
    );
    assert.match(answer.notice, research);
    for (const { arm, measure, time, ratio, low, high, n, decision } of answer.comparisons) {
      assert.ok(typeof arm === 'string' && typeof measure === 'string' && time === 600 && n <= 2);
      for (const number of [ratio, low, high]) assert.ok(number === null || typeof number === 'number');
      assert.ok(['lowers', 'raises', 'does not detectably change', 'cannot be decided'].includes(decision));
    }
    const files = [
      'events.parquet',
      'images',
      'manifest.json',
      'measures.parquet',
      'report.html',
      'resolved-model.json',
      'series.parquet',
      'study.yaml',
      'uncertainty.json',
    ];
    assert.deepEqual(readdirSync(out).sort(), files);
    assert.ok(!existsSync(`${out}.running`));
    assert.equal(readFileSync(join(out, 'study.yaml'), 'utf8'), shortStudy);
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    assert.match(report, research);
    const again = await invadolab(['report', out]);
    assert.equal(again.code, 0, again.err);
    assert.equal(readFileSync(join(out, 'report.html'), 'utf8'), report);
    assert.equal((await invadolab(['run', join(folder, 'study.yaml'), '--out', out])).code, 2);
    assert.equal((await invadolab(['resume', out])).code, 0);
  });
});

test('a budget chooses a size, says so, and names the command for the full size', async () => {
  await withFiles({ 'study.yaml': shortStudy.replace('cells: 1', 'cells: 900') }, async (folder) => {
    const study = join(folder, 'study.yaml');
    // The clock of the test counts calls, so a cell takes a second.
    const { code, err, out } = await invadolab([
      'run',
      study,
      '--budget',
      '20s',
      '--out',
      join(folder, 'out'),
      '--json',
    ]);
    assert.equal(code, 0, err);
    assert.match(err, /allow \d+ experiments? x \d+ cells? per arm/);
    assert.match(err, new RegExp(`The full study is 2 x 900 .*: npx invadolab run ${study}`));
    const { experiments, cells } = JSON.parse(out);
    assert.ok(experiments * cells * 2 <= 20, `${experiments} x ${cells}`);
  });
});

test('Ctrl-C stops between two pieces of work, says how to go on, and going on gives the same tables', async () => {
  await withFiles({ 'study.yaml': shortStudy }, async (folder) => {
    const hashes = (out: string) => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).tables;
    const whole = join(folder, 'whole');
    assert.equal((await invadolab(['run', join(folder, 'study.yaml'), '--out', whole])).code, 0);

    const interruption = new AbortController();
    const out = join(folder, 'stopped');
    let err = '';
    const terminal = {
      out: () => {},
      err: (text: string) => {
        err += text;
        if (/^[1-3] of/m.test(err)) interruption.abort();
      },
      live: false,
    };
    let time = 0;
    const now = () => {
      time += 100;
      return time;
    };
    const stopped = await invadolab(['run', join(folder, 'study.yaml'), '--out', out], {
      terminal,
      now,
      interrupted: interruption.signal,
    });
    assert.equal(stopped.code, 1);
    assert.match(err, new RegExp(`Stopped\\. To go on: npx invadolab resume ${out}\n$`));
    assert.ok(!existsSync(out) && existsSync(`${out}.running`));
    const resumed = await invadolab(['resume', out]);
    assert.equal(resumed.code, 0, resumed.err);
    assert.deepEqual(hashes(out), hashes(whole));
  });
});

test('what an answer rests on is asked too, can be stopped, goes on where it was, and stands in the answer', async () => {
  const text = shortStudy
    .replace('assumptions: false', 'cells: 6')
    .replace('10 min', '30 min')
    .replace('measure: [invadopodia.count, matrix.degraded_area]', 'measure: [invadopodia.count.true]');
  await withFiles({ 'study.yaml': text }, async (folder) => {
    const interruption = new AbortController();
    const out = join(folder, 'stopped');
    let time = 0;
    const stopped = await invadolab(['run', join(folder, 'study.yaml'), '--out', out], {
      terminal: {
        out: () => {},
        err: (line) => {
          if (/^\d+ of \d+ parameter sets/.test(line)) interruption.abort();
        },
        live: false,
      },
      now: () => {
        time += 100;
        return time;
      },
      interrupted: interruption.signal,
    });
    assert.equal(stopped.code, 1);
    const state = JSON.parse(readFileSync(join(`${out}.running`, 'uncertainty-state.json'), 'utf8')).state;
    assert.ok(state.values.length > 0);
    const { code, err, out: said } = await invadolab(['resume', out]);
    assert.equal(code, 0, err);
    assert.ok(!existsSync(join(out, 'uncertainty-state.json')));
    const found = JSON.parse(readFileSync(join(out, 'uncertainty.json'), 'utf8'));
    const { tried, arms } = found.assumptions;
    assert.ok(tried > 200 && arms[0].arm === 'tks5-kd' && arms[0].strongest.number.name.includes(' '));
    assert.ok(found.evidence.arms[0].rows.length > 0);
    const line = said.replace(/\n/g, ' ');
    assert.match(line, /Direct evidence: \d+ published rows.*Most sensitive assumption: .*Cheapest experiment/);
  });
});

test('resume refuses a run whose study has changed since', async () => {
  await withFiles({ 'study.yaml': shortStudy }, async (folder) => {
    const out = join(folder, 'out');
    const interruption = new AbortController();
    interruption.abort();
    assert.equal(
      (await invadolab(['run', join(folder, 'study.yaml'), '--out', out], { interrupted: interruption.signal })).code,
      1,
    );
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(`${out}.running`, 'study.yaml'), shortStudy.replace('seed: 7', 'seed: 8'));
    const { code, err } = await invadolab(['resume', out]);
    assert.equal(code, 2);
    assert.match(err, /changed since this run began/);
  });
});

test('new writes a study that check accepts, with options and with answers', async () => {
  await withFiles({}, async (folder) => {
    const first = join(folder, 'first.yaml');
    assert.equal(
      (
        await invadolab([
          'new',
          first,
          '--cell',
          'MDA-MB-231',
          '--matrix',
          'gelatin',
          '--drug',
          'dasatinib',
          '--knockdown',
          'TKS5',
        ])
      ).code,
      0,
    );
    const checked = await invadolab(['check', first, '--no-cost']);
    assert.equal(checked.code, 0, checked.err);
    assert.match(checked.out, /dasatinib 100 nM free/);
    assert.match(checked.out, /TKS5 knock-down 90 %/);
    assert.equal((await invadolab(['new', first])).code, 2);

    const second = join(folder, 'second.yaml');
    const asked: string[] = [];
    const ask = async (question: string, suggestion: string) => {
      asked.push(question);
      return suggestion;
    };
    const terminal = { out: () => {}, err: () => {}, live: true, ask };
    assert.equal((await invadolab(['new', second], { terminal })).code, 0);
    assert.equal(asked.length, 5);
    assert.equal((await invadolab(['check', second, '--no-cost'])).code, 0);
  });
});

test('the catalogue shows every kind and every entry with its sources', async () => {
  const catalog = await shippedCatalog();
  const { out } = await invadolab(['catalog']);
  for (const kind of ['molecules', 'cells', 'matrices', 'drugs', 'assays'])
    assert.match(out, new RegExp(`^${kind} +\\d+`, 'm'));
  const drugs = await invadolab(['catalog', 'drugs', '--json']);
  assert.deepEqual(JSON.parse(drugs.out).drugs, Object.keys(catalog.drugs));
  const { out: entry } = await invadolab(['catalog', 'drugs', 'dasatinib']);
  assert.match(entry, /SRC\.kinase/);
  assert.match(entry, /luo2008: Luo.*2008/);
});
