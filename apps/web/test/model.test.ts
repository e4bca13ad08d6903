import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { trialText } from '../src/worker/model/trial.js';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { tablesOfCommandLine } from './command-line.js';

const skip = noBrowser();
let laboratory: BrowserLaboratory;
let page: Page;

before(async () => {
  if (skip) return;
  laboratory = await BrowserLaboratory.open();
  page = await laboratory.page('#/model');
});
after(() => laboratory?.close());

test('one walks from molecule to molecule by click, by key and by name, and the way back leads back', {
  skip,
}, async () => {
  const at = (name: string) => page.locator('.walk').getByRole('heading', { name, exact: true }).waitFor();
  await at('Tks5');
  // Src phosphorylates Tks5 (Seals and others 2005).
  await page.getByRole('button', { name: 'Src: speeds up' }).first().click();
  await at('Src');
  assert.match(page.url(), /molecule=SRC/);
  await page.locator('.walk section').first().getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !location.hash.includes('molecule=SRC'));
  await page.goBack();
  await at('Src');
  await page.getByRole('combobox', { name: 'Find a molecule' }).fill('MT1-MMP');
  await page
    .getByRole('option', { name: /MT1-MMP/ })
    .first()
    .click();
  await at('MT1-MMP');
  await page.getByRole('tab', { name: 'Drugs' }).click();
  await page.getByRole('cell', { name: 'marimastat' }).waitFor();
  await page.getByRole('tab', { name: 'Numbers and sources' }).click();
  await page.getByText('Amount in this cell').waitFor();
  await page.getByRole('tab', { name: 'Published experiments' }).click();
  await page.getByText('All published rows').waitFor();
});

test('another amount of a molecule gives the tables of the command line', { skip }, async () => {
  await page.goto(`${laboratory.url}#/model?molecule=TKS5`);
  await page.getByRole('slider', { name: /Amount of Tks5/ }).focus();
  // One after the other at once: only the last one counts.
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
  const outcome = page.locator('[data-tables]');
  await outcome.waitFor();
  const own = JSON.parse((await outcome.getAttribute('data-tables')) ?? '');
  const text = trialText({ cell: 'MDA-MB-231', matrix: 'gelatin', molecule: 'TKS5', factor: 0.25 });
  assert.deepEqual(own, await tablesOfCommandLine(text));
  await page.getByText('Degraded area per cell').waitFor();
});

test('nothing is said on the console', { skip }, () => {
  assert.deepEqual(laboratory.complaints, []);
});
