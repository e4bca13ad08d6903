import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, predictor, predictReduced, runPlan } from '../src/index.js';
import { smallCatalog } from './small-catalog.js';

const catalog = smallCatalog();
const text = `format: 1
study: does the reduced form agree
assay: gelatin
cell: Able-1
matrix: {kind: sheet}
timepoints: [20 min, 60 min]
experiments: 40
cells: 1
seed: 5
controls: false
arms:
  control: {}
  stopped: {drugs: [{name: stopper, free: 30 nM}]}
  fewer: {knockdown: {GROWER: 90 %}}
`;
const { study, place } = parseStudy(text, 'study.yaml', catalog);
const pool = new SerialPool({ predict: predictor(), perform: performer(() => referenceEngine) });
const request = {
  study,
  catalog,
  place,
  draws: [new Map<string, number>()],
  cellsPerDraw: 40,
  lives: 24,
  seed: 5,
  cellsOfFullForm: true,
};

test('means of a small study agree with the full form within their sampling error', async () => {
  const predictions = await predictReduced(request, pool);
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  const { measures } = await runPlan(plan, { pool, store: new MemoryStore() });
  for (const { arm, measures: predicted } of predictions)
    for (const measure of ['invadopodia.count.true', 'matrix.degraded_area.true', 'matrix.degraded_mass.true'])
      for (const { time, mean, varianceWithin, varianceBetween } of predicted.get(measure)!) {
        const full = measures.filter((row) => row.arm === arm && row.measure === measure && row.time === time);
        const found = full.reduce((sum, { value }) => sum + value, 0) / full.length;
        // Both forms look at the same 40 cells on the same days: only chance within cells differs, once in each.
        const error = Math.sqrt((2 * varianceWithin) / full.length);
        assert.ok(
          Math.abs(found - mean) < 4 * error + 0.05 * mean,
          `${arm} ${measure} at ${time}: ${mean} against ${found} +- ${error} (between ${varianceBetween})`,
        );
      }
});

test('draws are told apart, arms keep their own changes, and the same request gives the same numbers', async () => {
  const draws = [new Map(), new Map([['k_core', 0]]), new Map([['cell.grower', 4000]])];
  const once = await predictReduced({ ...request, draws, cellsPerDraw: 4 }, pool);
  const mean = (arm: string, draw: number, measure = 'invadopodia.count.true'): number =>
    once.find((one) => one.arm === arm && one.draw === draw)?.measures.get(measure)?.[1].mean ?? Number.NaN;
  assert.equal(mean('control', 1), 0);
  assert.ok(mean('control', 2) > mean('control', 0));
  // The knock-down of 90 % is of whatever there is.
  assert.ok(mean('fewer', 2) < 0.5 * mean('control', 2));
  assert.deepEqual(await predictReduced({ ...request, draws, cellsPerDraw: 4 }, pool), once);
});

test('what an arm sets stays as it is under every draw', async () => {
  const set = text.replace(/ {2}stopped: .*\n {2}fewer: .*\n/, '  set: {set: {k_core: 0.01 1/s}}\n');
  const parsed = parseStudy(set, 'study.yaml', catalog);
  const draws = [new Map(), new Map([['k_core', 0]])];
  const found = await predictReduced({ ...request, ...parsed, draws, cellsPerDraw: 2 }, pool);
  const mean = (arm: string, draw: number): number =>
    found.find((one) => one.arm === arm && one.draw === draw)!.measures.get('invadopodia.count.true')![1].mean;
  assert.deepEqual([mean('control', 1), mean('set', 1)], [0, mean('set', 0)]);
  assert.ok(mean('set', 0) > 0);
});

test('a measure that the reduced form cannot answer is refused where it stands', () => {
  const asked = text.replace('seed: 5', 'seed: 5\nform: reduced\nmeasure: [invadopodia.count, invadopodia.spacing]');
  assert.throws(
    () => parseStudy(asked, 'study.yaml', catalog),
    /study\.yaml:11:30: .*invadopodia\.spacing, with form: reduced.*form: full.*invadopodia\.count\.true/s,
  );
});

test('a draw of something that no arm has is refused with the nearest name', async () => {
  const wrong = predictReduced({ ...request, draws: [new Map([['k_corr', 1]])] }, pool);
  await assert.rejects(wrong, /draw 1 sets what no arm has.*k_corr.*k_core/s);
});

test('a study in the reduced form runs like any other, and says so', async () => {
  const reduced = text.replace('seed: 5', 'seed: 5\nform: reduced').replace('controls: false', 'controls: true');
  const parsed = parseStudy(reduced.replace('experiments: 40', 'experiments: 2'), 'study.yaml', catalog);
  const plan = planStudy(parsed.study, parsed.place, { catalog, engine: 'reference' });
  assert.equal(plan.engine, 'reduced');
  assert.match(plan.study.notes.join(), /reduced form/);
  const { measures, images, failures } = await runPlan(plan, { pool, store: new MemoryStore() });
  assert.deepEqual([images.length, failures.length], [0, 0]);
  for (const { id, bare } of plan.study.arms) {
    const rows = measures.filter(({ arm, measure }) => arm === id && measure === 'matrix.degraded_mass.true');
    const sum = rows.reduce((all, { value }) => all + value, 0);
    assert.ok(rows.length > 0 && (bare ? sum === 0 : sum >= 0), id);
    if (id === 'control') assert.ok(sum > 0);
  }
  const network = `format: 1\nstudy: q\nassay: network\nform: reduced\ncell: Able-1\ntimepoints: [1 h]\narms: {a: {}}\n`;
  assert.throws(() => parseStudy(network, 'n.yaml', catalog), /n\.yaml:4:7: form.*reduced, with network/s);
});
