import type { Page } from 'playwright-core';
import { placeOf } from './place.js';
import type { Scene } from './scene.js';

const study = `format: 1
study: Does dasatinib close the holes that MDA-MB-231 cells dissolve in gelatin?
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin}
timepoints: [6 h]
experiments: 2
cells: 1
seed: 7
controls: false
control: vehicle
arms:
  vehicle: {title: DMSO, drugs: [{name: DMSO}]}
  dasatinib: {title: Dasatinib 100 nM, drugs: [{name: dasatinib, nominal: 100 nM}]}
measure: [matrix.degraded_area, invadopodia.count]
`;

/** Two cells after six hours, one of them under a drug: puncta, holes, curves. */
export const scene: Scene = {
  room: 'assay',
  place: placeOf('assay', study),
  prepare: async (page: Page) => {
    await page.getByRole('button', { name: /^(Run|运行)$/ }).click();
    await page.locator('[data-film=whole] canvas').nth(1).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: /^(Run|运行)$/ }).waitFor({ timeout: 120_000 });
  },
};
