import assert from 'node:assert/strict';
import test from 'node:test';
import { exp, log, Stream } from '@invadolab/core';
import { parseCatalog } from '@invadolab/model';
import { MemoryStore, type Store } from '@invadolab/results';
import type { Predictor } from '../../src/evidence/prediction.js';
import {
  calibrate,
  candidates,
  ensembleFileOf,
  fittedProblems,
  fittedText,
  parseCalibrated,
  parseEvidence,
  parseFitted,
  planCalibration,
  recordOf,
  screen,
  trialsOf,
} from '../../src/index.js';
import { smallCatalog, smallCatalogFiles } from '../small-catalog.js';
import { smallParameters, smallRows } from './small-rows.js';

const catalog = smallCatalog();
const size = { first: 120, each: 60, population: 100, most: 600, draws: 200 };

/**
 * A form of the model that is a formula: every arm but the control has half of a control where k_grow / k_loss is twice
 * what the catalogue has, whatever the product of the two. Cells bring 5 % of noise of their own.
 */
function formula(calls = Number.POSITIVE_INFINITY): Predictor & { asked: number } {
  return {
    form: 'formula',
    answers: () => true,
    asked: 0,
    async predict({ study, draws, seed }) {
      if (++this.asked > calls) throw new Error('the power is cut');
      const [{ id: arm }] = study.arms;
      const chance = new Stream(seed, 'cells');
      return draws.map((draw, at) => {
        const quotient = ((draw.get('k_grow') ?? 300) / (draw.get('k_loss') ?? 0.02)) * (0.02 / 300);
        const noise = exp(0.05 * chance.at(0, 0, 0).normal());
        const mean = arm === 'control' ? 10 : (10 / quotient) * noise;
        const moments = study.timepoints.map((time) => ({ time, mean, varianceWithin: 1, varianceBetween: 1 }));
        return { arm, draw: at, measures: new Map(study.measure.map((id) => [id, moments])) };
      });
    },
  };
}

function planned(predictor: Predictor, files: Readonly<Record<string, string>> = smallRows) {
  const papers = Object.entries(files).map(([name, text]) => parseEvidence(text, name, catalog));
  const parameters = parseCalibrated(smallParameters, 'parameters.yaml', catalog);
  return planCalibration(papers, parameters, { catalog, engine: 'reference', predictors: [predictor] });
}

async function run(predictor: Predictor, store: Store = new MemoryStore(), lanes = 2, files = smallRows) {
  const plan = planned(predictor, files);
  const result = await calibrate(plan, { seed: 3, size, cellsPerDraw: 4, store, lanes });
  const record = recordOf(plan, result, { seed: 3, cellsPerDraw: 4, version: '0' });
  return { record, ensemble: ensembleFileOf(plan, result), trials: trialsOf(plan, result) };
}

test('two parameters that act as a quotient: the quotient is found, neither is identified, and both are said to go together', async () => {
  const { record, ensemble } = await run(formula());
  assert.deepEqual(
    record.votes.map(({ rows, pass }) => [rows[0], pass]),
    [
      ['C1', true],
      ['C2', true],
      ['C3', true],
      ['C4', true],
    ],
  );
  const quotients = ensemble.draws.map(([grow, loss]) => log((grow / loss) * (0.02 / 300)));
  const mean = quotients.reduce((sum, each) => sum + each, 0) / quotients.length;
  // The rows ask for a ratio of one half, within a factor exp(0.2) and the noise.
  assert.ok(Math.abs(mean - log(2)) < 0.2, `${mean}`);
  const farthest = Math.max(...quotients.map((each) => Math.abs(each - log(2))));
  assert.ok(farthest < 0.2 + 5 * 0.05, String(farthest));
  assert.deepEqual(
    record.ridges.map(({ parameters }) => parameters),
    [['k_grow', 'k_loss']],
  );
  assert.ok(record.ridges[0].powers && Math.abs(record.ridges[0].powers[1] + 1) < 0.25, `${record.ridges[0].powers}`);
  for (const { id, identified, fitted, range } of record.parameters) {
    assert.equal(identified, false, id);
    assert.ok(fitted >= range[0] && fitted <= range[1]);
  }
  // As many as the population; one in which too little is left to compare would be missing.
  assert.ok(record.distinct === size.population && ensemble.draws.length === size.population);
  // Under the prior the ratio is one at the median: nothing passes.
  assert.equal(record.priorVotes.filter(({ pass }) => pass).length, 0);
  // Any of the papers is predicted from the others, which say the same.
  assert.deepEqual(
    record.leftOut.map(({ votes }) => votes.every(({ pass }) => pass)),
    [true, true, true],
  );
});

