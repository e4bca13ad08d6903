import { readStudy } from './bench.js';
import { abolishedTo, type Part } from './law.js';
import { isEnough } from './law-requirements.js';
import { jackknife, mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const mass = 'matrix.degraded_mass.true';
const end = 10800;
const arms = ['GM6001', 'no MT1-MMP'] as const;

/** What is left where nothing is cut. */
export const inhibition: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'requirements', { arms: ['control', ...arms] });
    return Object.fromEntries(
      ['control', ...arms].flatMap((arm) => [
        [`puncta, ${arm}`, read(arm, count)],
        [`mass, ${arm}`, read(arm, mass, end)],
      ]),
    );
  },
  judge: (columns) =>
    arms.flatMap((arm) => {
      const enough = isEnough(columns['puncta, control']);
      const ratio = (what: string) => pairedRatio(columns[`${what}, ${arm}`], columns[`${what}, control`]);
      return [
        { name: `${arm}: mass`, estimate: ratio('mass'), ...abolishedTo, enough },
        { name: `${arm}: puncta`, estimate: ratio('puncta'), above: 0.8, enough },
      ];
    }),
};

const kinds = ['deaf', 'deaf with GM6001', 'keen', 'keen with GM6001'];

/** Puncta that the inhibitor leaves where fragments feed back, less what it leaves where they do not. */
export const feedback: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'feedback');
    return Object.fromEntries(kinds.map((kind) => [kind, read(kind, count)]));
  },
  judge(columns) {
    const left = (a: readonly number[], b: readonly number[], c: readonly number[], d: readonly number[]) =>
      mean(d) / mean(c) - mean(b) / mean(a);
    const estimate = jackknife(
      kinds.map((kind) => columns[kind]),
      left as (...each: (readonly number[])[]) => number,
    );
    const name = 'SCC61 with GM6001: puncta left with feedback less those left without';
    return [{ name, estimate, atMost: 0, enough: isEnough(columns.deaf) }];
  },
};
