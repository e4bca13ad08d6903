import { readStudy } from './bench.js';
import { type Columns, type Criterion, downTo, type Part, upFrom } from './law.js';
import { isEnough } from './law-requirements.js';
import { exactly, mean, pairedRatio, ratioOfSamples } from './statistics.js';

const shares = [0, 0.2, 0.39, 0.6, 0.8, 1];
const mass = 'matrix.degraded_mass.true';
const count = 'invadopodia.count.true';
const spacing = 'invadopodia.spacing.true';
/** Densities against the usual film. */
const densities = { thin: 0.3, usual: 1, dense: 4 } as const;

/** What cross-links do. */
export const crossLinking: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'cross-linking');
    const arm = (share: number) => (share === 0.39 ? '0.39' : `links ${share}`);
    return Object.fromEntries(shares.map((share) => [`links ${share}`, read(arm(share), mass)]));
  },
  judge(columns) {
    const [control, enough] = [columns['links 0.39'], true];
    const best = shares.reduce((a, b) => (mean(columns[`links ${b}`]) > mean(columns[`links ${a}`]) ? b : a));
    return [
      ...[0, 1].map((end) => {
        const estimate = pairedRatio(columns[`links ${end}`], control);
        return { name: `${end} against 0.39: mass`, estimate, ...downTo, enough };
      }),
      { name: 'best share', estimate: exactly(best), above: 0, atMost: 0.99, enough },
    ];
  },
};

/** What density does. */
export const density: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'density');
    return Object.fromEntries(
      Object.entries(densities).flatMap(([arm, factor]) => [
        // Share lost times density: what is lost in molecules, relative to the usual film.
        [`mass, ${arm}`, read(arm, mass, 9000).map((share) => share * factor)],
        [`spacing, ${arm}`, read(arm, spacing)],
        [`puncta, ${arm}`, read(arm, count)],
      ]),
    );
  },
  judge(columns) {
    const more = (then: string, first: string): Criterion => {
      const estimate = pairedRatio(columns[`mass, ${then}`], columns[`mass, ${first}`]);
      return { name: `mass, ${then} to ${first}`, estimate, ...upFrom, enough: true };
    };
    return [more('usual', 'thin'), more('dense', 'usual'), closer(columns)];
  },
};

/** Spacing where positions are known; else puncta on the same face of the cell, which stand closer where they are more. */
export function closer(columns: Columns): Criterion {
  if (columns['spacing, usual'].length > 0) {
    const estimate = ratioOfSamples(columns['spacing, dense'], columns['spacing, usual']);
    return { name: 'spacing, dense to usual', estimate, atMost: 1, enough: true };
  }
  const [dense, usual] = [columns['puncta, dense'], columns['puncta, usual']];
  return { name: 'puncta, dense to usual', estimate: pairedRatio(dense, usual), above: 1, enough: isEnough(usual) };
}
