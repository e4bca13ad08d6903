import { deflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { Scene } from './scene.js';

/** A small screen of well-known drugs with all that a screen has. */
export const smallScreen = `format: 1
screen: Which of these drugs lowers degradation at the level that is free in patients?
assay: gelatin
matrix: {kind: gelatin}
cells: [MDA-MB-231]
healthy: [macrophage]
environments:
  normoxia: {}
drugs: [dasatinib, imatinib, marimastat, erlotinib]
measure: matrix.degraded_area
timepoint: 1 h
draws: 2
cells_per_draw: 1
first: 1
closer: {top: 2, draws: 2, doses: [0.1, 10]}
pairs: 2
confirm: {top: 0}
seed: 5
`;

/** The room with that screen. */
export const screenPlace = `#/screen?study=${deflateRawSync(smallScreen).toString('base64url')}`;

/** The ranking of the small screen. */
export const scene: Scene = {
  room: 'screen',
  place: screenPlace,
  prepare: async (page: Page) => {
    await page.locator('button:not([data-disabled])', { hasText: /^Run the screen$/ }).click();
    await page.locator('button.ranking-line').first().waitFor({ timeout: 60_000 });
  },
};
