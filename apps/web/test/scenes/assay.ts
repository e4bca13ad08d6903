import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** A study that is ready to run. */
export const scene: Scene = {
  room: 'assay',
  place: '#/assay',
  prepare: async (page: Page) => {
    await page.getByRole('button', { name: /^Run$/ }).waitFor();
  },
};
