import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseQuantity } from '@invadolab/core';
import { compileModel, type ModelFile, parseModel } from '@invadolab/model';
import { referenceEngine } from '../src/session/engine.js';

const folder = new URL('../../../../studies/published/', import.meta.url);

function load(name: string): ModelFile {
  return parseModel(readFileSync(new URL(`${name}.model.yaml`, folder), 'utf8'), `${name}.model.yaml`);
}

function withParameters(model: ModelFile, set: Readonly<Record<string, string>>): ModelFile {
  const changed = Object.entries(set).map(([id, value]) => [id, { ...model.parameters![id], value }] as const);
  return { ...model, parameters: { ...model.parameters, ...Object.fromEntries(changed) } };
}

async function start(model: ModelFile) {
  return referenceEngine.start(compileModel(model), { members: [0], seed: 1 });
}

/** Values of slots of a model without chance, at one time. */
async function valuesAt(model: ModelFile, time: string, slots: readonly string[]): Promise<Record<string, number>> {
  const session = await start(model);
  const status = await session.advance(parseQuantity(time, 's').value);
  assert.equal(status.state, 'done', status.message);
  const columns = await Promise.all(slots.map((slot) => session.read(slot)));
  session.dispose();
  return Object.fromEntries(slots.map((slot, index) => [slot, columns[index].values[0]]));
}

function near(actual: number, published: number, relative: number, what: string): void {
  const off = Math.abs(actual / published - 1);
  assert.ok(off <= relative, `${what}: ${actual}, published ${published}, off by ${(100 * off).toFixed(3)} %`);
}

const nM = 1000;
const ternary = load('ternary-complex');

// Steady states published to five digits, TIMP-2 in uM to the dimer with one loaded arm in nM.
const activating: readonly [number, number][] = [
  [0.02, 18.643],
  [0.1, 85.605],
  [0.157, 125.888],
  [0.2, 152.187],
  [0.4, 228.287],
  [0.5, 237.809],
  [0.6, 228.317],
  [0.8, 152.364],
  [1.4, 0.12389],
];

test('ternary complex: 12 species, 38 reactions, as many of MMP-2, TIMP-2 and MT1-MMP as at the start', () => {
  assert.equal(Object.keys(ternary.places.dish.species!).length, 12);
  assert.equal(Object.keys(ternary.reactions!).length, 38);
});

for (const [timp2, published] of activating)
  test(`ternary complex: ${published} nM of the activating dimer at ${timp2} uM TIMP-2`, async () => {
    const model = withParameters(ternary, { TIMP2_total: `${timp2} uM` });
    const values = await valuesAt(model, '1e5 s', ['dish.D_0_T2M2', 'dish.MT1', 'dish.D_0_0']);
    near(values['dish.D_0_T2M2'] * nM, published, 1e-3, 'activating dimer');
    // Dimerisation ignores what the arms carry: D = 200 c^2 and c + 2 D = 1 uM, shared out by the loaded fraction p.
    if (timp2 > 1) return;
    const c = (Math.sqrt(1 + 1600) - 1) / 800;
    const dimers = 200 * c * c;
    near(values['dish.D_0_T2M2'], 2 * timp2 * (1 - timp2) * dimers, 2e-3, 'closed form');
  });

test('ternary complex: the other species at 0.157 uM TIMP-2', async () => {
  const published: Record<string, number> = {
    'dish.M2': 843.0,
    'dish.MT1': 41.11,
    'dish.D_0_0': 338.008,
    'dish.MT1_T2M2': 7.656,
    'dish.D_T2M2_T2M2': 11.722,
  };
  const values = await valuesAt(ternary, '1e5 s', Object.keys(published));
  for (const [slot, value] of Object.entries(published)) near(values[slot] * nM, value, 1e-3, slot);
});

const activation = load('mmp2-activation');

async function activated(timp2: number, set: Readonly<Record<string, string>> = {}): Promise<number> {
  const model = withParameters(activation, { TIMP2_total: `${timp2} nM`, ...set });
  return (await valuesAt(model, '1 h', ['dish.activated']))['dish.activated'];
}

test('MMP-2 activation is bell-shaped over TIMP-2, highest near 8 nM', async () => {
  const doses = [0, 1, 2, 4, 8, 16, 32, 64, 1000];
  const yields = [];
  for (const dose of doses) yields.push(await activated(dose));
  assert.equal(yields[0], 0);
  const top = yields.indexOf(Math.max(...yields));
  assert.equal(doses[top], 8);
  for (let i = 1; i < doses.length; i++)
    assert.ok(i <= top ? yields[i] > yields[i - 1] : yields[i] < yields[i - 1], `${doses[i]} nM: ${yields[i]}`);
  assert.ok((await activated(7)) > (await activated(6)) && (await activated(8)) > (await activated(9)));
});

test('with the dissociation as deposited, activation only rises up to 1 uM TIMP-2', async () => {
  let before = 0;
  for (const dose of [1, 10, 100, 1000]) {
    const now = await activated(dose, { koff_inhibitor: '20.2 1/s' });
    assert.ok(now > before, `${dose} nM: ${now} after ${before}`);
    before = now;
  }
});
