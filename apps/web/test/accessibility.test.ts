import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { BrowserLaboratory, noBrowser } from './browser.js';
import { scenes } from './scenes/scenes.js';

const skip = noBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let laboratory: BrowserLaboratory;
before(async () => {
  if (!skip) laboratory = await BrowserLaboratory.open();
});
after(() => laboratory?.close());

for (const scene of scenes) {
  test(`${scene.room} has no serious barrier, light or dark`, { skip }, async () => {
    const page = await laboratory.page(scene.place);
    await scene.prepare(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(200);
      await settled(page);
      // Playwright evaluates outside of the page's policy, as a browser extension does.
      const found = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults;
      const serious = found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
      assert.deepEqual(serious, [], `${scene.room}, ${colorScheme}`);
    }
    await page.context().close();
  });
}

/** Until colours that fade from one scheme to the other have arrived, which takes a busy machine longer. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}
