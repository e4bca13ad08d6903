import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { tablesInBrowser, tablesOfCommandLine } from './command-line.js';

const skip = noBrowser();
let laboratory: BrowserLaboratory;

before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

const study = (cell: string) => `
format: 1
study: Who stays free?
assay: metastasis
cell: ${cell}
timepoints: [52 weeks, 130 weeks, 260 weeks]
experiments: 5
seed: 31
control: surgery
arms:
  surgery: {title: Surgery, set: {resection_cells: 3.0e+9 cell}}
  entry: {title: Hardly any entry, set: {resection_cells: 3.0e+9 cell, intravasation: 1.0e-5 1/day}}
`;

function place(text: string): string {
  return `#/metastasis?study=${deflateRawSync(text).toString('base64url')}`;
}

test('individuals of the browser are those of the command line, and can be looked at one by one', {
  skip,
}, async () => {
  const text = study('MDA-MB-231');
  const page = await laboratory.page(place(text));
  await page.getByRole('button', { name: /^Run$/ }).click();
  await page.getByRole('tab', { name: 'Answer', disabled: false }).waitFor({ timeout: 120_000 });
  const tables = await tablesInBrowser(page);
  assert.ok(Object.keys(tables).length === 3);
  assert.deepEqual(tables, await tablesOfCommandLine(text));

  // Truth of the free curve: the share that the answer's own rows say at the end.
  await page.getByText(/^Simulated individuals, not patients/).waitFor();
  const curve = await page.getByRole('img', { name: /% at the end/ }).getAttribute('aria-label');
  assert.match(
    curve ?? '',
    /Surgery: \d+ % at the end \(95 % interval \d+ to \d+ %, 5 individuals\); Hardly any entry: 100 %/,
  );

  const surgery = page.getByRole('img', { name: /^Surgery\. / });
  assert.match((await surgery.getAttribute('aria-label')) ?? '', /Lung: \d of 5; |Lung: \d of 5\./);
  const first = page.getByRole('button', { name: 'The next one' });
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^What happens to individual \d$/ }).waitFor();
  assert.equal(await page.getByText('The primary is removed.').count(), 2);
  assert.ok((await page.getByText(/^A metastasis begins to grow: /).count()) > 0);
  assert.deepEqual(laboratory.complaints, []);
});

test('glioblastoma is refused in words that say what to look at instead', { skip }, async () => {
  const page = await laboratory.page(place(study('U-87-MG')));
  const said = page.getByRole('alert');
  await said.waitFor();
  assert.match((await said.textContent()) ?? '', /almost never leaves the brain.*slice of brain/);
  assert.ok(await page.getByRole('button', { name: /^Run$/ }).isDisabled());
  assert.deepEqual(laboratory.complaints, []);
});
