import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** The room's own example run to its end, with its radiation chosen and what is free of the drug below it. */
export const scene: Scene = {
  room: 'treatment',
  place: '#/treatment',
  prepare: async (page: Page) => {
    await page.getByRole('button', { name: /^Run$/ }).click();
    await page.getByRole('tab', { name: 'Answer', disabled: false }).waitFor({ timeout: 90_000 });
    await page.locator('[data-exposure="ready"] .plot svg').first().waitFor();
    await page.getByRole('slider', { name: /^Radiation: 2 Gy/ }).focus();
    await page.getByLabel('Per fraction').waitFor();
    await page.locator('.plot svg').nth(4).waitFor();
  },
};
