import { referenceEngine, type Session } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { type Bench, fileOf, readStudy } from './bench.js';
import { advance, type Setting } from './laboratory.js';
import { type Columns, type Criterion, downTo, type Part, unchangedWithin, upFrom } from './law.js';
import { mean, pairedRatio } from './statistics.js';

const hour = 3600;
const area = 'matrix.degraded_area.true';
const survival = 'cells.clonogenic_survival';

/** p53 of the cells. */
export const genotypes = ['wild', 'mutant'] as const;
const mutate = (genotype: string) => (genotype === 'mutant' ? { mutate: { TP53: 'mutant' } } : {});

/** Gy in 11a. */
const doses = [0, 2, 4, 6] as const;

/** Cells of the network alone; a tick of a minute does where there are no sites. */
async function cellsAfter<T>(
  bench: Bench,
  setting: Setting,
  time: number,
  read: (session: Session) => Promise<T>,
): Promise<T> {
  const file = fileOf(bench, { assay: 'network', ...setting });
  const model = compileModel({ ...file, numerics: { ...file.numerics, tick: '60 s' } });
  const members = Array.from({ length: bench.cells }, (_, member) => member);
  const session = await referenceEngine.start(model, { members, seed: bench.seed });
  try {
    await advance(session, time);
    return await read(session);
  } finally {
    session.dispose();
  }
}

async function sumOf(session: Session, slots: readonly string[]): Promise<number[]> {
  const columns: Float64Array[] = [];
  for (const slot of slots) columns.push((await session.read(slot)).values);
  return [...columns[0]].map((_, i) => columns.reduce((sum, column) => sum + column[i], 0));
}

/** 11a: activated MMP-2 in medium without serum, with dose. */
export const doseOfMmp2: Part = {
  async measure(bench) {
    const columns: Record<string, number[]> = {};
    for (const genotype of genotypes)
      for (const dose of genotype === 'wild' ? doses : [6]) {
        const setting = {
          ...mutate(genotype),
          overexpress: { MMP2: 10 },
          environment: { serum: 0 },
          radiation: { dose: `${dose} Gy` },
        };
        const read = (session: Session) => sumOf(session, ['medium.MMP2', 'medium.MMP2_TIMP2']);
        columns[`${genotype} ${dose}`] = await cellsAfter(bench, setting, 48 * hour, read);
      }
    return columns;
  },
  judge(columns) {
    const against = (a: string, b: string) => pairedRatio(columns[a], columns[b]);
    return [
      ...[2, 4, 6].map((dose, i) => {
        const estimate = against(`wild ${dose}`, `wild ${doses[i]}`);
        return { name: `MMP-2 at ${dose} Gy against ${doses[i]} Gy`, estimate, above: 1, enough: true };
      }),
      { name: 'MMP-2 at 6 Gy against sham', estimate: against('wild 6', 'wild 0'), ...upFrom, enough: true },
      {
        name: 'MMP-2 at 6 Gy, mutant against wild type',
        estimate: against('mutant 6', 'wild 6'),
        ...downTo,
        enough: true,
      },
    ];
  },
};

const pools = ['golgi', 'recycling', 'late', 'surface', 'timp2', 'ternary'].map((pool) => `cell.MT1_${pool}`);

/** 11b: all MT1-MMP of the cell. */
export const mmp14: Part = {
  async measure(bench) {
    const columns: Record<string, number[]> = {};
    for (const genotype of genotypes)
      for (const dose of [0, 4]) {
        const setting = { ...mutate(genotype), environment: { 'medium-change': 1 }, radiation: { dose: `${dose} Gy` } };
        columns[`${genotype} ${dose}`] = await cellsAfter(bench, setting, 72 * hour, (session) =>
          sumOf(session, pools),
        );
      }
    return columns;
  },
  judge: (columns) =>
    genotypes.map((genotype) => {
      const estimate = pairedRatio(columns[`${genotype} 4`], columns[`${genotype} 0`]);
      return { name: `MT1-MMP, ${genotype}`, estimate, above: 1.1, enough: true };
    }),
};

