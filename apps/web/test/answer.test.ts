import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import type { Download, Page } from 'playwright-core';
import { BrowserLaboratory, noBrowser } from './browser.js';

const skip = noBrowser();
const program = fileURLToPath(new URL('../../../cli/bin/invadolab.js', import.meta.url));
const app = fileURLToPath(new URL('../../build/', import.meta.url));
const study = `format: 1
study: Does less Tks5 leave less of the film?
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin}
form: reduced
timepoints: [2 h, 4 h]
experiments: 2
cells: 2
seed: 3
controls: false
control: vehicle
arms:
  vehicle: {}
  tks5-kd: {title: Tks5 knock-down 50 %, knockdown: {TKS5: 50 %}}
measure: [matrix.degraded_area, invadopodia.count]
uncertainty: {draws: 0, assumptions: false}
`;

let laboratory: BrowserLaboratory;
let home: string;
/** What the command line says of the run, on one line. */
let said: string;

before(async () => {
  if (skip) return;
  laboratory = await BrowserLaboratory.open();
  home = await mkdtemp(join(tmpdir(), 'invadolab-answer-'));
  const file = join(home, 'study.yaml');
  await writeFile(file, study);
  const run = [program, 'run', file, '--threads', '1', '--out', join(home, 'results', 'less-tks5')];
  said = (await promisify(execFile)(process.execPath, run)).stdout.replace(/\s+/g, ' ');
});
after(async () => {
  await laboratory?.close();
  if (home) await rm(home, { recursive: true, force: true });
});

test('a result of the command line says the same in the browser, and gives its files back', { skip }, async () => {
  const files = await filesBelow(join(home, 'results', 'less-tks5'));
  const page = await laboratory.page('#/runs');
  await takeIn(page, zipSync({ 'a folder/': {}, 'a folder': files }));
  await page.getByRole('link', { name: 'Open' }).click();
  const sentence = page.locator('.sentence p').first();
  const english = (await sentence.innerText()).replace(/\s+/g, ' ');
  assert.ok(english.startsWith('In this model, Tks5 knock-down 50 %'), english);
  assert.ok(said.includes(english), `${english}\nis not in\n${said}`);
  const figure = page.locator('.plot svg').first();
  assert.match(String(await figure.getAttribute('aria-label')), /^Tks5 knock-down 50 %: .*\d/);

  const svg = (await kept(page, /^Keep as SVG: Degraded area per cell/)).toString('utf8');
  assert.ok(svg.startsWith('<svg'));
  assert.ok(!/var\(--|currentColor|class="/i.test(svg), 'a drawing that stands alone');
  assert.ok(svg.includes('@font-face'));
  const png = await kept(page, /^Keep as PNG: Degraded area per cell/);
  const { width = 0 } = (await figure.boundingBox()) ?? {};
  assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) <= 1, 'twice the size on the screen');

  await page.getByText('All comparisons', { exact: true }).click();
  const csv = (await kept(page, /^Keep as CSV/)).toString('utf8').split('\r\n');
  assert.equal(
    csv[0],
    'measure,time (s),arm,ratio,sampling_low,sampling_high,parameters_low,parameters_high,n,verdict',
  );
  const [ratio] = /ratio ([\d.]+)/.exec(english)?.slice(1) ?? [];
  assert.equal(Number(csv[1].split(',')[3]).toFixed(String(ratio).split('.')[1]?.length ?? 0), ratio);
  const parquet = await kept(page, /^Keep as Parquet/);
  const rows = await parquetReadObjects({ file: new Uint8Array(parquet).buffer });
  assert.deepEqual(
    rows.map((row) => String(row.ratio)),
    csv.slice(1, -1).map((row) => row.split(',')[3]),
  );

  await page.getByText('Report', { exact: true }).click();
  const report = page.frameLocator('iframe[sandbox=""]');
  await report.getByText('Does less Tks5 leave less of the film?').first().waitFor();

  await page.getByText('Files', { exact: true }).click();
  const bundle = unzipSync(await kept(page, 'Everything as a zip'));
  assert.deepEqual(Object.keys(bundle).sort(), Object.keys(files).sort());
  for (const [name, bytes] of Object.entries(files)) assert.deepEqual(bundle[name], bytes, name);

  await page.getByText('中文', { exact: true }).click();
  await page.getByText('答案', { exact: true }).last().click();
  const chinese = await sentence.innerText();
  assert.match(chinese, /^在本模型中，/);
  // Counts of things and levels come in another order; the numbers are the same.
  assert.deepEqual(numbersIn(chinese), numbersIn(english));
  await page.context().close();
  assert.deepEqual(laboratory.complaints, []);
});

