import type { Scene } from './scene.js';

/** The simulated example, measured. */
export const scene: Scene = {
  room: 'quantify',
  place: '#/quantify',
  async prepare(page) {
    await page.locator('svg[role=img] path').first().waitFor();
  },
};