/** Settings of 11c: p53, PTEN and film. */
export const settings = genotypes.flatMap((p53) =>
  ['PTEN', 'no-PTEN'].flatMap((pten) => ['usual', 'soft'].map((film) => `${p53} ${pten} ${film}`)),
);

/** 11c: area degraded from 24 to 72 h after 4 Gy, in some of the settings. */
export const answers = (of: readonly string[] = settings): Part => ({
  async measure(bench) {
    const arms = of.flatMap((setting) => [`${setting} sham`, `${setting} 4 Gy`]);
    const read = await readStudy(bench, 'radiation', { form: 'reduced', arms });
    return Object.fromEntries(
      arms.map((arm) => {
        const early = read(arm, area, 24 * hour);
        return [arm, read(arm, area, 72 * hour).map((value, i) => value - early[i])];
      }),
    );
  },
  judge: (columns) => of.map((setting) => answer(columns, setting)),
});

/** What is asked of a setting that stands for one of the three answers. */
export const asked = { up: upFrom, down: downTo, 'no change': unchangedWithin } as const;

function answer(columns: Columns, setting: string): Criterion {
  const control = columns[`${setting} sham`];
  const estimate = pairedRatio(columns[`${setting} 4 Gy`], control);
  return { name: setting, estimate, enough: mean(control) > 0 };
}

/** 11c as one draw is judged: which of all settings give the three answers is open. */
export const threeAnswers: Part = {
  fewer: 3,
  measure: (bench) => answers().measure(bench),
  judge(columns) {
    const all = answers().judge(columns);
    const order = [...all].sort((a, b) => a.estimate.value - b.estimate.value);
    const apart = ({ estimate: { value } }: Criterion) => Math.abs(Math.log(value));
    const same = all.reduce((best, each) => (apart(each) < apart(best) ? each : best));
    return [
      { ...order[order.length - 1], name: 'the largest answer', ...asked.up },
      { ...order[0], name: 'the smallest answer', ...asked.down },
      { ...same, name: 'the answer nearest to none', ...asked['no change'] },
    ];
  },
};

/** 11d: five fractions with and without a block of MMP14, per irradiated cell. */
export const block: Part = {
  fewer: 6,
  async measure(bench) {
    const read = await readStudy(bench, 'radiation-block', { form: 'reduced' });
    const alone = await readSurvival(bench);
    return Object.fromEntries(
      ['sham', 'radiation', 'block', 'both'].flatMap((arm) => {
        const alive = alone.get(arm)!;
        const whole = read(arm, area, 168 * hour).map((value, i) => value * alive[i]);
        return [
          [`area, ${arm}`, whole],
          [survivalOf(arm), alive],
        ];
      }),
    );
  },
  judge(columns) {
    const whole = (other: string) => pairedRatio(columns['area, both'], columns[`area, ${other}`]);
    const alive = pairedRatio(columns[survivalOf('both')], columns[survivalOf('radiation')]);
    return [
      { name: 'both against radiation', estimate: whole('radiation'), ...downTo, enough: true },
      { name: 'both against block', estimate: whole('block'), ...downTo, enough: true },
      { name: 'survival, both against radiation', estimate: alive, atMost: 1, enough: true },
    ];
  },
};

const survivalOf = (arm: string) => `${survival}, ${arm}`;

async function readSurvival(bench: Bench): Promise<ReadonlyMap<string, number[]>> {
  const radiation = { dose: '2 Gy', fractions: 5, every: '24 h' };
  const knockdown = { MMP14: '80 %' };
  const arms: Readonly<Record<string, Setting>> = { radiation: { radiation }, both: { radiation, knockdown } };
  const found = new Map<string, number[]>();
  for (const arm of ['sham', 'block'])
    found.set(
      arm,
      Array.from({ length: bench.cells }, () => 1),
    );
  for (const [arm, setting] of Object.entries(arms)) {
    const change = { ...setting, environment: { 'medium-change': 1 } };
    found.set(arm, await cellsAfter(bench, change, 168 * hour, (session) => sumOf(session, ['cell.surviving'])));
  }
  return found;
}
