import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCatalog, parseModel } from '@invadolab/model';
import {
  chosenNumbers,
  modelPredictor,
  narrowed,
  planStudy,
  quantityOf,
  runSensitivity,
  type SensitivityPlan,
  type SensitivityState,
  studyOfQuantity,
  uncertainNumbers,
} from '../src/index.js';
import { receptorModel, receptorStudy, serialPool } from './fit/receptor.js';

/** After a long time: without recycling a share k_out / (k_back + k_out) of the receptors is left on the surface. */
function longRun(): SensitivityPlan {
  const study = { ...receptorStudy(), timepoints: [3.6e6], settings: { points: 1 } };
  const quantity = quantityOf(study, { arm: 'no-recycling', measure: 'cell.surface' });
  const model = parseModel(receptorModel.replace('tick: 600 s', 'tick: 1e5 s'), 'receptor.model.yaml');
  const place = { file: 'receptor.yaml', locate: () => ({}) };
  const plan = planStudy(studyOfQuantity(study, quantity), place, {
    catalog: parseCatalog([]),
    model,
    engine: 'reference',
  });
  const numbers = chosenNumbers(uncertainNumbers(plan), ['k_make', 'k_in', 'k_back', 'k_out']);
  return { plan, quantity, numbers, method: 'sobol', trajectories: 10, chosen: 3, samples: 512, version: '0.0.0' };
}

/** First-order shares of the logarithm above under log-uniform priors, by the midpoint rule. */
function closedShares() {
  const n = 400;
  const at = (i: number) => (i + 0.5) / n;
  const y = (back: number, out: number) => Math.log((5e-5 * 100 ** out) / (1e-4 * 100 ** back + 5e-5 * 100 ** out));
  let mean = 0;
  let square = 0;
  const [byBack, byOut] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const value = y(at(i), at(j));
      mean += value / (n * n);
      square += (value * value) / (n * n);
      byBack[i] += value / n;
      byOut[j] += value / n;
    }
  const variance = square - mean * mean;
  const share = (means: Float64Array) => means.reduce((sum, m) => sum + (m - mean) ** 2, 0) / n / variance;
  return { back: share(byBack), out: share(byOut) };
}

test('shares of variance, silent numbers and the value that changes the answer are those of the closed form', async () => {
  const work = longRun();
  const predict = modelPredictor(work.plan, serialPool());
  const whole: SensitivityState = { values: [] };
  const record = await runSensitivity(work, predict, whole);
  assert.ok(Math.abs(record.quantity.value! - 1 / 3) < 1e-4 && record.quantity.answer === 'lowers');
  const effect = (id: string) => record.screened.find((each) => each.id === id)!;
  for (const id of ['k_make', 'k_in']) assert.ok(effect(id).meanAbsolute! < 1e-3, id);
  assert.ok(effect('k_out').mean! > 1 && effect('k_back').mean! < -1);

  const share = (id: string) => record.shares!.numbers.find((each) => each.id === id)!;
  const { back, out } = closedShares();
  // 512 points of a Sobol sequence: the error of a smooth function's share stays far below that of chance, some 0.05.
  assert.ok(Math.abs(share('k_back').first.value! - back) < 0.03, `${share('k_back').first.value} against ${back}`);
  assert.ok(Math.abs(share('k_out').first.value! - out) < 0.03, `${share('k_out').first.value} against ${out}`);
  assert.ok(Math.abs(share('k_back').total.value! - (1 - out)) < 0.03);

  // k_out / (k_back + k_out) = 0.8 where k_back = k_out / 4; the line between two looks is at most a few per cent off.
  const [first] = record.flips;
  const flips = Object.fromEntries(record.flips.map(({ id, at }) => [id, at]));
  assert.equal(first.answer, 'about the same');
  assert.ok(Math.abs(flips.k_back / 1.25e-4 - 1) < 0.05, `${flips.k_back}`);
  assert.ok(Math.abs(flips.k_out / 4e-3 - 1) < 0.05, `${flips.k_out}`);

  const half: SensitivityState = JSON.parse(JSON.stringify({ values: whole.values.slice(0, 777) }));
  assert.deepEqual(await runSensitivity(work, predict, half), record);
});

test('a range can be narrowed to a share of the way from the value to its ends, in the measure of the prior', () => {
  const number = { id: 'k', name: 'k', unit: '1/s', value: 10, source: 'assumed' };
  const wide = { ...number, prior: { id: 'k', kind: 'log-uniform', low: 1, high: 1000 } } as const;
  const { low, high } = narrowed(wide, 0.5).prior;
  assert.ok(Math.abs(low - Math.sqrt(10)) < 1e-9 && Math.abs(high - 100) < 1e-9);
  const even = narrowed({ ...number, prior: { id: 'k', kind: 'uniform', low: 0, high: 110 } }, 0.1).prior;
  assert.ok(Math.abs(even.low - 9) < 1e-9 && Math.abs(even.high - 20) < 1e-9);
  assert.equal(narrowed(wide, 1), wide);
});
