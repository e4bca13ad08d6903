import type { Session } from '@invadolab/engine';
import { type Bench, startOf } from './bench.js';
import { advance, livesOf, type Setting } from './laboratory.js';
import { type Columns, type Criterion, downTo, fewest, type Part, unchangedWithin } from './law.js';
import { estimate, mean, pairedRatio } from './statistics.js';

const every = 10;
const hours = 3;
/** s; sites that last so long have a course. */
const lasting = 1800;
const plateauFrom = 1200;
const youth = 150;
const old = 600;
const look = 60;

const slots = {
  'N-WASP': 'site.NWASP_core',
  actin: 'site.FACTIN',
  cortactin: 'site.cortactin_total',
  Tks5: 'site.TKS5_core',
  'PI(3,4)P2': 'site.PI34P2_core',
  'MT1-MMP': 'site.mt1_total',
  hole: 'site.ligand_here',
} as const;
type What = keyof typeof slots;
const all = Object.keys(slots) as What[];
type Course = Record<What, number[]>;

/** What comes first, and what after it. */
export const order: readonly (readonly [What, What])[] = [
  ['N-WASP', 'Tks5'],
  ['actin', 'Tks5'],
  ['cortactin', 'Tks5'],
  ['Tks5', 'PI(3,4)P2'],
  ['PI(3,4)P2', 'MT1-MMP'],
  ['MT1-MMP', 'hole'],
];

const losses = { 'beta1 integrin': 'ITGB1', SHIP2: 'INPPL1' } as const;

/** Order of recruitment in the control, and what is left without an anchor of the ring or of the lipid. */
export const recruitment: Part = {
  async measure(bench) {
    const parts: Columns[] = [await watch(bench, {}, 'control', true)];
    for (const [name, molecule] of Object.entries(losses))
      parts.push(await watch(bench, { knockout: [molecule] }, name, false));
    return Object.assign({}, ...parts);
  },
  judge: (columns) => [
    ...judgeOrder(columns),
    ...Object.keys(losses).flatMap((name) => judgeLoss(columns, name as keyof typeof losses)),
  ],
};

/** The order alone. */
export function judgeOrder(columns: Columns): Criterion[] {
  const sites = columns['courses per cell'].reduce((sum, each) => sum + each, 0);
  return order.map(([first, then]) => {
    const name = `${then} after ${first}`;
    return { name, estimate: estimate(columns[name]), above: 0, enough: sites >= fewest };
  });
}

/** What the loss of one molecule leaves. */
export function judgeLoss(columns: Columns, name: keyof typeof losses): Criterion[] {
  const of = (what: string) => pairedRatio(columns[`${what}, ${name}`], columns[`${what}, control`]);
  const enough = columns['degrading, control'].reduce((sum, each) => sum + each, 0) >= fewest;
  return [
    { name: `no ${name}: young`, estimate: of('young'), ...unchangedWithin, enough },
    { name: `no ${name}: lasting and degrading`, estimate: of('degrading'), ...downTo, enough },
  ];
}

/**
 * Per cell over 3 h: time spent young over the time watched, sites that lasted, and those that lasted and made a hole. Where
 * courses are wanted, how much later each thing comes than the one before it (s), in the mean over the sites of a cell.
 */
export async function watch(bench: Bench, setting: Setting, name: string, courses: boolean): Promise<Columns> {
  const session = await startOf(bench, setting);
  const holed = new Set<string>();
  const seen = new Map<string, { cell: number; course: Course }>();
  const intact = (await session.read('medium.substrate_ligand')).values[0];
  for (let time = courses ? every : look; time <= hours * 3600; time += courses ? every : look) {
    await advance(session, time);
    if (courses) await record(session, seen);
    if (time % look !== 0) continue;
    const { values, members, ids } = await session.read('site.ligand_here');
    for (const [i, value] of values.entries()) if (value < 0.75 * intact) holed.add(`${members[i]} ${ids[i]}`);
  }
  const lives = livesOf(session.happenings(0)).filter(({ born }) => born < hours * 3600 - 1800);
  session.dispose();
  const perCell = (of: (own: typeof lives, cell: number) => number) =>
    Array.from({ length: bench.cells }, (_, cell) => {
      return of(
        lives.filter(({ member }) => member === cell),
        cell,
      );
    });
  const lasted = (own: typeof lives) => own.filter(({ born, gone }) => gone - born > old);
  return {
    [`young, ${name}`]: perCell(
      (own) => own.reduce((sum, { born, gone }) => sum + Math.min(gone - born, youth), 0) / (hours * 3600),
    ),
    [`lasting, ${name}`]: perCell((own) => lasted(own).length),
    [`degrading, ${name}`]: perCell((own, cell) => lasted(own).filter(({ id }) => holed.has(`${cell} ${id}`)).length),
    ...(courses && delays([...seen.values()], bench.cells)),
  };
}

async function record(session: Session, seen: Map<string, { cell: number; course: Course }>): Promise<void> {
  for (const what of all) {
    const { values, members, ids } = await session.read(slots[what]);
    for (const [i, value] of values.entries()) {
      const key = `${members[i]} ${ids[i]}`;
      const site = seen.get(key) ?? { cell: members[i], course: empty() };
      seen.set(key, site);
      if (site.course[what].length < lasting / every) site.course[what].push(value);
    }
  }
}

function empty(): Course {
  return Object.fromEntries(all.map((what) => [what, [] as number[]])) as Course;
}

function delays(seen: readonly { cell: number; course: Course }[], cells: number): Columns {
  const whole = seen.filter(({ course }) => course.hole.length === lasting / every);
  const sites = whole.map(({ cell, course }) => {
    const times = Object.fromEntries(all.map((what) => [what, arrival(what, course[what])])) as Record<What, number>;
    return { cell, times };
  });
  const byCell = Array.from({ length: cells }, (_, cell) => sites.filter((site) => site.cell === cell));
  return {
    'courses per cell': byCell.map((own) => own.length),
    ...Object.fromEntries(
      order.map(([first, then]) => [
        `${then} after ${first}`,
        byCell.filter((own) => own.length > 0).map((own) => mean(own.map(({ times }) => times[then] - times[first]))),
      ]),
    ),
  };
}

/**
 * s from the founding until half of the plateau; for the hole, until less than 0.75 is left of the film that the site
 * was founded on, or the end of the course.
 */
function arrival(what: What, course: readonly number[]): number {
  const half = mean(course.slice(plateauFrom / every)) / 2;
  const there = what === 'hole' ? (value: number) => value < 0.75 * course[0] : (value: number) => value >= half;
  const first = course.findIndex(there);
  return (first < 0 ? course.length : first + 1) * every;
}
