import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parseQuantity } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import type { DrugScreenRecord } from '@invadolab/results';
import { parseDrugScreen } from '@invadolab/study';
import { shippedFolder } from '../src/library.js';
import { ThreadPool } from '../src/thread-pool.js';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';
import { killedAfter, version } from './killed.js';

const tiny = `format: 1
screen: Which of two kinase inhibitors lowers degradation?
assay: gelatin
cells: [MDA-MB-231]
healthy: [macrophage]
matrix: {kind: gelatin}
drugs: [imatinib, dasatinib, CK-666]
measure: matrix.degraded_area
timepoint: 1 h
draws: 2
cells_per_draw: 2
first: 1
closer: {top: 1, draws: 2, doses: [0.1, 10]}
confirm: {top: 1, cells: 2}
seed: 5
`;

const files = ['ratios.csv', 'report.html', 'screen.csv', 'screen.json'];

function bytesOf(folder: string): readonly string[] {
  assert.deepEqual(readdirSync(folder).sort(), files);
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

test('a screen: ranks, harm to healthy cells, reasons; the same bytes once killed and on two threads', async () => {
  await withFiles({ 'screen.yaml': tiny }, async (folder) => {
    const path = join(folder, 'screen.yaml');
    const out = join(folder, 'whole');
    const { code, out: text, err } = await invadolab(['screen', path, '--out', out], { version });
    assert.equal(code, 0, err);
    assert.match(err, /2 drugs in 2 contexts: (about|under)/);
    assert.match(text, /^1\. dasatinib +8\.6 nM +0\.\d+ \(/m);
    assert.match(text, /^2\. imatinib +260 nM/m);
    assert.match(text, /^CK-666: no free clinical exposure in the catalogue$/m);
    assert.match(text, /Research use only/);
    const whole = bytesOf(out);
    const record: DrugScreenRecord = JSON.parse(readFileSync(join(out, 'screen.json'), 'utf8'));
    const [first, second] = record.ranked;
    assert.deepEqual([first.amongFirst, second.amongFirst], [1, 0]);
    // Src is the target that carries dasatinib: no other of its six alone leaves less.
    assert.equal(first.reasons?.[0].pocket, 'SRC.kinase');
    assert.equal(first.reasons?.length, 6);
    const [tenth, peak, tenfold] = (first.curve ?? []).map(({ effect }) => effect.median ?? Number.NaN);
    assert.ok(tenth > peak && peak >= tenfold, `${tenth}, ${peak}, ${tenfold} left at a tenth, once and ten times`);
    assert.ok((first.healthy?.median ?? 2) < 1);
    assert.ok((first.full ?? 2) < 1, 'less is left in the full form too');
    assert.equal(second.full, undefined);
    assert.doesNotMatch(whole[1], /optimal|<script|https?:\/\/[^"]*\.(js|css)/i);
    assert.match(whole[0], /^cell,environment,drug,draw,ratio\nMDA-MB-231,as usual,imatinib,0,0\.\d+\n/);

    const killed = join(folder, 'killed');
    // Three arms in two contexts come first: this is in the middle of what the first drug is asked besides.
    await killedAfter(9, ['screen', path], killed);
    const threads = new URL('../src/study-worker.js', import.meta.url);
    const openPool = (size: number) => new ThreadPool(size, threads);
    const resumed = await invadolab(['screen', path, '--threads', '2', '--out', killed], { openPool, version });
    assert.equal(resumed.code, 0, resumed.err);
    assert.deepEqual(bytesOf(killed), whole);
  });
});

test('a screen that is stopped says how it goes on', async () => {
  await withFiles({ 'screen.yaml': tiny }, async (folder) => {
    const stop = new AbortController();
    const openPool = (): WorkerPool => ({
      size: 1,
      run() {
        stop.abort();
        return Promise.reject(stop.signal.reason);
      },
      close: () => Promise.resolve(),
    });
    const out = join(folder, 'stopped');
    const args = ['screen', join(folder, 'screen.yaml'), '--out', out];
    const { code, err } = await invadolab(args, { openPool, interrupted: stop.signal });
    assert.equal(code, 1);
    assert.match(err, /Stopped\. To go on: the same command with --out/);
    assert.ok(!existsSync(out) && existsSync(`${out}.running`));
  });
});

test('the glioblastoma screen: what passes the barrier beside radiation, as exposure has it', async () => {
  await withFiles({}, async (folder) => {
    const path = join(shippedFolder('studies'), 'screen', 'glioblastoma.yaml');
    const { code, err } = await invadolab(['screen', path, '--quick', '--out', join(folder, 'out')]);
    assert.equal(code, 0, err);
    const record: DrugScreenRecord = JSON.parse(readFileSync(join(folder, 'out', 'screen.json'), 'utf8'));
    assert.equal(record.contexts.length, 10);
    assert.equal(record.beside, '2 Gy');
    const of = (id: string) => record.ranked.find(({ drug }) => drug === id)!;
    // A broad inhibitor of the proteases that cut comes first; an eighth of dasatinib and a twentieth of imatinib pass.
    assert.equal(record.ranked[0].drug, 'marimastat');
    assert.ok((of('marimastat').effect.median ?? 1) < 0.5);
    for (const [id, share] of [
      ['dasatinib', 0.12],
      ['imatinib', 0.05],
    ] as const) {
      const { exposure, partition } = (await shippedCatalog()).drugs[id];
      assert.equal(parseQuantity(partition?.['brain-rim'].value ?? 0).value, share);
      const free = (parseQuantity(exposure?.peak_free.value ?? 0).value / parseQuantity('1 nM').value) * share;
      assert.ok(Math.abs(of(id).free / free - 1) < 1e-9);
    }
    assert.ok(of('temozolomide').neutral === false, 'temozolomide brings its own parts');
  });
});

test('what is asked for wrongly: one message with its place, exit code 2, nothing made', async () => {
  const cases = [
    ['seed: 5', 'sed: 5', /screen\.yaml:15:\d+: sed; found "sed"; expected one of .*nearest is "seed"/],
    ['[MDA-MB-231]', '[MDA-MB-23]', /screen\.yaml:4:\d+: cells\.0; found "MDA-MB-23"; .*nearest is "MDA-MB-231"/],
    ['[macrophage]', '[MDA-MB-231]', /screen\.yaml:5:\d+: healthy\.0; .*a cell that is not under cells/],
    ['imatinib,', 'imatinip,', /screen\.yaml:7:\d+: drugs\.0; .*nearest is "imatinib"/],
    ['[imatinib, dasatinib, CK-666]', '[CK-666]', /drugs; found "1 drugs, none with a free clinical exposure"/],
    ['degraded_area', 'degraded_aera', /screen\.yaml:8:\d+: measure\.0; .*nearest is "matrix\.degraded_area/],
    ['1 h', '1 nM', /screen\.yaml:9:\d+: timepoint; found "1 nM"; expected a quantity such as 1 h/],
    ['draws: 2\n', 'draws: 0\n', /screen\.yaml:10:\d+: draws; found "0"; expected a whole number from 1/],
    ['kind: gelatin', 'kind: jelly', /matrix\.kind; found "jelly"/],
    ['seed: 5', 'beside: {radiation: {dose: 2 m}}', /screen\.yaml:15:\d+: beside\.radiation\.dose; found "2 m"/],
    ['seed: 5', 'environments: {x: {oxygen: 300 %}}', /screen\.yaml:15:\d+: environments\.x\.oxygen; found "300 %"/],
  ] as const;
  await withFiles({}, async () => {
    for (const [from, to, says] of cases) {
      await withFiles({ 'screen.yaml': tiny.replace(from, to) }, async (folder) => {
        const out = join(folder, 'out');
        const { code, out: text, err } = await invadolab(['screen', join(folder, 'screen.yaml'), '--out', out]);
        assert.equal(code, 2, `${to}: ${err}`);
        assert.match(err, says);
        assert.equal(err.trim().split('\n').length, 1);
        assert.equal(text, '');
        assert.ok(!existsSync(out) && !existsSync(`${out}.running`));
      });
    }
  });
});

test('the example and those of the page on screens are in order', async () => {
  const root = join(shippedFolder('studies'), '..');
  const page = readFileSync(join(root, 'docs', 'how-to-screen.md'), 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text);
  assert.equal(blocks.length, 2);
  const catalog = await shippedCatalog();
  for (const text of [...blocks, readFileSync(join(root, 'studies', 'screen', 'example.yaml'), 'utf8')]) {
    const { screen } = parseDrugScreen(text, 'screen.yaml', catalog);
    assert.ok(screen.drugs.length >= 2);
  }
  assert.match(page, /invadolab screen studies\/screen\/example\.yaml --quick/);
});

test('the schema of screens is printed', async () => {
  const { code, out } = await invadolab(['schema', 'screen']);
  assert.equal(code, 0);
  assert.ok(JSON.parse(out).properties.cells);
});
