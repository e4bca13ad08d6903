import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import {
  advance,
  cellsPerSeed,
  livesOf,
  modelOf,
  overSeeds,
  realCatalog,
  type Setting,
  seeds,
  start,
} from './laboratory.js';
import { down, mean, pairedRatio, shown, unchanged } from './statistics.js';

const catalog = realCatalog();
const hours = 3;
const youth = 150;
const old = 600;
const look = 60;

interface Watched {
  /** Time spent young over the time watched: how many young sites one would count. */
  readonly young: number;
  readonly lasting: number;
  readonly degrading: number;
}

/** Per cell: young sites present at a time, sites that lasted, and those that lasted and made a hole. */
async function watch(file: ModelFile, seed: number, cells = cellsPerSeed): Promise<Watched[]> {
  const { session } = await start(file, cells, seed);
  const holed = new Set<string>();
  const intact = (await session.read('medium.substrate_ligand')).values[0];
  for (let time = look; time <= hours * 3600; time += look) {
    await advance(session, time);
    const { values, members, ids } = await session.read('site.ligand_here');
    for (const [i, value] of values.entries()) if (value < 0.75 * intact) holed.add(`${members[i]} ${ids[i]}`);
  }
  const lives = livesOf(session.happenings(0)).filter(({ born }) => born < hours * 3600 - 1800);
  session.dispose();
  return Array.from({ length: cells }, (_, cell) => {
    const own = lives.filter(({ member }) => member === cell);
    const lasting = own.filter(({ born, gone }) => gone - born > old);
    return {
      young: own.reduce((sum, { born, gone }) => sum + Math.min(gone - born, youth), 0) / (hours * 3600),
      lasting: lasting.length,
      degrading: lasting.filter(({ id }) => holed.has(`${cell} ${id}`)).length,
    };
  });
}

function compare(lost: readonly Watched[], control: readonly Watched[]) {
  const ratio = (what: keyof Watched) =>
    pairedRatio(
      lost.map((cell) => cell[what]),
      control.map((cell) => cell[what]),
    );
  return { young: ratio('young'), lasting: ratio('lasting'), degrading: ratio('degrading') };
}

const said = ({ young, lasting, degrading }: ReturnType<typeof compare>) =>
  `young ${shown(young)}, lasting ${shown(lasting)}, lasting and degrading ${shown(degrading)}`;

const sum = (cells: readonly Watched[], what: keyof Watched) => cells.reduce((total, cell) => total + cell[what], 0);

const losses = [
  ['ITGB1', 'beta1 integrin'],
  ['INPPL1', 'SHIP2'],
] as const;

test('law 1: without beta1 integrin or SHIP2 as many young sites, fewer that last and degrade', async (t) => {
  const control = await overSeeds((seed) => watch(modelOf(catalog), seed));
  t.diagnostic(`control: ${sum(control, 'lasting')} lasting and ${sum(control, 'degrading')} degrading sites`);
  assert.ok(sum(control, 'degrading') >= 10);
  for (const [molecule, name] of losses) {
    const lost = await overSeeds((seed) => watch(modelOf(catalog, { knockout: [molecule] }), seed));
    for (const i of seeds.keys()) {
      const part = <T>(cells: readonly T[]) => cells.slice(i * cellsPerSeed, (i + 1) * cellsPerSeed);
      t.diagnostic(`no ${name}, seed ${seeds[i]}: ${said(compare(part(lost), part(control)))}`);
    }
    const all = compare(lost, control);
    t.diagnostic(`no ${name}: ${said(all)}`);
    assert.ok(unchanged(all.young), shown(all.young));
    assert.ok(down(all.degrading), shown(all.degrading));
  }
});

/** As many cells of the first seed as decision 0070 asks for where a mechanism is disabled. */
const cellsDisabled = 24;

/** The comparison in the cells of the first seed, with the same change in both arms. */
async function broken(molecule: string, change: (file: ModelFile) => ModelFile, set: Setting['set'] = {}) {
  const control = await watch(change(modelOf(catalog, { set })), seeds[0], cellsDisabled);
  assert.ok(sum(control, 'degrading') >= 10, `${mean(control.map(({ degrading }) => degrading))} per cell`);
  return compare(
    await watch(change(modelOf(catalog, { set, knockout: [molecule] })), seeds[0], cellsDisabled),
    control,
  );
}

test('law 1 breaks where the ring brings nothing', async (t) => {
  const all = await broken('ITGB1', (file) => file, { delivery_leak: '1', ring_on_arg: '0', ring_hold: '0' });
  t.diagnostic(said(all));
  assert.ok(all.degrading.value > 0.8, shown(all.degrading));
});

test('law 1 breaks where Tks5 binds and stays without lipid', async (t) => {
  // The lipid that a lasting core holds, in its place.
  const usual = '900';
  const deaf = (file: ModelFile): ModelFile => {
    const reactions = { ...file.reactions! };
    for (const id of ['core_tks5', 'core_tks5_loss']) {
      const { rate, ...rest } = reactions[id];
      reactions[id] = { ...rest, rate: `${rate}`.replaceAll('PI34P2_core', 'usual_lipid') };
    }
    const usual_lipid = { ...file.parameters!.lipid_hold, name: 'lipid of a core', value: usual, range: undefined };
    return { ...file, reactions, parameters: { ...file.parameters, usual_lipid } };
  };
  const all = await broken('INPPL1', deaf);
  t.diagnostic(said(all));
  assert.ok(all.degrading.value > 0.8, shown(all.degrading));
});
