import { type Bench, readStudy, scenesOf } from './bench.js';
import type { Setting } from './laboratory.js';
import { downTo, type Part, upFrom } from './law.js';
import { isEnough } from './law-requirements.js';
import { mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';

/** 17a: one loss in two genotypes. */
export const signs: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'genotypes', { form: 'reduced' });
    const arms = ['wild', 'mutant'].flatMap((genotype) => [genotype, `${genotype} without PKC alpha`]);
    return Object.fromEntries(arms.map((arm) => [arm, read(arm, count)]));
  },
  judge: (columns) =>
    [
      { genotype: 'wild', bound: downTo },
      { genotype: 'mutant', bound: upFrom },
    ].map(({ genotype, bound }) => {
      const estimate = pairedRatio(columns[`${genotype} without PKC alpha`], columns[genotype]);
      return { name: `PKC alpha loss, ${genotype}`, estimate, ...bound, enough: isEnough(columns[genotype]) };
    }),
};

/** What makes a core with Tks5, molecules. */
const core = { 'site.FACTIN': 5000, 'site.TKS5_core': 100 } as const;
/** s */
const looks = [3600, 7200, 10_800];
const line: Setting = { cell: 'PANC-1' };
const poor: Setting = { ...line, overexpress: { TKS5: 2 }, knockdown: { CTTN: '80 %' } };

/** 17b: cores that hold Tks5, whatever their cortactin. */
export const scaffolded: Part = {
  measure: async (bench) => ({ line: coresOf(bench, line), poor: coresOf(bench, poor) }),
  judge(columns) {
    const estimate = pairedRatio(columns.poor, columns.line);
    return [{ name: 'cores with Tks5, little cortactin', estimate, above: 0.25, enough: mean(columns.line) > 0 }];
  },
};

/** Cores of each cell that hold enough, mean over the looks. */
function coresOf(bench: Bench, setting: Setting): number[] {
  return scenesOf(bench, setting, looks, Object.keys(core)).map((scenes) =>
    mean(
      scenes.map(({ sites }) =>
        sites
          .filter(({ values }) => Object.entries(core).every(([slot, least]) => values[slot] >= least))
          .reduce((sum, { weight }) => sum + weight, 0),
      ),
    ),
  );
}
