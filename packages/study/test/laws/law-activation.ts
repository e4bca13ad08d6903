import { readStudy } from './bench.js';
import type { Part } from './law.js';
import { exactly } from './statistics.js';

/** nM of TIMP-2 that were added. */
export const doses = [0, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 100, 1000];

/** Two faces of TIMP-2. */
export const activation: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'timp2', { form: 'full', cells: 1 });
    const scan = (slot: string) => doses.map((dose) => read(dose === 0 ? 'none' : `TIMP-2 ${dose} nM`, slot));
    const [free, held, cutting] = [scan('medium.MMP2'), scan('medium.MMP2_TIMP2'), scan('cell.MT1_surface')];
    return Object.fromEntries(
      doses.flatMap((dose, i) => [
        [`made at ${dose}`, free[i].map((each, cell) => each + held[i][cell])],
        [`cutting at ${dose}`, cutting[i]],
      ]),
    );
  },
  judge(columns) {
    const cells = [...columns[`made at ${doses[0]}`].keys()];
    const courses = cells.map((cell) => ({
      made: doses.map((dose) => columns[`made at ${dose}`][cell]),
      cutting: doses.map((dose) => columns[`cutting at ${dose}`][cell]),
    }));
    const every = (name: string, is: (course: (typeof courses)[number]) => boolean) => {
      return { name, estimate: exactly(courses.filter(is).length / courses.length), above: 0.999, enough: true };
    };
    const most = ({ made }: { made: readonly number[] }) => Math.max(...made);
    const best = ({ made }: { made: readonly number[] }) => doses[made.indexOf(Math.max(...made))];
    const last = doses.length - 1;
    return [
      every('a bell in each cell', ({ made }) => isBell(made)),
      every('best between 1 and 100 nM', (course) => best(course) >= 1 && best(course) <= 100),
      every('at most a tenth at 1 uM', (course) => course.made[last] <= 0.1 * most(course)),
      every('free MT1-MMP falls at each step', ({ cutting }) => {
        return cutting.slice(1).every((each, i) => each < cutting[i]);
      }),
      every('free MT1-MMP falls to a tenth', ({ cutting }) => cutting[last] <= 0.1 * cutting[0]),
    ];
  },
};

/** Whether values rise to one highest value inside the list and fall from there. */
export function isBell(values: readonly number[]): boolean {
  const top = values.indexOf(Math.max(...values));
  const rises = values.slice(1, top + 1).every((each, i) => each > values[i]);
  const falls = values.slice(top + 1).every((each, i) => each < values[top + i]);
  return top > 0 && top < values.length - 1 && rises && falls;
}
