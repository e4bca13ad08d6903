import assert from 'node:assert/strict';
import test from 'node:test';
import { log } from '@invadolab/core';
import { MemoryStore } from '@invadolab/results';
import type { PredictionRequest, Predictor } from '../../src/evidence/prediction.js';
import { uncertainParameters } from '../../src/evidence/prior.js';
import {
  catalogueEnsemble,
  parseEnsemble,
  parseEvidence,
  planValidation,
  priorEnsemble,
  type Study,
  validate,
} from '../../src/index.js';
import { smallCatalog } from '../small-catalog.js';
import { smallEvidence } from './small-evidence.js';

const catalog = smallCatalog();
// Without its reference the paper is the source of nothing.
const apartFromSources = smallEvidence.replace('reference: made2020\n', '');

function planned(predictors: readonly Predictor[], text = apartFromSources) {
  return planValidation([parseEvidence(text, 'small.yaml', catalog)], [], { catalog, engine: 'reference', predictors });
}

/** A form of the model whose answers are written down: mean by arm, without any spread. */
function written(means: (arm: string) => number): Predictor & { asked: PredictionRequest[] } {
  const asked: PredictionRequest[] = [];
  return {
    form: 'written',
    answers: () => true,
    asked,
    async predict(request) {
      asked.push(request);
      const [{ id: arm }] = request.study.arms;
      const moments = request.study.timepoints.map((time) => {
        return { time, mean: means(arm), varianceWithin: 0, varianceBetween: 0 };
      });
      const measures = new Map(request.study.measure.map((id) => [id, moments]));
      return request.draws.map((_, draw) => ({ arm, draw, measures }));
    },
  };
}

function run(predictor: Predictor, store = new MemoryStore(), ensemble = catalogueEnsemble(20), text?: string) {
  const shared = { cellsPerDraw: 4, seed: 1, lanes: 2, versions: {}, catalog: catalog.hash };
  return validate(planned([predictor], text), { ensemble, store, ...shared });
}

test('every distinct model is one job, with the measures of all rows', () => {
  // Three arms on the sheet and two in the network.
  const { jobs } = planned([written(() => 1)]).jobs;
  assert.equal(jobs.length, 5);
  const [control] = jobs;
  assert.deepEqual(control.study.measure, ['invadopodia.count.true', 'matrix.degraded_mass.true']);
  assert.equal(control.study.settings.imaged, 0);
});

test('each row is run in the first form that answers all of it', async () => {
  const films = { ...written(() => 1), form: 'films', answers: ({ assay }: Study) => assay === 'gelatin' };
  const any = { ...written(() => 1), form: 'any' };
  const { jobs } = planned([films, any]).jobs;
  assert.deepEqual(
    jobs.map(({ study, predictor }) => [study.assay, predictor.form]),
    ['gelatin', 'gelatin', 'gelatin', 'network', 'network'].map((assay) => [
      assay,
      assay === 'gelatin' ? 'films' : 'any',
    ]),
  );
});

test('known answers give the known card', async () => {
  const card = await run(written((arm) => ({ control: 10, little: 2, dosed: 10, more: 20 })[arm] ?? Number.NaN));
  assert.deepEqual(
    card.rows.map(({ id, pass, predicted, counts }) => [id, pass, predicted, counts]),
    [
      ['T1', true, 0.2, true],
      ['T2', true, 2, true],
    ],
  );
  assert.deepEqual(card.votes, [
    {
      paper: 'maker2020',
      cited: 'Maker A 2020',
      family: 'loss of the grower',
      role: 'check',
      rows: ['T1', 'T2'],
      passed: 2,
      pass: true,
    },
  ]);
  assert.deepEqual(card.accuracy.classes, { down: 1, none: 1, up: 0 });
  assert.equal(card.accuracy.model, 1);
  assert.equal(card.accuracy.likeliest, 1);
  assert.equal(card.accuracy.signRule, 1 / 2);
  assert.equal(card.accuracy.prior, null, 'the prior was not run');
  assert.deepEqual(
    card.listed.map(({ id, role }) => [id, role]),
    [['T3', 'input']],
  );
});

