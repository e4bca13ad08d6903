import assert from 'node:assert/strict';
import test from 'node:test';
import { type CmaState, startCmaEs, stepCmaEs } from '../src/index.js';

type Cost = (x: Float64Array) => number;

const sphere: Cost = (x) => x.reduce((sum, v) => sum + v * v, 0);
const ellipsoid: Cost = (x) => x.reduce((sum, v, i) => sum + 10 ** ((6 * i) / (x.length - 1)) * v * v, 0);
const rosenbrock: Cost = (x) => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i] ** 2 - x[i + 1]) ** 2 + (1 - x[i]) ** 2;
  return sum;
};

/** Evaluations of the median of 21 runs of pycma 4 (active covariance off, 9 offspring, target 1e-10), and their spread. */
const peers = [
  { name: 'sphere', cost: sphere, start: 1, sigma: 0.5, median: 1017, deviation: 58 },
  { name: 'ellipsoid', cost: ellipsoid, start: 1, sigma: 0.5, median: 2799, deviation: 188 },
  { name: 'Rosenbrock', cost: rosenbrock, start: 0.1, sigma: 0.3, median: 2682, deviation: 219 },
] as const;

const run = async (cost: Cost, start: number, sigma: number, seed: number): Promise<CmaState> => {
  let state = startCmaEs(new Float64Array(6).fill(start), sigma);
  const objective = async (points: readonly Float64Array[]) => Float64Array.from(points, cost);
  while (state.best.value > 1e-10 && state.evaluations < 20_000)
    state = await stepCmaEs(state, objective, { seed, offspring: 9 });
  return state;
};

for (const { name, cost, start, sigma, median, deviation } of peers) {
  test(`the ${name} in six dimensions takes as many evaluations as in another implementation`, async () => {
    const runs = [];
    for (let seed = 1; seed <= 21; seed++) runs.push(await run(cost, start, sigma, seed));
    // One local optimum of Rosenbrock's function exists in six dimensions; a run may end there.
    const solved = runs.filter(({ best }) => best.value <= 1e-10).map(({ evaluations }) => evaluations);
    assert.ok(solved.length >= 20, `${solved.length} of 21 solved`);
    const found = solved.sort((a, b) => a - b)[Math.floor(solved.length / 2)];
    // The difference of two medians of 21 has a standard error of 1.2533 sqrt(2 / 21) deviations = 0.39; four of them.
    assert.ok(Math.abs(found - median) < 4 * 0.39 * deviation, `${found} against ${median}`);
  });
}

test('state is plain data: a run that is written out and read again goes on alike', async () => {
  const objective = async (points: readonly Float64Array[]) => Float64Array.from(points, rosenbrock);
  let whole = startCmaEs([0, 0, 0], 0.5);
  let broken = whole;
  for (let i = 0; i < 30; i++) {
    whole = await stepCmaEs(whole, objective, { seed: 4 });
    broken = JSON.parse(JSON.stringify(await stepCmaEs(broken, objective, { seed: 4 })));
  }
  assert.deepEqual(broken, whole);
});

test('points that cannot be evaluated rank last', async () => {
  const objective = async (points: readonly Float64Array[]) =>
    Float64Array.from(points, (x) => (x[0] < 0 ? Number.NaN : (x[0] - 1) ** 2 + x[1] ** 2));
  let state = startCmaEs([0.2, 0.5], 0.3);
  for (let i = 0; i < 80; i++) state = await stepCmaEs(state, objective, { seed: 1 });
  assert.ok(state.best.value < 1e-8 && Math.abs(state.best.point[0] - 1) < 1e-3);
});
