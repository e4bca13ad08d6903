import { readStudy } from './bench.js';
import { type Criterion, downTo, type Part } from './law.js';
import { isEnough } from './law-requirements.js';
import { mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const area = 'matrix.degraded_area.true';
const vesicles = 'species.cell.VESICLES';
const losses = ['no Tks5', 'no N-WASP'] as const;

/** Cells of the full form: a mean over docked endosomes, of which each cell has many. */
const followed = 4;

/** 13a: what invadopodia do for vesicles. */
export const secretion: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'vesicle-secretion', { form: 'full', cells: followed });
    return Object.fromEntries(['control', ...losses].map((arm) => [arm, read(arm, vesicles)]));
  },
  judge: (columns) =>
    losses.map((arm) => {
      const estimate = pairedRatio(columns[arm], columns.control);
      return { name: `vesicles, ${arm}`, estimate, ...downTo, enough: mean(columns.control) > 0 };
    }),
};

/** 13b: what vesicles do for invadopodia. */
export const support: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'vesicles', { form: 'reduced' });
    return Object.fromEntries(
      ['control', 'no Rab27a'].flatMap((arm) => [
        [`puncta, ${arm}`, read(arm, count)],
        [`area, ${arm}`, read(arm, area)],
      ]),
    );
  },
  judge(columns) {
    const enough = isEnough(columns['puncta, control']);
    return ['puncta', 'area'].map((what): Criterion => {
      const estimate = pairedRatio(columns[`${what}, no Rab27a`], columns[`${what}, control`]);
      return { name: `${what} without Rab27a`, estimate, ...downTo, enough };
    });
  },
};
