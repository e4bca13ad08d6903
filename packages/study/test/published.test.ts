import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { parseCatalog, parseModel } from '@invadolab/model';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../src/index.js';

const folder = new URL('../../../../studies/published/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** Runs a study of a model file as the command would; one measure by arm title. */
async function run(name: string) {
  const catalog = parseCatalog([]);
  const { study, place } = parseStudy(read(`${name}.yaml`), `${name}.yaml`, catalog);
  const model = parseModel(read(study.model!), study.model!);
  const plan = planStudy(study, place, { catalog, model, engine: 'reference' });
  const pool = new SerialPool({ perform: performer(() => referenceEngine) });
  const gathered = await runPlan(plan, { pool, store: new MemoryStore() });
  assert.deepEqual(gathered.failures, []);
  return (measure: string) =>
    new Map(gathered.measures.filter((row) => row.measure === measure).map(({ arm, value }) => [arm, value]));
}

const largest = (values: ReadonlyMap<string, number>) => [...values].reduce((a, b) => (b[1] > a[1] ? b : a))[0];

test('studies/published/ternary-complex: the activating dimer is most abundant at half as much TIMP-2', async () => {
  const dimers = (await run('ternary-complex'))('dish.D_0_T2M2');
  assert.equal(dimers.size, 9);
  assert.equal(largest(dimers), 'half');
  assert.ok(Math.abs(dimers.get('half')! - 0.237809) < 1e-5);
});

test('studies/published/mmp2-activation: most MMP-2 is activated near 8 nM TIMP-2', async () => {
  const measure = await run('mmp2-activation');
  assert.equal(largest(measure('dish.activated')), 'eight');
  assert.ok(measure('dish.activated').get('as-deposited')! < 0.02 * measure('dish.activated').get('eight')!);
});

test('studies/published/oscillating-invadopodium: plasticity lengthens, stiffness shortens', async () => {
  const peak = (await run('oscillating-invadopodium'))('invadopodium.L.peak');
  assert.equal(largest(peak), 'plastic');
  assert.ok(Math.abs(peak.get('plastic')! - 16.208) < 0.002 * 16.208, `${peak.get('plastic')}`);
  assert.ok(Math.abs(peak.get('elastic')! - 8.352) < 0.002 * 8.352, `${peak.get('elastic')}`);
  assert.ok(peak.get('stiff')! < peak.get('plastic')!);
});
