import assert from 'node:assert/strict';
import test from 'node:test';
import { SerialPool } from '@invadolab/engine';
import {
  type AssumedNumber,
  assumedNumbers,
  calibratedSets,
  parseEnsemble,
  parseStudy,
  planStudy,
  predictor,
  reducedPredictor,
  runUncertainty,
  type SetPredictor,
  type UncertaintyState,
  type UncertaintyWork,
} from '../src/index.js';
import { smallCatalog } from './small-catalog.js';

const catalog = smallCatalog();
const text = `format: 1
study: what does a drug do
assay: gelatin
cell: Able-1
matrix: {kind: sheet}
timepoints: [1 h]
experiments: 2
cells: 2
controls: false
arms:
  vehicle: {}
  drug: {drugs: [{name: stopper, free: 30 nM}]}
measure: [matrix.degraded_area]
`;
const { study, place } = parseStudy(text, 'study.yaml', catalog);
const measure = 'matrix.degraded_area.true';
const time = 3600;

const number = (id: string, value: number, low: number, high: number): AssumedNumber => {
  return { id, name: `the ${id}`, unit: 'nM', value, source: 'assumed', prior: { id, kind: 'log-uniform', low, high } };
};

/** What is left of the control at a concentration C of 30 nM, by binding with one constant: 1 / (1 + C / K). */
const bound = (K: number) => 1 / (1 + 30 / K);

/** Control and drug as functions of the set alone, and how often they were asked. */
function exactly(arm: (set: ReadonlyMap<string, number>) => readonly [number, number]) {
  let asked = 0;
  const predict: SetPredictor = async (sets) => {
    asked += sets.length;
    return sets.flatMap((set, draw) => {
      const [control, drug] = arm(set);
      const at = (mean: number) => new Map([[measure, [{ time, mean, varianceWithin: 0, varianceBetween: 0 }]]]);
      return [
        { arm: 'vehicle', draw, measures: at(control) },
        { arm: 'drug', draw, measures: at(drug) },
      ];
    });
  };
  return { predict, asked: () => asked };
}

const workOf = (predict: SetPredictor, changes: Partial<UncertaintyWork>): UncertaintyWork => ({
  study,
  arms: ['drug'],
  measures: [measure],
  cells: 2,
  ensemble: 'none',
  numbers: [],
  form: 'exact',
  predictor: () => predict,
  ...changes,
});

test('the ratios of an ensemble are those of its sets, arm by arm of the same set', async () => {
  const constants = Array.from({ length: 40 }, (_, i) => 3 * 1.1 ** i);
  const sets = constants.map(
    (K, i) =>
      new Map([
        ['K', K],
        ['scale', i],
      ]),
  );
  // In the first set the control shows nothing, so there is no ratio.
  const { predict } = exactly((set) => [set.get('scale')!, set.get('scale')! * bound(set.get('K')!)]);
  const work = workOf(predict, { ensemble: { hash: 'h', fitted: 2, present: 2, sets } });
  const { ratios, ensemble, why } = await runUncertainty(work, { values: [] });
  assert.deepEqual([ensemble?.draws, why, ratios.length], [40, undefined, 1]);
  assert.deepEqual([ratios[0].arm, ratios[0].measure, ratios[0].time], ['drug', measure, time]);
  assert.equal(ratios[0].values[0], null);
  for (const [i, value] of ratios[0].values.entries())
    if (i > 0) assert.ok(Math.abs(value! - bound(constants[i])) < 1e-12);
});

test('the value that flips the answer is that of the closed form, and the strongest is named', async () => {
  const numbers = [number('K', 10, 1, 1000), number('other', 1, 0.1, 10), number('idle', 5, 1, 9)];
  const { predict } = exactly((set) => [1, bound(set.get('K') ?? 10) * (set.get('other') ?? 1) ** 0.2]);
  const work = workOf(predict, { assumptions: { arms: ['drug'], measure }, numbers });
  const { assumptions } = await runUncertainty(work, { values: [] });
  assert.deepEqual([assumptions?.tried, assumptions?.cells], [3, 2]);
  const [arm] = assumptions!.arms;
  assert.deepEqual([arm.answer, arm.ratio, arm.lost], ['lowers', 0.25, 0]);
  assert.equal(arm.strongest?.number.id, 'K');
  assert.deepEqual(arm.strongest?.ratios, [bound(1), bound(1000)]);
  // 1 / (1 + 30 / K) = 0.8 at K = 120: five halvings of the way from 10 to 1000 in the logarithm leave a 64th of it.
  assert.equal(arm.flip?.number.id, 'K');
  assert.deepEqual([arm.flip?.side, arm.flip?.answer], ['above', 'about the same']);
  const error = Math.abs(Math.log(arm.flip!.at / 120));
  assert.ok(error <= Math.log(100) / 64 + 1e-9, `${arm.flip?.at}`);
});

