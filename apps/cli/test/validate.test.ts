import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { SerialPool, type WorkerPool } from '@invadolab/engine';
import type { ScoreCard } from '@invadolab/results';
import { performer, predictor } from '@invadolab/study';
import { engineOf } from '../src/engines.js';
import { loadEvidence } from '../src/evidence-source.js';
import { shippedFolder } from '../src/library.js';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';

/** Published rows that run in every test: an input in the network, a bell in the network, a knock-down on gelatin. */
const subset = ['validate', '--rows', 'KI01,EC114,EC048', '--ensemble', 'catalogue', '--draws', '2', '--cells', '2'];

test('a subset of the published rows: card as JSON and page, votes and baselines in the terminal', async () => {
  await withFiles({}, async (folder) => {
    const out = join(folder, 'score');
    const { code, out: text, err } = await invadolab([...subset, '--out', out]);
    assert.equal(code, 0, err);
    assert.match(
      text,
      /^Scored: one parameter set, that of the catalogue, 2 times with 2 cells per draw in the .*form/,
    );
    assert.match(text, /^TIMP-2 dose +Karagiannis ED, Popel AS 2004 +EC114/m);
    assert.match(text, /^KI01 does not count \(input: the observation of EC047\)$/m);
    assert.match(text, /^sign rule: loss lowers, gain raises +not run$/m);
    assert.match(text, /Research use only/);
    assert.deepEqual(readdirSync(out).sort(), ['score-card.html', 'score-card.json', 'score-summary.json']);
    const card: ScoreCard = JSON.parse(readFileSync(join(out, 'score-card.json'), 'utf8'));
    assert.deepEqual(
      card.rows.map(({ id }) => id),
      ['EC048', 'EC114', 'KI01'],
    );
    // An excess of the inhibitor stops activation under any parameters.
    const [, bell] = card.rows;
    assert.equal(bell.parts.find(({ arm }) => arm === 'much')?.pass, true);
    const page = readFileSync(join(out, 'score-card.html'), 'utf8');
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /<script|https?:\/\/[^"]*\.(js|css)/);
    const again = await invadolab([...subset, '--out', out]);
    assert.equal(again.code, 2);
    assert.match(again.err, /--out is there already/);
  });
});

test('what is asked for wrongly: one message, exit code 2, nothing made', async () => {
  const row =
    'format: 1\npaper: own\ncitation: {authors: Me, year: 2020}\nrows:\n  - id: X1\n    role: check\n    family: f\n    quantity: q\n    study:\n      assay: gelatin\n      cell: MDA-MB-231\n      matrix: {kind: gelatin}\n      timepoints: [1 h]\n      arms: {control: {}, kd: {knockdown: {RAC3: 90 %}}}\n    expect: [{measure: invadopodia.count, direction: down}]\n';
  await withFiles({ 'own.yaml': row, 'bad.json': '{"format": 1}' }, async (folder) => {
    const out = join(folder, 'score');
    const cases = [
      [['--rows', 'EC1520'], /--rows; found "EC1520"; .*nearest is "EC152"/],
      [['--rows', 'EC087'], /this one cannot: a mechanism of recovery/],
      [['--draws', 'many'], /--draws; found "many"/],
      [['--cells', '1'], /--cells; found "1"/],
      [['--ensemble', join(folder, 'bad.json')], /bad\.json:1:1: .*no parameters/],
      [['--ensemble', join(folder, 'none.json')], /none\.json: no such file/],
      [
        ['--evidence', join(folder, 'own.yaml')],
        /own\.yaml:14:\d+: .*found "RAC3"; expected a molecule of the catalogue/,
      ],
    ] as const;
    for (const [options, says] of cases) {
      const { code, out: text, err } = await invadolab(['validate', ...options, '--out', out]);
      assert.equal(code, 2, `${options}: ${err}`);
      assert.match(err, says);
      assert.equal(err.trim().split('\n').length, 1);
      assert.equal(text, '');
      assert.ok(!existsSync(out) && !existsSync(`${out}.running`));
    }
  });
});

test('a row on a tissue is answered by the tissue engine, one tissue in each arm and draw', async () => {
  const few = 'set: {spheroid_cells: 20, spheroid_radius: 26 um, gel_edge: 100 um}';
  const row = `format: 1\npaper: own\ncitation: {authors: Me, year: 2020}\nrows:\n  - id: X1\n    role: check\n    family: f\n    quantity: q\n    study:\n      assay: invasion\n      cell: MDA-MB-231\n      matrix: {kind: collagen-gel}\n      timepoints: [30 min]\n      arms: {control: {${few}}, free: {${few}, matrix: {density: 1 uM}}}\n    expect: [{measure: invasion.speed, direction: up}]\n`;
  await withFiles({ 'own.yaml': row }, async (folder) => {
    const own = ['--evidence', join(folder, 'own.yaml'), '--ensemble', 'catalogue', '--draws', '2'];
    const { code, out, err } = await invadolab(['validate', ...own, '--out', join(folder, 'score')]);
    assert.equal(code, 0, err);
    assert.match(out, /^Scored: .* 2 times with 1 tissue per draw\.$/m);
    const card: ScoreCard = JSON.parse(readFileSync(join(folder, 'score', 'score-card.json'), 'utf8'));
    const [{ parts, counts }] = card.rows;
    // Thinner collagen has wider openings, which hold nobody.
    assert.ok(counts && (parts[0].predicted ?? 0) > 1, JSON.stringify(parts));
  });
});

test('the examples of the page on evidence are in order', async () => {
  const page = readFileSync(join(shippedFolder('evidence'), '..', 'docs', 'how-to-add-evidence.md'), 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text);
  assert.ok(blocks.length >= 1);
  const catalog = await shippedCatalog();
  for (const text of blocks) {
    await withFiles({ 'own.yaml': text }, async (folder) => {
      const { papers } = await loadEvidence(catalog, join(folder, 'own.yaml'));
      assert.ok(papers[0].rows.some(({ test: own }) => own !== undefined));
    });
  }
});

test('the schema of evidence files is printed', async () => {
  const { code, out } = await invadolab(['schema', 'evidence']);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out).required, ['format', 'paper', 'citation', 'rows']);
});

