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
    // A card with a study leads to a room that is ready to run it; one without leads to a room that begins with something else.
    if (href?.includes('card=')) await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
    else await page.getByRole('heading', { level: 1 }).waitFor();
  }
  assert.deepEqual(laboratory.complaints, []);
});