test('a number of a paper from which an amount of the model was taken counts in no vote', async () => {
  const means = written((arm) => ({ control: 10, little: 2, dosed: 10, more: 20 })[arm] ?? Number.NaN);
  const card = await run(means, undefined, undefined, smallEvidence);
  const [first, second] = card.rows;
  assert.deepEqual([first.counts, second.counts], [true, false]);
  assert.match(second.apart ?? '', /^input: .* is taken from this paper$/);
  assert.deepEqual(
    card.votes.map(({ rows }) => rows),
    [['T1']],
  );
});

test('without its positive control no change fails; where the control is zero nothing holds', async () => {
  const unmoved = await run(written((arm) => (arm === 'more' ? 20 : 10)));
  assert.equal(unmoved.rows[0].pass, false);
  assert.equal(unmoved.rows[0].parts[1].outcome, 'undecided');
  const dead = await run(written(() => 0));
  assert.deepEqual(
    dead.rows.map(({ pass, predicted }) => [pass, predicted]),
    [
      [false, null],
      [false, null],
    ],
  );
  assert.equal(dead.accuracy.model, 0);
});

test('what is done is not done again, and another ensemble is other work', async () => {
  const store = new MemoryStore();
  const first = written(() => 1);
  const card = await run(first, store);
  assert.equal(first.asked.length, 10, 'five models, two pieces of ten draws');
  const again = written(() => 1);
  assert.deepEqual(await run(again, store), card);
  assert.equal(again.asked.length, 0);
  const other = written(() => 1);
  await run(other, store, priorEnsemble(catalog, new Set(), 20, 1));
  assert.equal(other.asked.length, 10);
});

test('both arms of a draw get the same factors and the same seed', async () => {
  const form = written(() => 1);
  await run(form, new MemoryStore(), priorEnsemble(catalog, new Set(), 10, 1));
  const ends = form.asked.map(({ draws, seed }) => [draws[3].get('k_end'), seed]);
  assert.deepEqual(
    ends,
    ends.map(() => ends[0]),
  );
});

test('the prior is log-normal about the value, within the range, and leaves conditions alone', () => {
  const parameters = uncertainParameters(catalog, new Set(['wide']));
  const ids = parameters.map(({ id }) => id);
  assert.ok(ids.includes('k_end') && ids.includes('density'));
  for (const kept of ['wide', 'warmth', 'thickness', 'k_core']) assert.ok(!ids.includes(kept), kept);
  const { draws } = priorEnsemble(catalog, new Set(), 2000, 1);
  const logs = draws.map((draw) => log(draw.get('k_end') ?? 0));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  // The range is a factor of ten to each side, two standard deviations each: 1.15, cut at two of them.
  const deviation = log(100) / 4;
  assert.ok(Math.abs(mean) < (4 * deviation) / Math.sqrt(logs.length), `${mean}`);
  const square = logs.reduce((sum, value) => sum + value * value, 0) / logs.length;
  // Variance of a normal cut at two deviations: 1 - 4 phi(2) / (2 Phi(2) - 1), with phi(2) = 0.05399 and Phi(2) = 0.97725.
  const expected = deviation * deviation * (1 - (4 * 0.05399) / 0.9545);
  assert.ok(Math.abs(square / expected - 1) < 0.15, `${square} for ${expected}`);
  assert.ok(Math.max(...logs) <= log(10) + 1e-9 && Math.min(...logs) >= -log(10) - 1e-9);
});

test('a calibrated ensemble is read as factors, and says what is wrong with it', () => {
  const text = '{"format": 1, "parameters": ["k_end", "k_loss"], "draws": [[0.002, 0.02], [0.001, 0.04]]}';
  const { kind, fitted, draws } = parseEnsemble(text, 'e.json', catalog, 2);
  assert.deepEqual([kind, fitted], ['calibrated', 2]);
  assert.deepEqual(
    draws.map((draw) => [...draw.values()]),
    [
      [2, 1],
      [1, 2],
    ],
  );
  assert.throws(() => parseEnsemble(text, 'e.json', catalog, 3), /2 draws.*at least 3/);
  assert.throws(() => parseEnsemble(text.replace('k_loss', 'k_los'), 'e.json', catalog, 2), /found "k_los"/);
  assert.throws(() => parseEnsemble(text.replace(', 0.04', ''), 'e.json', catalog, 2), /1 values.*2/);
});