test('where no single assumption flips the answer none is named, and ends without a control are counted', async () => {
  const numbers = [number('K', 10, 5, 20), number('life', 1, 0.1, 10)];
  const { predict } = exactly((set) => {
    const alive = (set.get('life') ?? 1) < 0.5 ? 0 : 1;
    return [alive, alive * bound(set.get('K') ?? 10)];
  });
  const work = workOf(predict, { assumptions: { arms: ['drug'], measure }, numbers });
  const [arm] = (await runUncertainty(work, { values: [] })).assumptions!.arms;
  assert.deepEqual([arm.flip, arm.lost, arm.strongest?.number.id], [null, 1, 'K']);
});

test('a control that shows nothing by itself leaves nothing to try', async () => {
  const { predict, asked } = exactly(() => [0, 0]);
  const numbers = [number('K', 10, 5, 20)];
  const work = workOf(predict, { assumptions: { arms: ['drug'], measure }, numbers });
  const { assumptions } = await runUncertainty(work, { values: [] });
  assert.deepEqual([assumptions?.tried, assumptions?.arms[0].ratio, asked()], [0, null, 1]);
});

test('work that goes on from a part of its values ends as if it had not stopped, and asks only for the rest', async () => {
  const numbers = Array.from({ length: 30 }, (_, i) => number(`n${i}`, 10, 1, 1000));
  const sets = [3, 10, 30].map((K) => new Map([['K', K]]));
  const arm = (set: ReadonlyMap<string, number>): readonly [number, number] => {
    const shifts = [...set].map(([id, value]) =>
      id === 'K' ? value : 10 * (value / 10) ** (Number(id.slice(1)) / 60),
    );
    return [1, bound(shifts[0] ?? 10)];
  };
  const changes = {
    ensemble: { hash: 'h', fitted: 1, present: 1, sets },
    assumptions: { arms: ['drug'], measure },
    numbers,
  };
  const whole: UncertaintyState = { values: [] };
  const first = exactly(arm);
  const record = await runUncertainty(workOf(first.predict, changes), whole);
  const controller = new AbortController();
  const half: UncertaintyState = { values: [] };
  const onProgress = (done: number) => {
    if (done > 40) controller.abort();
  };
  const stopped = runUncertainty(workOf(exactly(arm).predict, changes), half, {
    signal: controller.signal,
    onProgress,
  });
  await assert.rejects(stopped, { name: 'AbortError' });
  const kept = half.values.length;
  assert.ok(kept > 40 && kept < whole.values.length);
  const second = exactly(arm);
  assert.deepEqual(await runUncertainty(workOf(second.predict, changes), JSON.parse(JSON.stringify(half))), record);
  assert.equal(second.asked(), first.asked() - kept);
});

test('assumed numbers are those of all arms with a range, less what the study sets', () => {
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  const ids = assumedNumbers(plan, ['drug'], catalog, new Set(['k_end'])).map(({ id }) => id);
  assert.ok(ids.includes('k_loss') && ids.includes('k_cut') && ids.includes('cell.cutter'));
  for (const id of ['warmth', 'thickness', 'k_end', 'k_core']) assert.ok(!ids.includes(id), id);
});

test('calibrated sets reach the reduced form, whose ratios follow the drug as they must', async () => {
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  const values = [1e-6, 2e-6, 4e-6];
  const file = { format: 1, parameters: ['k_cut'], draws: values.map((value) => [value]) };
  const ensemble = parseEnsemble(JSON.stringify(file), 'ensemble.json', catalog, 3);
  const sets = calibratedSets(ensemble, plan, ['drug']);
  assert.ok(typeof sets !== 'string');
  assert.deepEqual(
    sets.sets.map((set) => [...set]),
    values.map((value) => [['k_cut', value]]),
  );
  const pool = new SerialPool({ predict: predictor() });
  const work = workOf(async () => [], {
    ensemble: sets,
    predictor: (of, cells) => reducedPredictor(of, catalog, cells, pool),
  });
  const { ratios } = await runUncertainty(work, { values: [] });
  for (const value of ratios[0].values) assert.ok(value! > 0 && value! < 0.8, `${value}`);
  const none = { kind: 'calibrated', hash: 'h', fitted: 1, draws: [new Map([['elsewhere', 2]])] } as const;
  assert.match(String(calibratedSets(none, plan, ['drug'])), /none of the calibrated numbers/);
});
