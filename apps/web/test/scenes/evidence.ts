import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** The score card with its first rows. */
export const scene: Scene = {
  room: 'evidence',
  place: '#/evidence',
  prepare: async (page: Page) => {
    await page.locator('.evidence-row').first().waitFor();
  },
};
