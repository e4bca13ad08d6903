import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** The room's own example with twelve individuals per arm, run to its end, and one of them chosen. */
export const scene: Scene = {
  room: 'metastasis',
  place: '#/metastasis',
  prepare: async (page: Page) => {
    const individuals = page.getByLabel('Simulated individuals per arm');
    await individuals.fill('12');
    await individuals.blur();
    // The study is read again after a pause in typing.
    await page.waitForTimeout(400);
    await page.getByRole('button', { name: /^Run$/ }).click();
    await page.getByRole('tab', { name: 'Answer', disabled: false }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'The next one' }).click();
    await page.getByRole('heading', { name: /^What happens to individual/ }).waitFor();
    await page.locator('.plot svg').nth(1).waitFor();
  },
};
