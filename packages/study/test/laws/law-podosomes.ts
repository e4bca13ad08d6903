import { readStudy } from './bench.js';
import { abolishedTo, type Criterion, type Part, upFrom } from './law.js';
import { isEnough } from './law-requirements.js';
import { estimate, pairedRatio, ratioOfSamples } from './statistics.js';

const count = 'invadopodia.count.true';
const length = 'invadopodia.length.mean.true';
const life = 'invadopodia.lifetime.true';
const minute = 60;
const losses = ['no WASP', 'no beta2 integrin'] as const;

/** 16a, the height of 16b, and 16c: a macrophage on a film. */
export const podosomes: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'podosomes', { form: 'reduced' });
    const counts = ['control', ...losses].map((arm) => [arm, read(arm, count)]);
    return { ...Object.fromEntries(counts), length: read('control', length) };
  },
  judge(columns) {
    const enough = isEnough(columns.control);
    const lost = (arm: string): Criterion => {
      return {
        name: `podosomes, ${arm}`,
        estimate: pairedRatio(columns[arm], columns.control),
        ...abolishedTo,
        enough,
      };
    };
    return [
      { name: 'podosomes of a macrophage', estimate: estimate(columns.control), above: 50, enough },
      { name: 'length of a podosome, um', estimate: estimate(columns.length), atMost: 1, enough },
      ...losses.map(lost),
    ];
  },
};

/** The life of 16b. */
export const podosomeLife: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'podosome-lives', { form: 'reduced' });
    return { life: read('control', life) };
  },
  judge: ({ life: seconds }) => [
    {
      name: 'life of a podosome, s',
      estimate: estimate(seconds),
      above: 2 * minute,
      atMost: 20 * minute,
      enough: seconds.length > 1,
    },
  ],
};

/** 16d: what a Src that is no kinase does to the podosomes of an osteoclast. */
export const turnover: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'podosome-turnover', { form: 'reduced' });
    return { control: read('control', life), dead: read('dead Src', life) };
  },
  judge({ control, dead }) {
    const enough = control.length > 1 && dead.length > 1;
    return [{ name: 'life with dead Src', estimate: ratioOfSamples(dead, control), ...upFrom, enough }];
  },
};