test('a bad zip is refused in one sentence and nothing of it is kept; a run is deleted when that is confirmed', {
  skip,
}, async () => {
  const page = await laboratory.page('#/runs');
  const alert = page.getByRole('alert');
  await takeIn(page, strToU8('no zip at all'));
  await alert.getByText('this file is no zip that can be read').waitFor();
  await takeIn(page, zipSync({ 'notes.txt': strToU8('hello') }));
  await alert.getByText('this zip holds no result').waitFor();
  await page.getByText('Nothing is kept yet').waitFor();
  await takeIn(page, zipSync(await filesBelow(join(home, 'results', 'less-tks5'))));
  await page.getByRole('button', { name: /^Delete the run/ }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: /^Delete the run/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Nothing is kept yet').waitFor();
  await page.context().close();
  assert.deepEqual(laboratory.complaints, []);
});

test('a page from the server opens its results and saves runs there; a static folder is asked for none', {
  skip,
}, async () => {
  const { url, token, ended } = await serve(home);
  try {
    const page = await laboratory.page();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${laboratory.url}#/runs`);
    await page.getByText('Nothing is kept yet').waitFor();
    assert.deepEqual(
      asked.filter((each) => each.includes('/api/')),
      [],
    );
    await page.goto(`${url}#token=${token}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.ok(!page.url().includes('token'));
    await page.goto(`${url}#/runs`);
    await page.getByRole('button', { name: 'Open' }).click();
    const sentence = await page.locator('.sentence p').first().innerText();
    assert.ok(said.includes(sentence.replace(/\s+/g, ' ')));
    await page.goto(`${url}#/runs`);
    await page.getByRole('button', { name: /^Save to the server/ }).click();
    await page.getByRole('button', { name: 'Open' }).nth(1).waitFor();
    const [saved] = (await readdir(join(home, 'results'))).filter(
      (name) => name !== 'less-tks5' && !name.startsWith('.'),
    );
    const first = await readFile(join(home, 'results', 'less-tks5', 'manifest.json'));
    assert.deepEqual(await readFile(join(home, 'results', saved, 'manifest.json')), first);
    await page.context().close();
  } finally {
    await ended();
  }
  assert.deepEqual(laboratory.complaints, []);
});

async function takeIn(page: Page, zip: Uint8Array): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'run.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
}

/** What a button lets the browser keep. */
async function kept(page: Page, name: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download') as Promise<Download>,
    page.getByRole('button', { name }).first().click(),
  ]);
  return readFile(await download.path());
}

function numbersIn(text: string): string[] {
  return (text.match(/\d+(\.\d+)?/g) ?? []).sort();
}

async function filesBelow(folder: string): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [path.slice(folder.length + 1), new Uint8Array(await readFile(path))]),
  );
  return Object.fromEntries(files);
}

async function serve(folder: string): Promise<{ url: string; token: string; ended(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [
    program,
    'serve',
    folder,
    '--app',
    app,
    '--port',
    '0',
    '--json',
  ]);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const { url, token } = JSON.parse(line.toString('utf8'));
  const ended = async () => {
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'exit');
  };
  return { url, token, ended };
}
