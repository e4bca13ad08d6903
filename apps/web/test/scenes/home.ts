import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** The questions. */
export const scene: Scene = {
  room: 'home',
  place: '#/',
  prepare: async (page: Page) => {
    await page.locator('a.card').first().waitFor();
  },
};
