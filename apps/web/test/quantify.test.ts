import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { BrowserLaboratory, noBrowser } from './browser.js';

const skip = noBrowser();
const folder = mkdtempSync(join(tmpdir(), 'quantify-room-'));
let laboratory: BrowserLaboratory;
let page: Page;

before(async () => {
  if (skip) return;
  laboratory = await BrowserLaboratory.open();
  page = await laboratory.page('#/quantify');
});
after(async () => {
  await laboratory?.close();
  rmSync(folder, { recursive: true, force: true });
});

const program = fileURLToPath(new URL('../../../cli/bin/invadolab.js', import.meta.url));

/** Measures with the command line, in a process of its own. */
async function quantify(...args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [program, 'quantify', ...args]);
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Saves what a button gives and returns where it lies. */
async function saved(name: string, press: () => Promise<void>): Promise<string> {
  const waiting = page.waitForEvent('download');
  await press();
  const path = join(folder, name);
  await (await waiting).saveAs(path);
  return path;
}

const press = (name: string) => () => page.getByRole('button', { name, exact: true }).click();

/** The tables of the room are those of the command line, byte by byte. */
async function sameTables(name: string, out: string): Promise<void> {
  for (const [tab, table] of Object.entries({ Measures: 'fields', Cells: 'cells', Puncta: 'puncta', Holes: 'holes' })) {
    await page.getByRole('tab', { name: tab }).click();
    for (const [button, kind] of [
      ['CSV', 'csv'],
      ['Parquet', 'parquet'],
    ]) {
      const own = await saved(`${name}-${table}.${kind}`, press(button));
      assert.equal(hashOf(own), hashOf(join(out, `${table}.${kind}`)), `${table}.${kind}`);
    }
  }
}

test('the room opens with a measured picture of the simulator, and says that it is one', { skip }, async () => {
  await page.getByText('Simulated example').waitFor();
  await page.getByRole('img', { name: 'Outlines of 2 cells that count' }).waitFor();
  // The text in place of the picture says what the tables say.
  const alt = (await page.getByRole('img', { name: 'Outlines of' }).getAttribute('aria-label')) ?? '';
  const [, puncta, , holes] = (alt.match(/\d+/g) ?? []).map(Number);
  await page.getByRole('tab', { name: 'Puncta' }).click();
  await page.getByText(`${puncta} rows`).waitFor();
  await page.getByRole('tab', { name: 'Holes' }).click();
  await page.getByText(`${holes} rows`).waitFor();
  await page.getByText('Your images never leave this computer').waitFor();
});

test('an OME-TIFF that is brought gives the tables and the overlay of the command line', { skip }, async () => {
  const file = await saved('field.ome.tif', press('save this one as OME-TIFF'));
  const out = join(folder, 'out');
  const ended = quantify(file, '--out', out);
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByText('Back to the simulated example').waitFor();
  await page.getByRole('img', { name: 'Outlines of 2 cells that count' }).waitFor();
  await ended;
  await sameTables('field', out);
  const overlay = await saved('overlay.png', press('Overlay (PNG)'));
  assert.equal(hashOf(overlay), hashOf(join(out, 'field-overlay.png')));
});

/** A PNG of 8 bits that says nothing about itself: a cell with two puncta in red and green, and a film with a hole in blue. */
function silentPng(): Buffer {
  const [side, pixel] = [300, 0.13];
  const png = new PNG({ width: side, height: side });
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [x, y] = [(column + 0.5 - side / 2) * pixel, (row + 0.5 - side / 2) * pixel];
      const grain = ((column % 7) + (row % 11)) / 2;
      const spot = (at: number) => 130 * Math.exp(-((x - at) ** 2 + y ** 2) / 0.18);
      const stain = 12 + (Math.hypot(x, y) < 14 ? 60 : 0) + spot(-7) + spot(7) + grain;
      const at = 4 * (row * side + column);
      png.data.set([stain, stain / 2, (Math.hypot(x + 7, y) < 1.5 ? 30 : 190) + grain, 255], at);
    }
  }
  return PNG.sync.write(png);
}

test('where a file is silent the room asks, and measures what it was told; a broken file is refused by name', {
  skip,
}, async () => {
  const [silent, broken] = [join(folder, 'silent.png'), join(folder, 'broken.tif')];
  writeFileSync(silent, silentPng());
  writeFileSync(broken, 'not an image');
  await page.locator('input[type=file]').first().setInputFiles([silent, broken]);
  await page.getByText('Please type the size of a pixel').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Measure', exact: true }).isDisabled());
  await page.getByLabel('What Channel 1 shows').selectOption('actin');
  await page.getByLabel('What Channel 2 shows').selectOption('marker');
  await page.getByLabel('What Channel 3 shows').selectOption('film');
  await page.getByLabel('Pixel size in the sample').fill('0.13');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await page.getByRole('img', { name: 'Outlines of 1 cell that counts' }).waitFor();
  const refused = await page.getByRole('alert', { name: 'An image was not measured' }).textContent();
  assert.match(refused ?? '', /broken\.tif.*no image that can be read/);
  await page.getByText('No nuclear stain.').waitFor();
  const out = join(folder, 'silent');
  const options = ['--pixel-size', '0.13 um', '--channels', 'actin=0,marker=1,film=2', '--keep-going'];
  await quantify(silent, broken, '--out', out, ...options);
  await sameTables('silent', out);
});

test('nothing is said on the console', { skip }, () => {
  assert.deepEqual(laboratory.complaints, []);
});
