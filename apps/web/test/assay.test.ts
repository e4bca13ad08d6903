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
const place = linkTo('assay', { text: study, quick: false });

test('two arms live under the microscope, and their tables are those of the command line', { skip }, async () => {
  const told = tablesOfCommandLine(study);
  const page = await laboratory.page(place);
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
  await page.locator('[role=tab][id$=answer]:not([disabled])').waitFor({ timeout: 120_000 });
  assert.deepEqual(await tablesInBrowser(page), await told);
  assert.ok(Object.keys(await told).length > 0);
  assert.deepEqual(laboratory.complaints, []);
});