test('the number of lanes changes nothing; a run that was cut off goes on to the same bytes', async () => {
  const whole = await run(formula());
  const one = await run(formula(), undefined, 1);
  assert.equal(JSON.stringify([one.record, one.ensemble]), JSON.stringify([whole.record, whole.ensemble]));
  const store = new MemoryStore();
  await assert.rejects(run(formula(40), store), /the power is cut/);
  const rest = formula();
  assert.equal(JSON.stringify((await run(rest, store)).record), JSON.stringify(whole.record));
  const fresh = formula();
  await run(fresh);
  assert.ok(rest.asked < fresh.asked && rest.asked > 0);
});

test('a row that checks is not read: turned round or taken away, nothing changes', async () => {
  const turned = { ...smallRows, 'check.yaml': smallRows['check.yaml'].replace('direction: up', 'direction: down') };
  const { 'check.yaml': _, ...without } = smallRows;
  const plan = planned(formula());
  assert.equal(planned(formula(), turned).hash, plan.hash);
  const all = await run(formula());
  assert.deepEqual((await run(formula(), undefined, 2, turned)).ensemble, all.ensemble);
  assert.deepEqual((await run(formula(), undefined, 2, without as typeof smallRows)).trials, all.trials);
  const moved = { ...smallRows, 'one.yaml': smallRows['one.yaml'].replace('number: [0.5, 0.5]', 'number: [0.6, 0.6]') };
  assert.notEqual(planned(formula(), moved).hash, plan.hash);
});

test('a control with nothing in it: the set is given up, and never accepted', async () => {
  const half = formula();
  const dead: Predictor = {
    ...half,
    async predict(request) {
      const found = await half.predict(request);
      return found.map((each) => {
        if ((request.draws[each.draw].get('k_loss') ?? 0) < 0.02) return each;
        const none = [...each.measures].map(
          ([id, moments]) => [id, moments.map((one) => ({ ...one, mean: 0 }))] as const,
        );
        return { ...each, measures: new Map(none) };
      });
    },
  };
  const { record, ensemble } = await run(dead);
  // Sets begin within half a deviation of the prior: fewer of them are dead than of the prior itself.
  assert.ok(record.givenUp > size.first / 8, String(record.givenUp));
  assert.ok(ensemble.draws.every(([, loss]) => loss < 0.02));
});

test('too many parameters for the votes, one that was measured, one that is not there', () => {
  const { 'one.yaml': one } = smallRows;
  assert.throws(() => planned(formula(), { 'one.yaml': one }), /found "2"; expected 1 to 1: fewer than the 2 votes/);
  const parse = (text: string) => parseCalibrated(text, 'p.yaml', catalog);
  assert.throws(() => parse(smallParameters.replace('k_grow', 'k_gro')), /p\.yaml:3:3: .*k_gro.*nearest is "k_grow"/);
  assert.throws(() => parse(smallParameters.replace('300', '1e9')), /within the plausible range, 30 to 3000/);
});

