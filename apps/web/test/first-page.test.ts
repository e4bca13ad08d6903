import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { BrowserLaboratory, noBrowser } from './browser.js';

const skip = noBrowser();
let laboratory: BrowserLaboratory;

before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

test('the first page offers questions, and each leads to a room', { skip }, async () => {
  const page = await laboratory.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const cards = await page.locator('a.card').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  assert.ok(cards.length > 0);
  for (const href of cards) {
    await page.goto(laboratory.url + href);
    await page.getByRole('button', { name: 'Run' }).waitFor();
  }
  assert.deepEqual(laboratory.complaints, []);
});
