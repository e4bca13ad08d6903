import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import { priorQuantile, valueAt } from '@invadolab/inference';
import {
  chosenNumbers,
  groupsOf,
  likelihoodOf,
  modelPredictor,
  type Plan,
  runFit,
  startFit,
  uncertainNumbers,
} from '../../src/index.js';
import { design, receptorPlan, serialPool, simulated } from './receptor.js';

const comparison = { scale: 'ratio', discrepancy: 0, error: 0.2 } as const;
const error = 0.1;

/** Fits what the model itself would give with parameters drawn from their priors. */
async function trial(plan: Plan, names: readonly string[], number: number) {
  const predict = modelPredictor(plan, serialPool());
  const priors = chosenNumbers(uncertainNumbers(plan), names).map(({ prior }) => prior);
  const chance = new Stream(5, 'truth').at(number, 0, 0);
  const truth = new Map(priors.map((prior) => [prior.id, valueAt(prior, priorQuantile(prior, chance.uniform()))]));
  const data = await simulated(predict, truth, error, number);
  const groups = groupsOf(data, 'untreated', comparison, 'data.csv');
  const fit = { priors, draws: 100, seed: number, most: 1500 };
  return { truth, fitted: await runFit(fit, likelihoodOf(predict, priors, groups), startFit()) };
}

test('90 % intervals of rates fitted to noisy data cover the truth in 80 to 98 % of 50 trials', async () => {
  const names = ['k_in', 'k_back', 'k_out'];
  const plan = receptorPlan(design);
  const held = new Map(names.map((name) => [name, 0]));
  for (let number = 1; number <= 50; number++) {
    const { truth, fitted } = await trial(plan, names, number);
    for (const { id, posterior } of fitted.posterior.marginals) {
      const value = truth.get(id)!;
      if (value >= posterior.low && value <= posterior.high) held.set(id, held.get(id)! + 1);
    }
  }
  for (const [name, count] of held) assert.ok(count >= 40 && count <= 49, `${name}: ${count} of 50`);
});

test('two rates that act only as a product are said not to be identified, and their product is', async () => {
  const plan = receptorPlan(design, (text) =>
    text
      .replace(
        / {2}k_in: .*\n/,
        (line) =>
          `${line.replace(
            'k_in: {value: 2e-3 1/s, range: [1e-4 1/s, 1e-2 1/s]',
            'k_a: {value: 2e-3 1/s, range: [2e-4 1/s, 2e-2 1/s]',
          )}  k_b: {value: 1, range: [0.1, 10], source: {assumed: a test}}\n`,
      )
      .replaceAll(/\bk_in\b/g, 'k_a * k_b')
      .replace('/ (k_a * k_b * k_out)', '/ (k_a * k_b * k_out)'),
  );
  const { fitted } = await trial(plan, ['k_a', 'k_b', 'k_out'], 3);
  const [a, b, out] = fitted.posterior.marginals;
  assert.deepEqual([a.identified, b.identified, out.identified], [false, false, true]);
  const [ridge] = fitted.posterior.ridges;
  assert.deepEqual(ridge?.parameters, ['k_a', 'k_b']);
  // The width of the product over that of its factors bounds the error of the power: below a twentieth here.
  assert.ok(Math.abs(ridge.powers![1] - 1) < 0.05, `${ridge.powers}`);
});
