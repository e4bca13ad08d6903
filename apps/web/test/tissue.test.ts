import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { tablesInBrowser, tablesOfCommandLine } from './command-line.js';
import { placeOf } from './scenes/place.js';
import { tissueStudy } from './scenes/tissue-study.js';

const skip = noBrowser();
const study = tissueStudy(4);

let laboratory: BrowserLaboratory;
before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

test('two tissues are seen while they grow, and their numbers are those of the command line', { skip }, async () => {
  const expected = tablesOfCommandLine(study);
  const page = await laboratory.page(placeOf('tissue', study));
  await page.locator('.tissue-frame').nth(1).getByText('90 cells').waitFor();
  await page.waitForTimeout(500);
  assert.ok((await warmPixels(page)) > 500, 'the spheroid is drawn before anything is run');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.tissue-stage[data-whole]').waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 120_000 });

  const tables = await expected;
  assert.deepEqual(await tablesInBrowser(page), tables);

  // What was watched is the tissue of the result: the table beside the picture says what the run measured.
  const rows = await page.locator('.tissue-facts tbody tr').allInnerTexts();
  assert.equal(rows.length, 2);
  const drawn = await page.locator('.tissue-course text').allTextContents();
  assert.ok(drawn.includes('GM6001 10 uM'), drawn.join());

  // A page that is opened later shows the same from what was kept.
  const seen = await page.locator('.tissue-facts tbody').innerText();
  await page.evaluate(() => {
    location.hash = '#/assay';
  });
  await page.locator('.tissue-stage').waitFor({ state: 'detached' });
  await page.goBack();
  await page.locator('.tissue-stage[data-whole]').waitFor();
  assert.equal(await page.locator('.tissue-facts tbody').innerText(), seen);

  // Time can be turned back, with the keyboard too.
  await page.getByRole('slider', { name: 'Time since the start' }).press('Home');
  await page.locator('.tissue-facts').getByText('In numbers: Start').waitFor();
  await page.context().close();
  assert.deepEqual(laboratory.complaints, []);
});

test('arrows turn the tissue', { skip }, async () => {
  const page = await laboratory.page(placeOf('tissue', study));
  await page.locator('.tissue-frame').first().getByText('90 cells').waitFor();
  const stage = page.getByRole('group', { name: /Arrow keys turn them/ });
  const before = await stage.screenshot();
  await stage.press('ArrowRight');
  await page.waitForTimeout(200);
  assert.notDeepEqual(await stage.screenshot(), before);
  await stage.press('Home');
  await page.context().close();
  assert.deepEqual(laboratory.complaints, []);
});

/** Pixels of the first tissue that have the colour of cells. */
async function warmPixels(page: Page): Promise<number> {
  const { data } = PNG.sync.read(await page.locator('.tissue-frame').first().screenshot());
  let warm = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 2] + 60) warm++;
  return warm;
}
