import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { linkTo } from '../src/study/link.js';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { tablesInBrowser, tablesOfCommandLine } from './command-line.js';

const skip = noBrowser();
let laboratory: BrowserLaboratory;

before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

const study = `format: 1
study: Does a Tks5 knock-down stop degradation?
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin}
timepoints: [10 min]
experiments: 2
cells: 1
seed: 5
controls: false
arms:
  vehicle: {}
  tks5-kd: {knockdown: {TKS5: 90 %}}
measure: [invadopodia.count.true, matrix.degraded_area.true]
settings: {imaged: 0}
uncertainty: {draws: 0, assumptions: false}
`;
/** The same with eight pieces of work. */
const longer = study.replace('experiments: 2', 'experiments: 4');
const finished = '[role=tab][id$=answer]:not([disabled])';
/** ms; others may be using this machine. */
const patience = 120_000;

test('two arms live under the microscope, and their tables are those of the command line', { skip }, async () => {
  const told = tablesOfCommandLine(study);
  const page = await laboratory.page(linkTo('assay', { text: study, quick: false }));
  const pictures = page.locator('.microscope canvas');
  await pictures.nth(1).waitFor();
  const waited = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let start = Number.NaN;
        addEventListener('click', ({ timeStamp }) => {
          start = timeStamp;
        });
        const look = () => {
          if (document.querySelector('[data-film=living]')) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  console.log(`the first look of a run is seen ${Math.round(await waited)} ms after its start`);
  assert.ok((await waited) < 10_000);
  await page.locator(finished).waitFor({ timeout: patience });
  assert.deepEqual(await tablesInBrowser(page), await told);
  assert.ok(Object.keys(await told).length > 0);
  assert.deepEqual(laboratory.complaints, []);
});

test('a reload in mid-run loses nothing: the run goes on and ends with the same tables', { skip }, async () => {
  const told = tablesOfCommandLine(longer);
  const page = await laboratory.page(linkTo('assay', { text: longer, quick: false }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText(/^[1-7] of 8 pieces of work$/).waitFor({ timeout: patience });
  await page.reload();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await page.locator(finished).waitFor({ timeout: patience });
  assert.deepEqual(await tablesInBrowser(page), await told);
  assert.deepEqual(laboratory.complaints, []);
});

test('sliders and channels answer while a run uses its workers', { skip }, async () => {
  const text = longer.replace('experiments: 4', 'experiments: 400');
  const page = await laboratory.page(linkTo('assay', { text, quick: false }));
  await page.locator('.microscope canvas').nth(1).waitFor();
  await page.getByRole('button', { name: 'Channels' }).click();
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.name === 'keydown' || entry.name === 'click') seen.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('[data-film=living]').waitFor();
  const film = page.getByRole('switch', { name: 'Labelled film' });
  const serum = page.getByRole('slider', { name: 'Serum' });
  const contrast = page.getByRole('slider', { name: 'Actin: full colour' });
  const asked = 42;
  for (let step = 0; step < asked / 3; step++) {
    await film.press('Space');
    await contrast.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await serum.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  // What is shorter than a frame is not told.
  const all = [...seen, ...Array.from({ length: Math.max(0, asked - seen.length) }, () => 16)].sort((a, b) => a - b);
  const at = (share: number) => all[Math.ceil(share * all.length) - 1];
  console.log(`${all.length} interactions during a run: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  assert.ok(at(0.95) <= 300, `${at(0.95)} ms`);
  await page.getByRole('button', { name: 'Stop' }).click();
  assert.deepEqual(laboratory.complaints, []);
});
