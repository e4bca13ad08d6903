import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** Nothing is kept yet. */
export const scene: Scene = {
  room: 'runs',
  place: '#/runs',
  prepare: async (page: Page) => {
    await page.locator('.drop button').waitFor();
  },
};
