import { readStudy } from './bench.js';
import { type Columns, type Criterion, downTo, type Part } from './law.js';
import { isEnough } from './law-requirements.js';
import { mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const mature = 'invadopodia.mature.true';
const mass = 'matrix.degraded_mass.true';
const isoforms = ['control', 'one to one', 'one to ten', 'more short'] as const;

/** nM, nominal; the last is the lowest published concentration that halves growth. */
const doses = [1, 3, 10, 30, 100, 160] as const;

/** Long and short Tks5. */
export const isoformRatio: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'isoforms', { form: 'reduced' });
    return Object.fromEntries(
      isoforms.flatMap((arm) => [
        [`mass, ${arm}`, read(arm, mass, 10800)],
        [`mature, ${arm}`, read(arm, mature)],
        [`puncta, ${arm}`, read(arm, count)],
      ]),
    );
  },
  judge(columns) {
    const enough = isEnough(columns['puncta, control']);
    const down = (what: string, arm: string, control: string): Criterion => {
      const estimate = pairedRatio(columns[`${what}, ${arm}`], columns[`${what}, ${control}`]);
      return { name: `${what}, ${arm} against ${control}`, estimate, ...downTo, enough };
    };
    return [
      down('mass', 'one to one', 'control'),
      down('mass', 'one to ten', 'one to one'),
      down('mass', 'more short', 'control'),
      down('mature', 'more short', 'control'),
    ];
  },
};

/** A drug below the concentrations that stop growth. */
export const dose: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'dasatinib', { form: 'reduced' });
    return {
      'puncta at 0': read('control', count),
      ...Object.fromEntries(doses.map((each) => [`puncta at ${each}`, read(`dasatinib ${each} nM`, count)])),
    };
  },
  judge(columns) {
    const estimate = pairedRatio(columns['puncta at 160'], columns['puncta at 0']);
    const enough = isEnough(columns['puncta at 0']);
    return [{ name: 'dasatinib at 160 nM: puncta', estimate, atMost: 0.5, enough }];
  },
};

/** nM, nominal, at which puncta are halved, by straight lines in the logarithm of the dose; not a number where they never are. */
export function halfDose(columns: Columns): number {
  const left = doses.map((dose) => mean(columns[`puncta at ${dose}`]) / mean(columns['puncta at 0']));
  const past = left.findIndex((share) => share <= 0.5);
  if (past < 0) return Number.NaN;
  if (past === 0) return doses[0];
  const part = (left[past - 1] - 0.5) / (left[past - 1] - left[past]);
  return doses[past - 1] * (doses[past] / doses[past - 1]) ** part;
}
