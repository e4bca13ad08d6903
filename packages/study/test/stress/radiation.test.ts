import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { compileModel } from '@invadolab/model';
import { parseStudy, planStudy } from '../../src/index.js';
import { reportFacts } from '../../src/result.js';
import { advance, modelOf, readFile, realCatalog, type Setting, start } from '../laws/laboratory.js';

const catalog = realCatalog();
const hour = 3600;
/** Ticks as long as a fraction: there are no sites to couple to. */
const cell = (change: Setting): ModelFile => {
  const model = modelOf(catalog, { assay: 'network', ...change });
  return { ...model, numerics: { ...model.numerics, tick: '60 s' } };
};
const parameter = (id: string): number => Number(cell({ radiation: { dose: '1 Gy' } }).parameters![id].value);

/** Values of the cell after some time. */
async function after(model: ModelFile, time: number, slots: readonly string[]): Promise<number[]> {
  const { session } = await start(model, 1);
  await advance(session, time);
  const values: number[] = [];
  for (const slot of slots) values.push((await session.read(slot)).values[0]);
  session.dispose();
  return values;
}

const lethal = async (change: Setting, time = 96 * hour) => (await after(cell(change), time, ['cell.LETHAL']))[0];
/** Closed forms are of repair at its own speeds. */
const alone = { set: { mt1_on_repair: 0 } };

const [alpha, beta] = [parameter('radiation_alpha'), parameter('radiation_beta')];
const [fast, slow, share] = [parameter('repair_fast'), parameter('repair_slow'), parameter('breaks_slow_share')];

/** Integral of the breaks that are left of one at the start, times those that are left of one made `apart` seconds later. */
const pairing = (apart: number) =>
  ((1 - share) ** 2 * Math.exp(-fast * apart)) / (2 * fast) +
  (share * (1 - share) * (Math.exp(-fast * apart) + Math.exp(-slow * apart))) / (fast + slow) +
  (share ** 2 * Math.exp(-slow * apart)) / (2 * slow);

test('one dose kills as alpha and beta say', async () => {
  for (const dose of [0.5, 2, 8]) {
    const expected = alpha * dose + beta * dose * dose;
    const found = await lethal({ radiation: { dose: `${dose} Gy` }, ...alone });
    // A minute of dose is not at once: pairs are fewer by up to a third of that minute over the time of fast repair.
    const missing = beta * dose * dose * fast * 60;
    assert.ok(found <= expected * 1.0001 && found >= expected - missing, `${dose} Gy: ${found}, expected ${expected}`);
  }
});

test('two doses add what the breaks of the first that are left meet of the second', async () => {
  for (const apart of [1, 4, 24]) {
    const dose = 4;
    const theta = pairing(apart * hour) / pairing(0);
    const expected = 2 * alpha * dose + 2 * beta * dose * dose * (1 + theta);
    const found = await lethal({ radiation: { dose: `${dose} Gy`, fractions: 2, every: `${apart} h` }, ...alone });
    assert.ok(Math.abs(found / expected - 1) < fast * 60, `${apart} h apart: ${found}, expected ${expected}`);
  }
});

test('a sham is the control, and a dose of next to nothing moves nothing', async () => {
  const control = cell({});
  assert.equal(
    compileModel(cell({ radiation: { dose: '0 Gy', fractions: 5, every: '24 h' } })).hash,
    compileModel(control).hash,
  );
  const species = Object.entries(control.places).flatMap(([kind, { species: own = {} }]) =>
    Object.keys(own).map((id) => `${kind}.${id}`),
  );
  const before = await after(control, 24 * hour, species);
  const now = await after(cell({ radiation: { dose: '1e-9 Gy' } }), 24 * hour, species);
  // Two runs within the same tolerance of the truth are within twice of it of each other; errors of a day's steps add up a little.
  const tolerance = control.numerics!.tolerance!;
  for (const [index, slot] of species.entries()) {
    const apart = Math.abs(now[index] - before[index]);
    assert.ok(apart <= 10 * tolerance * Math.abs(before[index]) + 1e-6, `${slot}: ${before[index]} and ${now[index]}`);
  }
});

