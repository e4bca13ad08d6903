import assert from 'node:assert/strict';
import test from 'node:test';
import type { Catalog } from '@invadolab/model';
import { type Given, planIn } from '../../src/drug-screen/arms.js';
import { type BoundArm, boundArms } from '../../src/drug-screen/bound.js';
import { parseDrugScreen } from '../../src/drug-screen/parse.js';
import { contextsOf } from '../../src/drug-screen/screen.js';
import type { Plan } from '../../src/plan.js';
import { predictor } from '../../src/reduced/predictor.js';
import { realCatalog } from '../laws/laboratory.js';

const shipped = realCatalog();

const text = `format: 1
screen: Is an arm the same, whatever else is asked?
assay: gelatin
cells: [MDA-MB-231]
matrix: {kind: gelatin}
drugs: [dasatinib, alpelisib, marimastat, temozolomide, dinaciclib]
measure: matrix.degraded_area
timepoint: 20 min
`;

// Two of the network's own pockets; a pocket that comes as a part; a drug that brings reactions; one that binds nothing here.
const arms: readonly Given[] = [
  { id: 'dasatinib', drugs: [{ name: 'dasatinib', free: 8 }] },
  { id: 'dasatinib, more', drugs: [{ name: 'dasatinib', free: 80 }] },
  { id: 'marimastat', drugs: [{ name: 'marimastat', free: 32 }] },
  { id: 'alpelisib', drugs: [{ name: 'alpelisib', free: 512 }] },
  { id: 'temozolomide', drugs: [{ name: 'temozolomide', free: 65536 }] },
  { id: 'dinaciclib', drugs: [{ name: 'dinaciclib', free: 16 }] },
  {
    id: 'two',
    drugs: [
      { name: 'dasatinib', free: 8 },
      { name: 'alpelisib', free: 512 },
    ],
  },
  {
    id: 'two that bring parts',
    drugs: [
      { name: 'alpelisib', free: 512 },
      { name: 'temozolomide', free: 65536 },
    ],
  },
];

function setting(catalog: Catalog) {
  const { screen, place } = parseDrugScreen(text, 'screen.yaml', catalog);
  const [context] = contextsOf(screen);
  return { screen, place, context, catalog, engine: 'reference' };
}

const predict = predictor();

type Predicted = Readonly<Record<string, readonly { readonly mean: number }[]>>;

async function asked({ setup, days }: Plan, { model, doses }: Pick<BoundArm, 'model' | 'doses'>): Promise<Predicted> {
  const values = Object.fromEntries([...doses].map(([id, value]) => [`parameter.${id}`, value]));
  const draws = [{ draw: 0, values }];
  const [{ measures }] = await predict({ model: model.file, hash: model.hash, setup, days, seed: 3, cells: 1, draws });
  return measures;
}

function near(found: Predicted[string], expected: Predicted[string], what: string): void {
  for (const [at, { mean }] of expected.entries())
    assert.ok(Math.abs(found[at].mean - mean) <= 1e-9 * Math.abs(mean), `${what}: ${found[at].mean}, not ${mean}`);
}

test('arms as numbers on few models: the same bits whatever else is asked, and what the arm composed by itself gives', async () => {
  const { context, ...subject } = setting(shipped);
  const bound = boundArms(subject, context, arms, 'reduced');
  // The control; what the network has; the part of PI3K; temozolomide with its parts; both.
  assert.equal(bound.plan.models.length, 5);
  assert.deepEqual(
    bound.arms.map(({ id }) => id),
    ['control', ...arms.map(({ id }) => id)],
  );
  const [control] = bound.arms;
  const nothing = await asked(bound.plan, control);
  for (const given of arms) {
    const among = bound.arms.find(({ id }) => id === given.id)!;
    const found = await asked(bound.plan, among);
    const alone = boundArms(subject, context, [given], 'reduced');
    assert.deepEqual(await asked(alone.plan, alone.arms[1]), found, given.id);
    const plan = planIn(subject.screen, context, [given], { ...subject, form: 'reduced' });
    const own = await asked(plan, { model: plan.models[plan.models.length - 1], doses: new Map() });
    // A concentration that is read as a text may differ from the number in the last digit.
    for (const [measure, value] of Object.entries(own)) near(found[measure], value, `${given.id}, ${measure}`);
    if (given.id === 'dinaciclib') assert.equal(among.model, control.model);
    else assert.notDeepEqual(found, nothing, given.id);
  }
});

test('two arms of one model differ in their concentrations, and a drug that is not given is at none', () => {
  const { context, ...subject } = setting(shipped);
  const { arms: bound } = boundArms(subject, context, arms.slice(0, 3), 'reduced');
  const doses = bound.map((arm) => Object.fromEntries(arm.doses));
  assert.deepEqual(doses, [
    {},
    { drug_dasatinib_dose: 8, drug_marimastat_dose: 0 },
    { drug_dasatinib_dose: 80, drug_marimastat_dose: 0 },
    { drug_dasatinib_dose: 0, drug_marimastat_dose: 32 },
  ]);
  assert.equal(new Set(bound.map(({ model }) => model.hash)).size, 2);
});