test('a screening puts first what moves the votes, on the same cells throughout, and leaves slow rows out', async () => {
  const form = formula();
  const slow: Predictor = { ...formula(), form: 'slow', mostCells: 1 };
  const seeds = new Set<number>();
  const quick: Predictor = {
    ...form,
    answers: ({ measure }) => measure.every((id) => id.startsWith('invadopodia')),
    predict(request) {
      seeds.add(request.seed);
      return form.predict(request);
    },
  };
  const papers = Object.entries(smallRows).map(([name, text]) => parseEvidence(text, name, catalog));
  const all = candidates(catalog, new Set(['k_cut']));
  const ids = all.map(({ id }) => id);
  assert.ok(ids.includes('k_loss') && !ids.includes('k_cut') && !ids.includes('warmth'));
  const plan = planCalibration(papers, all.slice(0, 1), { catalog, engine: 'reference', predictors: [quick, slow] });
  assert.deepEqual(plan.slow, ['C2', 'C4']);
  const options = { cellsPerDraw: 4, seed: 5, store: new MemoryStore(), lanes: 2 };
  const { votes, parameters } = await screen(plan, all, options);
  assert.deepEqual(
    votes.map(({ paper, family }) => [paper, family]),
    [
      ['one2020', 'grower'],
      ['two2020', 'stopper'],
    ],
  );
  assert.deepEqual(
    parameters
      .slice(0, 2)
      .map(({ parameter }) => parameter.id)
      .sort(),
    ['k_grow', 'k_loss'],
  );
  // The ratio falls with the quotient: more growth and less loss bring the votes nearer, and nothing else does anything.
  const [growth] = parameters.filter(({ parameter }) => parameter.id === 'k_grow');
  assert.ok(growth.gain > 0 && growth.high.every((change) => change < 0) && growth.low.every((change) => change >= 0));
  assert.ok(parameters.slice(2).every(({ effect, gain }) => effect === 0 && gain === 0));
  assert.deepEqual([...seeds], [5]);
});

test('a catalogue that differs from what was fitted, and rows that have moved since, are named', () => {
  const fitted = { format: 1 as const, hash: 'a', rows: ['C1'], parameters: { k_loss: { value: 0.03, unit: '1/s' } } };
  assert.deepEqual(parseFitted(fittedText(fitted), 'fitted.yaml'), fitted);
  // Still assumed: not taken over.
  assert.deepEqual(fittedProblems(fitted, 'f.yaml', 'a', catalog), []);
  const now = (value: string) =>
    parseCatalog(
      smallCatalogFiles.map(({ name, text }) => {
        const given = 'k_loss: {value: 0.02 1/s, range: [0.002 1/s, 0.2 1/s], source: {assumed: a test}}';
        return {
          name,
          text: text.replace(given, `k_loss: {value: ${value}, range: [0.002 1/s, 0.2 1/s], source: {fitted: [C1]}}`),
        };
      }),
    );
  assert.deepEqual(fittedProblems(fitted, 'f.yaml', 'a', now('0.03 1/s')), []);
  assert.deepEqual(fittedProblems(fitted, 'f.yaml', 'a', now('0.04 1/s')), [
    'k_loss is 0.04 1/s in the catalogue and was fitted to 0.03 1/s (f.yaml)',
  ]);
  assert.match(
    fittedProblems(fitted, 'f.yaml', 'b', now('0.03 1/s')).join(),
    /has changed since .*npm run calibrate again/,
  );
});

test('the value that a fitted parameter has now does not change what is calibrated; that of another does', () => {
  const hash = (from: string, to: string) => {
    const moved = parseCatalog(smallCatalogFiles.map(({ name, text }) => ({ name, text: text.replace(from, to) })));
    const papers = Object.entries(smallRows).map(([name, text]) => parseEvidence(text, name, moved));
    const parameters = parseCalibrated(smallParameters, 'parameters.yaml', moved);
    return planCalibration(papers, parameters, { catalog: moved, engine: 'reference', predictors: [formula()] }).hash;
  };
  const same = hash('', '');
  assert.equal(hash('k_grow: {value: 300 molecule/s', 'k_grow: {value: 310 molecule/s'), same);
  assert.notEqual(hash('k_end: {value: 0.001 1/s', 'k_end: {value: 0.002 1/s'), same);
});
