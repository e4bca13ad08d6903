import { type Bench, readStudy, startOf } from './bench.js';
import { advance, livesOf, type Setting } from './laboratory.js';
import { abolishedTo, type Columns, downTo, fewest, type Part, unchangedWithin } from './law.js';
import { pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const needed = ['no N-WASP', 'no Arp2-3', 'no Cdc42', 'no Nck1'] as const;
/** h watched, and s that a lasting site lasts. */
const hours = 2.5;
const duration = 1200;

/** What a core needs. */
export const needs: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'requirements', { arms: ['control', ...needed] });
    return {
      control: read('control', count),
      ...Object.fromEntries(needed.map((arm) => [arm, read(arm, count)])),
    };
  },
  judge: (columns) =>
    needed.map((arm) => {
      const [estimate, enough] = [pairedRatio(columns[arm], columns.control), isEnough(columns.control)];
      return { name: `${arm}: puncta`, estimate, ...abolishedTo, enough };
    }),
};

/** What Tks5 is to transformed fibroblasts. */
export const anchor: Part = {
  async measure(bench) {
    const read = await readStudy(bench, 'tks5-anchor');
    return { control: read('control', count), lost: read('no Tks5', count) };
  },
  judge({ lost, control }) {
    const [estimate, enough] = [pairedRatio(lost, control), isEnough(control)];
    return [{ name: 'Src-3T3 without Tks5: puncta', estimate, ...abolishedTo, enough }];
  },
};

/** What Tks5 is to MTLn3. */
export const lasting: Part = {
  measure: async (bench) => ({
    ...(await foundAndLast(bench, { cell: 'MTLn3' }, 'control')),
    ...(await foundAndLast(bench, { cell: 'MTLn3', knockout: ['TKS5'] }, 'lost')),
  }),
  judge(columns) {
    const ratio = (what: string) => {
      const [lost, control] = [columns[`${what}, lost`], columns[`${what}, control`]];
      return { estimate: pairedRatio(lost, control), enough: isEnough(control) };
    };
    return [
      { name: 'MTLn3 without Tks5: founded', ...ratio('founded'), ...unchangedWithin },
      { name: 'MTLn3 without Tks5: lasting 20 min', ...ratio('lasting'), ...downTo },
    ];
  },
};

/** Whether a control shows enough to compare with: what was counted, or is expected, over all cells. */
export function isEnough(control: readonly number[]): boolean {
  return control.reduce((sum, each) => sum + each, 0) >= fewest;
}

/** Per cell: sites founded, and those of them that last. */
export async function foundAndLast(bench: Bench, setting: Setting, name: string): Promise<Columns> {
  const session = await startOf(bench, setting);
  await advance(session, hours * 3600);
  const lives = livesOf(session.happenings(0)).filter(({ born }) => born < (hours - 1) * 3600);
  session.dispose();
  const perCell = Array.from({ length: bench.cells }, (_, cell) => lives.filter(({ member }) => member === cell));
  return {
    [`founded, ${name}`]: perCell.map((own) => own.length),
    [`lasting, ${name}`]: perCell.map((own) => own.filter(({ born, gone }) => gone - born > duration).length),
  };
}