test('stopped half-way it says how to go on; going on gives the card of an undisturbed run', async () => {
  const args = [
    'validate',
    '--rows',
    'KI01,EC114',
    '--ensemble',
    'catalogue',
    '--draws',
    '2',
    '--cells',
    '2',
    '--json',
  ];
  const scoreOf = (text: string) => JSON.parse(text).scoreCard;
  await withFiles({}, async (folder) => {
    const whole = await invadolab([...args, '--out', join(folder, 'whole')]);
    assert.equal(whole.code, 0, whole.err);
    const stop = new AbortController();
    let pieces = 0;
    const openPool = (): WorkerPool => {
      const pool = new SerialPool({ perform: performer(engineOf), predict: predictor() });
      return {
        size: 1,
        run(task, input, options) {
          if (++pieces === 6) stop.abort();
          return pool.run(task, input, options);
        },
        close: () => pool.close(),
      };
    };
    const out = join(folder, 'halves');
    const half = await invadolab([...args, '--out', out], { openPool, interrupted: stop.signal });
    assert.equal(half.code, 1);
    assert.equal(half.err.trim().split('\n').at(-1), `Stopped. To go on: the same command with --out ${out}`);
    assert.ok(existsSync(`${out}.running`) && !existsSync(out));
    const rest = await invadolab([...args, '--out', out]);
    assert.equal(rest.code, 0, rest.err);
    assert.deepEqual(scoreOf(rest.out), scoreOf(whole.out));
    assert.ok(!existsSync(`${out}.running`));
  });
});
