import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { invadolab } from './program.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const skip = noBrowser();
let laboratory: BrowserLaboratory;

before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

test('the score card: votes and misses as in the documentation, rows by words, and what cannot be run', {
  skip,
}, async () => {
  const page = await laboratory.page('#/evidence');
  await page.locator('.evidence-row button, button.evidence-row').first().waitFor();
  // The page of the documentation is written from the same score by a script of its own.
  const documented = readFileSync(join(root, 'docs', 'evidence.md'), 'utf8');
  const all = /^\| \*\*all\*\* \| (\d+) of (\d+) \| (\d+) of (\d+) \| (\d+) of (\d+) \|$/m.exec(documented) ?? [];
  const [, calibrate, ofCalibrate, check, ofCheck, law, ofLaw] = all;
  const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  for (const votes of [`${check} of ${ofCheck}`, `${calibrate} of ${ofCalibrate}`, `${law} of ${ofLaw}`])
    assert.ok(text.includes(`${votes} votes`), votes);
  const misses = documented
    .split('## Every miss')[1]
    .split('\n## ')[0]
    .match(/^\| (?!row|---)/gm)?.length;
  assert.ok(text.includes(`Misses · ${misses}`), `${misses} misses`);
  assert.match(text, /26 %, 22 points below a rule that knows no biology/);

  await page.getByPlaceholder(/^Search/).fill('rab11 exocytosis');
  await page.getByText(/^1 of \d+ observations$/).waitFor();
  await page.getByPlaceholder(/^Search/).fill('');
  await page.getByText(/^Cannot be run · /).click();
  await page.getByText(/^124 of \d+ observations$/).waitFor();
  await page.getByText('microtubules and vimentin are not in the catalogue').first().waitFor();
  // Of some 300 rows only those on the screen are drawn.
  assert.ok((await page.locator('button.evidence-row').count()) < 40);
  assert.deepEqual(laboratory.complaints, []);
  await page.context().close();
});

test('a row by keyboard: its source, its study, and the score that the command line gives it', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'invadolab-'));
  try {
    const page = await laboratory.page('#/evidence');
    await page.getByPlaceholder(/^Search/).fill('EC035');
    await page.getByText(/^[1-9] of \d+ observations$/).waitFor();
    const row = page.locator('button.evidence-row', { hasText: 'podoplanin' }).first();
    await row.focus();
    await page.keyboard.press('Enter');
    const details = page.getByRole('dialog');
    await details.getByText('Martin-Villar').first().waitFor();
    assert.match((await details.getByRole('link').first().getAttribute('href')) ?? '', /^https:/);
    await details.getByRole('button', { name: 'Score this row here' }).click();
    await details.getByTestId('rescored').waitFor({ timeout: 60_000 });
    const shown = await details.getByTestId('rescored').innerText();

    const words = ['validate', '--rows', 'EC035', '--draws', '10', '--cells', '4', '--no-prior', '--threads', '1'];
    const printed = await invadolab([...words, '--json', '--out', join(folder, 'score')]);
    const [{ parts, why }] = JSON.parse(printed).scoreCard.rows;
    for (const { predicted, interval } of parts) {
      const [low, high] = interval;
      const said = `${predicted.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;
      assert.ok(shown.includes(said), `${said} in ${shown}`);
    }
    assert.ok(shown.includes(why), why);

    await details.getByRole('button', { name: 'Open as a study' }).click();
    await page.getByRole('heading', { level: 1, name: /podoplanin/ }).waitFor();
    // The button waits until the laboratory has found the study in order.
    await page.locator('button:not([data-disabled])', { hasText: /^Run$/ }).waitFor();
    assert.deepEqual(laboratory.complaints, []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
