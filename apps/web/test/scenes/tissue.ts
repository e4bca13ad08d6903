import type { Page } from 'playwright-core';
import { placeOf } from './place.js';
import type { Scene } from './scene.js';
import { tissueStudy } from './tissue-study.js';

/** Two spheroids at the end of half a day, out of which cells have gone. */
export const scene: Scene = {
  room: 'tissue',
  place: placeOf('tissue', tissueStudy(12)),
  prepare: async (page: Page) => {
    await page.getByRole('button', { name: /^(Run|运行)$/ }).click();
    // The answer is there, and both tissues were followed to their end.
    await page.locator('.tissue-stage[data-whole]').waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: /^(Run|运行)$/ }).waitFor({ timeout: 120_000 });
    await page.waitForFunction(() => document.querySelector('.tissue-course svg') !== null);
  },
};
