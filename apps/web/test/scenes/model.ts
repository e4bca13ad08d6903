import type { Scene } from './scene.js';

/** Tks5 among its neighbours, with another amount of it tried. */
export const scene: Scene = {
  room: 'model',
  place: '#/model?molecule=TKS5',
  async prepare(page) {
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-tables]').waitFor();
  },
};
