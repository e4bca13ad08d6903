import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { advance, livesOf, modelOf, realCatalog, type Setting, start } from './laboratory.js';
import { mean, pairedRatio, shown } from './statistics.js';

const catalog = realCatalog();
const hours = 3;
const youth = 150;
const old = 600;
const look = 60;

/** Per cell: young sites present at a time, sites that lasted, and those that lasted and made a hole. */
async function watch(file: ModelFile, cells: number) {
  const { session } = await start(file, cells);
  const holed = new Set<number>();
  const intact = (await session.read('medium.substrate_ligand')).values[0];
  for (let time = look; time <= hours * 3600; time += look) {
    await advance(session, time);
    const { values, members, ids } = await session.read('site.ligand_here');
    for (const [i, value] of values.entries()) if (value < 0.75 * intact) holed.add(members[i] * 1e6 + ids[i]);
  }
  const lives = livesOf(session.happenings(0)).filter(({ born }) => born < hours * 3600 - 1800);
  session.dispose();
  const perCell = (worth: (life: (typeof lives)[number]) => number) =>
    Array.from({ length: cells }, (_, cell) =>
      lives.filter(({ member }) => member === cell).reduce((sum, life) => sum + worth(life), 0),
    );
  const age = ({ born, gone }: (typeof lives)[number]) => gone - born;
  return {
    // Time spent young over the time watched: how many young sites one would count.
    young: perCell((life) => Math.min(age(life), youth) / (hours * 3600)),
    lasting: perCell((life) => (age(life) > old ? 1 : 0)),
    degrading: perCell((life) => (age(life) > old && holed.has(life.member * 1e6 + life.id) ? 1 : 0)),
  };
}

async function loss(molecule: string, cells: number, set: Setting['set'] = {}) {
  const control = await watch(modelOf(catalog, { set }), cells);
  const lost = await watch(modelOf(catalog, { set, knockout: [molecule] }), cells);
  const ratio = (what: keyof typeof control) => pairedRatio(lost[what], control[what]);
  return { control, young: ratio('young'), lasting: ratio('lasting'), degrading: ratio('degrading') };
}

// Foundings are Poisson; with some 9 per cell and hour, 24 cells make 0.6 thousand per arm: the ratio to 7 % at 90 %.
for (const [molecule, name] of [
  ['ITGB1', 'beta1 integrin'],
  ['INPPL1', 'SHIP2'],
]) {
  test(`law 1: without ${name} as many young sites, fewer that last and degrade`, async (t) => {
    const { control, young, lasting, degrading } = await loss(molecule, 24);
    t.diagnostic(
      `control: young ${mean(control.young)}, lasting ${mean(control.lasting)}, degrading ${mean(control.degrading)}`,
    );
    t.diagnostic(`young ${shown(young)}, lasting ${shown(lasting)}, lasting and degrading ${shown(degrading)}`);
    assert.ok(young.low > 0.8 && young.high < 1.25, shown(young));
    assert.ok(degrading.high < 0.8, shown(degrading));
  });
}

test('law 1 breaks where the ring brings nothing', async (t) => {
  // A core that gathers its scaffold without the help of the ring, or hardly any would last to be compared.
  const { control, degrading } = await loss('ITGB1', 5, {
    delivery_leak: '1',
    ring_on_arg: '0',
    scaffold_K: '800 molecule',
  });
  t.diagnostic(`lasting and degrading ${shown(degrading)} of ${mean(control.degrading)}`);
  assert.ok(degrading.high > 0.8, shown(degrading));
});

test('law 1 breaks where Tks5 stays without lipid', async (t) => {
  const { degrading } = await loss('INPPL1', 8, { tks5_loss: '0.004 1/s', tks5_by_cortactin: '1' });
  t.diagnostic(`lasting and degrading ${shown(degrading)}`);
  assert.ok(degrading.high > 0.8, shown(degrading));
});