test('breaks per Gy, and the fast and slow repair of them', async () => {
  const [total] = await after(cell({ radiation: { dose: '1 Gy' } }), 60, ['cell.breaks']);
  assert.ok(Math.abs(total / parameter('breaks_per_gray') - 1) < fast * 60);
  const [left] = await after(cell({ radiation: { dose: '1 Gy' }, ...alone }), 24 * hour, ['cell.breaks']);
  const expected = parameter('breaks_per_gray') * share * Math.exp(-slow * 24 * hour);
  assert.ok(Math.abs(left / expected - 1) < 0.01, `${left}, expected ${expected}`);
});

test('without MT1-MMP slow repair takes longer and more breaks meet, where repair needs it', async () => {
  const radiation = { dose: '4 Gy' };
  const block = { knockout: ['MMP14'] };
  assert.ok((await lethal({ radiation, ...block })) > 1.01 * (await lethal({ radiation })));
  const free = { set: { mt1_on_repair: 0 } };
  const [with14, without14] = [await lethal({ radiation, ...free }), await lethal({ radiation, ...block, ...free })];
  assert.ok(Math.abs(without14 / with14 - 1) < 1e-4);
});

test('p53 acts where it binds genes; microRNA 374 and survival do not ask', async () => {
  const slots = ['cell.MMP2_raised', 'cell.PTEN_raised', 'cell.CALDESMON_raised', 'cell.MIR374_lost', 'cell.surviving'];
  const radiation = { dose: '4 Gy' };
  const wild = await after(cell({ radiation }), 24 * hour, slots);
  const mutant = await after(cell({ radiation, mutate: { TP53: 'mutant' } }), 24 * hour, slots);
  for (const raised of [0, 1, 2]) assert.ok(wild[raised] > 0.1 && mutant[raised] === 0, slots[raised]);
  for (const same of [3, 4]) assert.ok(Math.abs(mutant[same] / wild[same] - 1) < 1e-3 && wild[same] > 0, slots[same]);
});

test('each side of the hypotheses is another set of numbers', async () => {
  const slots = ['cell.MMP2_raised', 'cell.PTEN_raised', 'cell.CALDESMON_raised'];
  const radiation = { dose: '4 Gy' };
  const of = (side: string) => after(cell({ radiation, hypotheses: { 'p53.net': side } }), 24 * hour, slots);
  const [both, towards, against] = [await of('both'), await of('towards'), await of('against')];
  assert.ok(both.every((value) => value > 0));
  assert.ok(towards[0] > 0 && towards[1] === 0 && towards[2] === 0);
  assert.ok(against[0] === 0 && against[1] > 0 && against[2] > 0);
});

test('the memory of stress fades or persists', async () => {
  const radiation = { dose: '2 Gy', fractions: 5, every: '24 h' };
  const at = async (side: string, day: number) =>
    (await after(cell({ radiation, hypotheses: { 'stress.memory': side } }), day * 24 * hour, ['cell.MEMORY']))[0];
  assert.ok((await at('fades', 28)) < 0.3 * (await at('fades', 5)));
  assert.ok((await at('persists', 28)) > (await at('persists', 5)));
});

test('gains of an irradiated arm are against the same cells with a sham', () => {
  const file = 'studies/radiation-mmp14.yaml';
  const { study, place } = parseStudy(readFile(file), file, catalog);
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  const shams = Object.fromEntries(reportFacts(plan).arms.flatMap(({ id, sham }) => (sham ? [[id, sham]] : [])));
  assert.deepEqual(shams, {
    radiation: 'sham',
    both: 'block',
    'mutant radiation': 'mutant sham',
    'mutant both': 'mutant block',
  });
  // The line with mutant p53 says so by a variant, which acts once damage is in the model.
  const p53 = (arm: string) => {
    const model = plan.models.find(({ arms }) => arms.some(({ id }) => id === arm));
    return Number(model?.file.parameters?.p53_function.value);
  };
  assert.deepEqual([p53('radiation'), p53('mutant radiation')], [1, 0]);
});
