import { readStudy } from './bench.js';
import { type Part, upFrom } from './law.js';
import { isEnough } from './law-requirements.js';
import { estimate, mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const area = 'matrix.degraded_area.true';
const weak = ['little TGF-beta', 'HB-EGF'] as const;
const lost = ['Src', 'RhoC'] as const;

/** 17c: two weak signals, each alone and both. */
export const together: Part = {
  async measure(bench) {
    const arms = ['none', ...weak, 'both'];
    const read = await readStudy(bench, 'signals', { form: 'reduced', arms });
    return Object.fromEntries(arms.map((arm) => [arm, read(arm, count)]));
  },
  judge(columns) {
    const enough = isEnough(columns.both);
    const { none, both } = columns;
    const [a, b] = weak.map((arm) => columns[arm]);
    const excess = both.map((each, cell) => each - a[cell] - b[cell] + none[cell]);
    return [
      { name: 'puncta of both beyond the sum', estimate: estimate(excess), above: 0, enough },
      ...weak.map((arm) => {
        // Below the threshold of a rise, by its value.
        const { value } = pairedRatio(columns[arm], none);
        return { name: `puncta, ${arm}`, estimate: { value, low: value, high: value }, atMost: upFrom.above, enough };
      }),
    ];
  },
};

/** 17d: on with TGF-beta, off again without what it acts through. */
export const onAndOff: Part = {
  async measure(bench) {
    const arms = ['none', 'TGF-beta', ...lost.map((each) => `TGF-beta without ${each}`)];
    const read = await readStudy(bench, 'signals', { form: 'reduced', arms });
    return Object.fromEntries(arms.map((arm) => [arm, read(arm, area)]));
  },
  judge(columns) {
    const against = (arm: string) => pairedRatio(columns[arm], columns.none);
    // An area is no count: there is enough where there is any.
    const enough = mean(columns.none) > 0;
    return [
      { name: 'area with TGF-beta', estimate: against('TGF-beta'), ...upFrom, enough },
      ...lost.map((each) => {
        const { value } = against(`TGF-beta without ${each}`);
        const name = `area with TGF-beta without ${each}`;
        return { name, estimate: { value, low: value, high: value }, atMost: upFrom.above, enough };
      }),
    ];
  },
};
