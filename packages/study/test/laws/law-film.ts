import { readStudy } from './bench.js';
import { downTo, type Part, upFrom } from './law.js';
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

/** What density does to degradation, and to how many structures there are on the same face of a cell. */
export const density: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'density');
    return Object.fromEntries(
      Object.entries(densities).flatMap(([arm, factor]) => [
        // Share lost times density: what is lost in molecules, relative to the usual film.
        [`mass, ${arm}`, read(arm, mass, 9000).map((share) => share * factor)],
        [`puncta, ${arm}`, read(arm, count)],
      ]),
    );
  },
  judge(columns) {
    const ratio = (what: string, then: string, first: string) => {
      const estimate = pairedRatio(columns[`${what}, ${then}`], columns[`${what}, ${first}`]);
      return { name: `${what}, ${then} to ${first}`, estimate, enough: isEnough(columns['puncta, usual']) };
    };
    return [
      { ...ratio('mass', 'usual', 'thin'), ...upFrom },
      { ...ratio('mass', 'dense', 'usual'), ...upFrom },
      { ...ratio('puncta', 'dense', 'usual'), above: 1 },
    ];
  },
};

/** How close structures stand, which needs their positions. */
export const closeness: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'density', { form: 'full', arms: ['usual', 'dense'] });
    return { usual: read('usual', spacing), dense: read('dense', spacing) };
  },
  judge: ({ usual, dense }) => [
    { name: 'spacing, dense to usual', estimate: ratioOfSamples(dense, usual), atMost: 1, enough: usual.length > 1 },
  ],
};
