import { type Bench, readStudy } from './bench.js';
import { type Columns, type Criterion, type Part, upFrom } from './law.js';
import { isEnough } from './law-requirements.js';
import { estimate, jackknife, mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const mature = 'invadopodia.mature.true';
const carrying = 'cells.with_invadopodia.true';
const mass = 'matrix.degraded_mass.true';

/** Three times the cortactin, in the full form. */
export const cortactin: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'cortactin', { form: 'full' });
    return Object.fromEntries(
      ['control', 'more cortactin'].flatMap((arm) => [
        [`puncta, ${arm}`, read(arm, count)],
        [`mass, ${arm}`, read(arm, mass, 10800)],
      ]),
    );
  },
  judge(columns) {
    const [few, many] = [columns['puncta, control'], columns['puncta, more cortactin']];
    const [little, much] = [columns['mass, control'], columns['mass, more cortactin']];
    const quotient = jackknife([few, many, little, much], (a, b, c, d) => mean(d) / mean(c) / (mean(b) / mean(a)));
    const enough = isEnough(few);
    return [
      { name: 'more cortactin: mass', estimate: pairedRatio(much, little), ...upFrom, enough },
      { name: 'more cortactin: mass over puncta', estimate: quotient, above: 1, enough },
    ];
  },
};

/** How many cells carry mature structures at once. */
export const fewCells: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'requirements', { form: 'reduced', arms: ['control'] });
    return { carrying: read('control', carrying), mature: read('control', mature) };
  },
  judge(columns): readonly Criterion[] {
    const against = (share: readonly number[], number: readonly number[]) =>
      mean(share) / (1 - Math.exp(-mean(number)));
    const enough = mean(columns.mature) >= 0.05;
    return [
      { name: 'cells with mature structures', estimate: estimate(columns.carrying), atMost: 0.5, enough },
      {
        name: 'cells with mature structures against chance',
        estimate: jackknife([columns.carrying, columns.mature], against),
        atMost: 0.9,
        enough,
      },
    ];
  },
};

/** Ages in the middle of the watch, as shares of the cycle; the arms of the study. */
const ages = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];
const g1 = 0.5;
/** Share of a growing culture at an age: density 2 ln 2 2^-age. */
const weight = (age: number) => 2 ** -age;

/** Cells at ten ages: the same cells in all of them. */
export const phases: Part = {
  async measure(bench: Bench): Promise<Columns> {
    const read = await readStudy(bench, 'cell-cycle', { form: 'reduced' });
    return Object.fromEntries(ages.map((age) => [`carrying at ${age}`, read(`age ${age}`, carrying)]));
  },
  judge(columns) {
    const share = (which: (age: number) => boolean) => {
      const some = ages.filter(which);
      const total = some.reduce((sum, age) => sum + weight(age), 0);
      return columns[`carrying at ${some[0]}`].map((_, cell) => {
        return some.reduce((sum, age) => sum + weight(age) * columns[`carrying at ${age}`][cell], 0) / total;
      });
    };
    const [inside, outside] = [share((age) => age < g1), share((age) => age > g1)];
    const enough = mean(outside) > 0.005;
    return [{ name: 'cells that carry, G1 to other', estimate: pairedRatio(inside, outside), above: 1, enough }];
  },
};
