import { readStudy } from './bench.js';
import { abolishedTo, type Columns, type Law } from './law.js';
import { isEnough } from './law-requirements.js';
import { jackknife, mean, pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const mass = 'matrix.degraded_mass.true';
const end = 10800;
const arms = ['GM6001', 'no MT1-MMP'] as const;

/** What is left where nothing is cut. */
export const inhibition: Law = {
  id: '4',
  title: 'without proteolysis sites persist; whether their number falls depends on feedback',
  cells: 12,
  async measure(bench) {
    const read = await readStudy(bench, 'requirements', { arms: ['control', ...arms] });
    const keen = await readStudy(bench, 'feedback');
    const kinds = ['deaf', 'deaf with GM6001', 'keen', 'keen with GM6001'];
    return {
      puncta: read('control', count),
      mass: read('control', mass, end),
      ...Object.fromEntries(
        arms.flatMap((arm) => [
          [`puncta, ${arm}`, read(arm, count)],
          [`mass, ${arm}`, read(arm, mass, end)],
        ]),
      ),
      ...Object.fromEntries(kinds.map((kind) => [kind, keen(kind, count)])),
    };
  },
  judge: (columns) => [
    ...arms.flatMap((arm) => {
      const enough = isEnough(columns.puncta);
      return [
        { name: `${arm}: mass`, estimate: pairedRatio(columns[`mass, ${arm}`], columns.mass), ...abolishedTo, enough },
        {
          name: `${arm}: puncta`,
          estimate: pairedRatio(columns[`puncta, ${arm}`], columns.puncta),
          above: 0.8,
          enough,
        },
      ];
    }),
    judgeFeedback(columns),
  ],
};

/** Puncta that the inhibitor leaves where fragments feed back, less what it leaves where they do not. */
export function judgeFeedback(columns: Columns) {
  const { deaf, 'deaf with GM6001': deafLeft, keen, 'keen with GM6001': keenLeft } = columns;
  const estimate = jackknife([deaf, deafLeft, keen, keenLeft], (a, b, c, d) => mean(d) / mean(c) - mean(b) / mean(a));
  return { name: 'SCC61: left with feedback less left without', estimate, atMost: 0, enough: isEnough(deaf) };
}
