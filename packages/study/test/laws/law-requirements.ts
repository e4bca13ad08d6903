import { type Bench, readStudy, startOf } from './bench.js';
import { advance, livesOf, type Setting } from './laboratory.js';
import { abolishedTo, type Columns, downTo, fewest, type Law, unchangedWithin } from './law.js';
import { pairedRatio } from './statistics.js';

const count = 'invadopodia.count.true';
const needed = ['no N-WASP', 'no Arp2-3', 'no Cdc42', 'no Nck1'] as const;
/** h watched, and s that a lasting site lasts. */
const hours = 2.5;
const lasting = 1200;

/** What a core needs, and what Tks5 is to two kinds of cells. */
export const requirements: Law = {
  id: '2',
  title: 'nothing without N-WASP, Arp2/3, Cdc42 or Nck1; without Tks5 none in Src-3T3, unstable ones in MTLn3',
  cells: 12,
  async measure(bench) {
    const read = await readStudy(bench, 'requirements', { arms: ['control', ...needed] });
    return {
      control: read('control', count),
      ...Object.fromEntries(needed.map((arm) => [arm, read(arm, count)])),
      ...(await measureAnchor(bench)),
      ...(await foundAndLast(bench, { cell: 'MTLn3' }, 'MTLn3')),
      ...(await foundAndLast(bench, { cell: 'MTLn3', knockout: ['TKS5'] }, 'MTLn3 without Tks5')),
    };
  },
  judge: (columns) => [
    ...needed.map((arm) => {
      const [estimate, enough] = [pairedRatio(columns[arm], columns.control), isEnough(columns.control)];
      return { name: `${arm}: puncta`, estimate, ...abolishedTo, enough };
    }),
    ...judgeAnchor(columns),
  ],
};

/** The part of Src-3T3. */
export async function measureAnchor(bench: Bench): Promise<Columns> {
  const read = await readStudy(bench, 'tks5-anchor');
  return { 'Src-3T3': read('control', count), 'Src-3T3 without Tks5': read('no Tks5', count) };
}

function judgeAnchor(columns: Columns) {
  const ratio = (what: string, cell: string) => {
    const [lost, control] = [columns[`${what}${cell} without Tks5`], columns[`${what}${cell}`]];
    return { estimate: pairedRatio(lost, control), enough: isEnough(control) };
  };
  return [
    { name: 'Src-3T3 without Tks5: puncta', ...ratio('', 'Src-3T3'), ...abolishedTo },
    { name: 'MTLn3 without Tks5: founded', ...ratio('founded, ', 'MTLn3'), ...unchangedWithin },
    { name: 'MTLn3 without Tks5: lasting 20 min', ...ratio('lasting, ', 'MTLn3'), ...downTo },
  ];
}

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
    [`lasting, ${name}`]: perCell.map((own) => own.filter(({ born, gone }) => gone - born > lasting).length),
  };
}
