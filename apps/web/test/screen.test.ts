import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { unzipSync } from 'fflate';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { invadolab } from './program.js';
import { screenPlace, smallScreen } from './scenes/screen.js';

const skip = noBrowser();
let laboratory: BrowserLaboratory;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invadolab-'));
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(async () => {
  await laboratory?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a screen that a reload interrupts goes on to the bytes of the command line; its ranking and a drug by keyboard', {
  skip,
}, async () => {
  const page = await laboratory.page(screenPlace);
  await page.getByText('No screen was run yet').waitFor();
  await page.locator('button:not([data-disabled])', { hasText: /^Run the screen$/ }).click();
  await page.getByText(/^Every drug: [1-9]\d* of \d+ cells$/).waitFor({ timeout: 60_000 });
  await page.reload();
  await page.getByRole('button', { name: 'Go on from there' }).click();
  await page.locator('button.ranking-line').first().waitFor({ timeout: 60_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the files of this screen as a zip' }).click();
  const files = unzipSync(readFileSync(await (await download).path()));

  const file = join(folder, 'screen.yaml');
  writeFileSync(file, smallScreen);
  await invadolab(['screen', file, '--threads', '1', '--out', join(folder, 'out')]);
  for (const name of ['screen.json', 'screen.csv', 'ratios.csv', 'report.html'])
    assert.ok(readFileSync(join(folder, 'out', name)).equals(files[name]), `${name} differs from the command line`);

  const { ranked } = JSON.parse(Buffer.from(files['screen.json']).toString());
  const names = await page.locator('button.ranking-line p:first-child').allInnerTexts();
  assert.deepEqual(
    names.filter((name) => !/^\d+$|%|–|^[<>]/.test(name)).slice(0, 4),
    ranked.map(({ name }: { name: string }) => name),
  );
  await page.locator('button.ranking-line', { hasText: 'dasatinib' }).focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog');
  for (const words of ['Which target carries it', 'Over doses', 'It is never scored', 'Excess over Bliss', 'RTOG 0627'])
    await details.getByText(words).first().waitFor();
  const { median, low, high } = ranked.find(({ drug }: { drug: string }) => drug === 'dasatinib').effect;
  const said = `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  await details.getByText(said).first().waitFor();
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });

  await page.getByPlaceholder(/^Search/).fill('MMP');
  await page.getByText('1 of 4 drugs').waitFor();
  assert.deepEqual(laboratory.complaints, []);
  await page.context().close();
});

test('a screen of the command line opens from its file; anything else is refused in one sentence', {
  skip,
}, async () => {
  const page = await laboratory.page('#/screen');
  const input = page.locator('input[type=file]');
  const other = join(folder, 'other.json');
  writeFileSync(other, '{"kind": "something"}');
  await input.setInputFiles(other);
  await page.getByText(/other\.json: this is no screen/).waitFor();
  await input.setInputFiles(join(folder, 'out', 'screen.json'));
  await page.getByRole('heading', { level: 1, name: /^Which of these drugs/ }).waitFor();
  assert.equal(await page.locator('button.ranking-line').count(), 4);
  assert.equal(await page.getByText(/this is no screen/).count(), 0);
  assert.deepEqual(laboratory.complaints, []);
});
