import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { overlayCatalog } from '@invadolab/model';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../../src/index.js';
import { smallCatalog } from '../small-catalog.js';
import { bodyCatalog, bodyFiles } from './body-catalog.js';

const pool = new SerialPool({ perform: performer(() => referenceEngine) });

async function run(text: string, catalog = bodyCatalog) {
  const { study, place } = parseStudy(text, 'study.yaml', catalog);
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  return { plan, ...(await runPlan(plan, { pool, store: new MemoryStore() })) };
}

const head = (experiments: number, time = '8 h') => `format: 1
study: how do people differ
assay: pharmacokinetics
timepoints: [${time}]
experiments: ${experiments}
settings: {step: 30 min}
arms:
`;
const daily = '{name: twonib, dose: 100 mg, route: bolus, every: 8 h, start: steady state, site: plasma}';

test('individuals are log-normal with the variation on record, and the same in every arm', async () => {
  const n = 400;
  const text = `${head(n)}  alone: {drugs: [${daily}]}
  beside: {drugs: [{name: onamide, dose: 100 mg}, ${daily}]}
`;
  const { measures } = await run(text);
  // At steady state the mean is dose / (clearance x interval): it varies as 1 / clearance.
  const of = (arm: string) =>
    measures.filter((row) => row.arm === arm && row.measure === 'drug.twonib.total.mean').map(({ value }) => value);
  const logs = of('alone').map((value) => -Math.log(value));
  const mean = logs.reduce((sum, each) => sum + each, 0) / n;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const sigma2 = Math.log(1 + 0.3 ** 2);
  // Four standard errors of a variance of normal draws, and of their mean.
  assert.ok(Math.abs(variance - sigma2) < 4 * sigma2 * Math.sqrt(2 / (n - 1)), `variance ${variance}, not ${sigma2}`);
  const expected = Math.log((6 * 8) / 200) - sigma2 / 2 - Math.log(1000);
  assert.ok(Math.abs(mean - expected) < 4 * Math.sqrt(sigma2 / n) + 0.005, `mean ${mean}, not ${expected}`);
  for (const [i, value] of of('beside').entries())
    assert.ok(Math.abs(value - of('alone')[i]) < 1e-6 * value, `individual ${i} in the two arms`);
});

test('peaks, means and the time above one half are those of an exponential', async () => {
  const { measures } = await run(
    `${head(1, '24 h')}  alone: {drugs: [{name: onamide, dose: 200 mg, route: bolus, site: plasma}]}\n`,
  );
  const at = (id: string) => measures.find(({ measure }) => measure === `drug.onamide.${id}`)?.value ?? Number.NaN;
  const near = (found: number, wanted: number, what: string) =>
    // Straight lines over half an hour of exp(-0.15 t): the error is (0.15 x 0.5)^2 / 12 of the value.
    assert.ok(Math.abs(found - wanted) < 6e-4 * wanted, `${what}: ${found}, not ${wanted}`);
  // 400 umol in 40 L, a tenth of it free, leaving at 0.15 per hour; half of the target is held by 40 nM.
  near(at('free.peak'), 1000, 'peak');
  near(at('free.trough'), 1000 * Math.exp(-0.15 * 24), 'trough');
  near(at('total.mean'), (10_000 * (1 - Math.exp(-0.15 * 24))) / (0.15 * 24), 'mean');
  near(at('plasma.mean'), at('total.mean') / 10, 'free in plasma');
  near(at('occupancy.PROTX.site.peak'), 1000 / 1040, 'occupancy');
  near(at('occupancy.PROTX.site.half'), Math.log(1000 / 40) / 0.15 / 24, 'time above one half');
});

const gelatin = overlayCatalog(smallCatalog(), [
  ...bodyFiles.filter(({ name }) => name.startsWith('protocols/')),
  {
    name: 'drugs/reacher.yaml',
    text: bodyFiles
      .at(-1)!
      .text.replace(/twonib/g, 'reacher')
      .replace('PROTX.site', 'GROWER.arm'),
  },
  {
    name: 'drugs/bystander.yaml',
    text: bodyFiles
      .at(-1)!
      .text.replace(/twonib/g, 'bystander')
      .replace('targets: [', 'targets: []\n#'),
  },
]);

test('a dose acts on cells through its targets alone; without one in the model the arm is its control', async () => {
  const text = `format: 1
study: do doses reach cells
assay: gelatin
cell: Able-1
matrix: {kind: sheet}
timepoints: [20 min]
experiments: 2
cells: 3
controls: false
arms:
  control: {}
  none: {drugs: [{name: reacher, dose: 0 mg}]}
  dosed: {drugs: [{name: reacher, dose: 200 mg, route: bolus}]}
  bystander: {drugs: [{name: bystander, dose: 200 mg, route: bolus}]}
`;
  const { plan, measures, series } = await run(text, gelatin);
  assert.deepEqual(
    plan.models.map(({ arms }) => arms.map(({ id }) => id)),
    [['control', 'none', 'bystander'], ['dosed']],
  );
  const count = (arm: string) =>
    measures.filter((row) => row.arm === arm && row.measure === 'invadopodia.count.true').map(({ value }) => value);
  assert.deepEqual(count('none'), count('control'));
  assert.notDeepEqual(count('dosed'), count('control'));
  const exposed = new Set(series.filter(({ series: id }) => id.startsWith('drug.')).map(({ arm }) => arm));
  assert.deepEqual([...exposed], ['dosed', 'bystander']);
  assert.deepEqual(plan.dosed.dosed[0].targets, [
    { pocket: 'GROWER.arm', slot: 'dish.drug_reacher_occupied_GROWER_arm', read: true },
  ]);
  assert.deepEqual(plan.dosed.bystander[0].beyond, ['something else']);
});
