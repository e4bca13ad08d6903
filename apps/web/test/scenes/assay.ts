import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** The flagship's first cells on their film, and all that can be changed before it is run. */
export const scene: Scene = {
  room: 'assay',
  place: '#/assay',
  prepare: async (page: Page) => {
    await page.locator('[data-film=preview] canvas').nth(1).waitFor({ timeout: 60_000 });
    await page.locator('.mantine-Accordion-item').nth(3).waitFor({ timeout: 60_000 });
  },
};
