import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import {
  advanceSampler,
  chainsOf,
  mixing,
  type Objective,
  type Prior,
  type SamplerState,
  sobolPoints,
  startSampler,
  summarise,
} from '../src/index.js';

const wide: readonly Prior[] = [
  { id: 'intercept', kind: 'uniform', low: -10, high: 10 },
  { id: 'slope', kind: 'uniform', low: -10, high: 10 },
];
const xs = Array.from({ length: 12 }, (_, i) => i / 4);
const noise = 0.5;

/** Straight line with known noise: the posterior under a flat prior is normal, with the moments of least squares. */
function regression(ys: readonly number[]) {
  const n = xs.length;
  const [sx, sy] = [xs, ys].map((values) => values.reduce((sum, value) => sum + value, 0));
  const sxx = xs.reduce((sum, x) => sum + x * x, 0);
  const sxy = xs.reduce((sum, x, i) => sum + x * ys[i], 0);
  const determinant = n * sxx - sx * sx;
  const logLikelihood: Objective = async (points) =>
    Float64Array.from(points, ([a, b]) => {
      const residuals = xs.map((x, i) => (ys[i] - (20 * a - 10) - (20 * b - 10) * x) / noise);
      return -0.5 * residuals.reduce((sum, r) => sum + r * r, 0);
    });
  return {
    logLikelihood,
    means: [(sxx * sy - sx * sxy) / determinant, (n * sxy - sx * sy) / determinant],
    deviations: [noise * Math.sqrt(sxx / determinant), noise * Math.sqrt(n / determinant)],
    correlation: -sx / Math.sqrt(n * sxx),
  };
}

async function sampled(
  logLikelihood: Objective,
  priors: readonly Prior[],
  generations: number,
  seed: number,
): Promise<SamplerState> {
  const points = sobolPoints(10 * priors.length, priors.length, 1, seed);
  const state = await startSampler({ points, chains: 8, burnIn: Math.floor(generations / 4) }, logLikelihood);
  while (state.generation < generations) await advanceSampler(state, logLikelihood, priors, { seed });
  return state;
}

const data = (trial: number) => {
  const chance = new Stream(11, 'regression').at(trial, 0, 0);
  const truth = [2 * chance.normal(), 2 * chance.normal()];
  return { truth, ys: xs.map((x) => truth[0] + truth[1] * x + noise * chance.normal()) };
};

test('moments of a straight line are those of least squares', async () => {
  const { logLikelihood, means, deviations, correlation } = regression(data(0).ys);
  const state = await sampled(logLikelihood, wide, 4000, 5);
  const chains = chainsOf(state, 1000);
  const { marginals, correlations, ridges } = summarise(chains, wide);
  marginals.forEach(({ rHat, effective }, j) => {
    const values = chains.map((chain) => chain.map((point) => 20 * point[j] - 10));
    const flat = values.flat();
    const mean = flat.reduce((sum, value) => sum + value, 0) / flat.length;
    const deviation = Math.sqrt(flat.reduce((sum, value) => sum + (value - mean) ** 2, 0) / flat.length);
    assert.ok(rHat < 1.01 && effective > 1500, `${rHat} ${effective}`);
    // Four standard errors of a mean and of a deviation of so many independent normal draws; squares mix no better.
    assert.ok(Math.abs(mean - means[j]) < (4 * deviations[j]) / Math.sqrt(effective));
    // The 5 % and 95 % quantiles of n normal draws have a deviation of sqrt(0.05 x 0.95 / n) / 0.103 = 2.1 / sqrt(n).
    const { low, high } = marginals[j].posterior;
    for (const [end, z] of [
      [low, -1.645],
      [high, 1.645],
    ])
      assert.ok(Math.abs(end - means[j] - z * deviations[j]) < (4 * 2.1 * deviations[j]) / Math.sqrt(effective));
    const squares = mixing(values.map((chain) => chain.map((value) => (value - mean) ** 2))).effective;
    assert.ok(Math.abs(deviation / deviations[j] - 1) < 4 / Math.sqrt(2 * squares));
  });
  assert.ok(Math.abs(correlations[0][1] - correlation) < 0.03);
  assert.deepEqual(ridges, []);
  assert.ok(marginals.every(({ identified }) => identified));
});

test('90 % intervals hold the truth of a straight line in nine of ten data sets', async () => {
  let held = 0;
  const trials = 60;
  for (let trial = 1; trial <= trials; trial++) {
    const { truth, ys } = data(trial);
    const state = await sampled(regression(ys).logLikelihood, wide, 500, trial);
    const { marginals } = summarise(chainsOf(state, 125), wide);
    marginals.forEach(({ posterior }, j) => {
      if (truth[j] >= posterior.low && truth[j] <= posterior.high) held++;
    });
  }
  // 120 intervals: binomial deviation sqrt(120 x 0.9 x 0.1) = 3.3, somewhat more as pairs go together; three of 4.6.
  assert.ok(Math.abs(held - 0.9 * 2 * trials) <= 14, `${held} of ${2 * trials}`);
});

test('jumps along lines through past points keep a normal distribution in six dimensions as it is', async () => {
  const priors = Array.from({ length: 6 }, (_, j): Prior => ({ id: `p${j}`, kind: 'uniform', low: 0, high: 1 }));
  const logLikelihood: Objective = async (points) =>
    Float64Array.from(points, (point) => -0.5 * point.reduce((sum, x) => sum + ((x - 0.5) / 0.08) ** 2, 0));
  const state = await sampled(logLikelihood, priors, 6000, 4);
  const chains = chainsOf(state, 1500);
  const distance = (point: readonly number[]) => point.reduce((sum, x) => sum + ((x - 0.5) / 0.08) ** 2, 0);
  const squares = chains.map((chain) => chain.map(distance));
  const flat = squares.flat();
  const mean = flat.reduce((sum, value) => sum + value, 0) / flat.length;
  // Squared distances are chi-squared with six degrees of freedom: mean 6, variance 12.
  assert.ok(Math.abs(mean - 6) < 4 * Math.sqrt(12 / mixing(squares).effective), `${mean}`);
});

test('a log-normal prior without data comes back, cut at its ends', async () => {
  const priors: Prior[] = [{ id: 'k', kind: 'log-normal', low: 0.1, high: 100, median: 1 }];
  const state = await sampled(async (points) => new Float64Array(points.length), priors, 4000, 2);
  const [{ prior, posterior, identified, width, effective }] = summarise(chainsOf(state, 1000), priors).marginals;
  assert.equal(identified, false);
  // The 5 % quantile of n draws has a deviation of sqrt(0.05 x 0.95 / n) / density: 2.1 standard deviations / sqrt(n).
  assert.ok(Math.abs(width - 1) < (4 * 2 * 2.1) / 3.29 / Math.sqrt(effective), `${width}`);
  assert.ok(Math.abs(Math.log(posterior.median / prior.median)) < 0.2);
});

test('a product is identified, its factors are not, and the ridge has powers 1 and 1; a quotient has 1 and -1', async () => {
  const priors: Prior[] = ['k1', 'k2'].map((id) => ({ id, kind: 'log-uniform', low: 0.1, high: 10 }));
  for (const power of [1, -1]) {
    // log10(k1 k2^power) measured as 0 with deviation 0.05; a position x is the logarithm -1 + 2 x.
    const logLikelihood: Objective = async (points) =>
      Float64Array.from(points, ([x, y]) => -0.5 * ((2 * x - 1 + power * (2 * y - 1)) / 0.05) ** 2);
    const state = await sampled(logLikelihood, priors, 4000, 3);
    const { marginals, ridges } = summarise(chainsOf(state, 1000), priors);
    assert.ok(marginals.every(({ identified, rHat }) => !identified && rHat < 1.05));
    assert.equal(ridges.length, 1);
    assert.ok(Math.abs(ridges[0].powers![1] - power) < 0.02, `${ridges[0].powers}`);
  }
});

test('state is plain data: a run that is written out and read again goes on alike', async () => {
  const { logLikelihood } = regression(data(0).ys);
  const [first, second] = [await sampled(logLikelihood, wide, 40, 5), await sampled(logLikelihood, wide, 40, 5)];
  const read: SamplerState = JSON.parse(JSON.stringify(second));
  for (let i = 0; i < 20; i++) {
    await advanceSampler(first, logLikelihood, wide, { seed: 5 });
    await advanceSampler(read, logLikelihood, wide, { seed: 5 });
  }
  assert.deepEqual(read, first);
});

test('points that cannot be evaluated are never accepted', async () => {
  const logLikelihood: Objective = async (points) => Float64Array.from(points, ([a]) => (a < 0.5 ? Number.NaN : 0));
  const state = await sampled(logLikelihood, wide, 600, 9);
  assert.ok(
    chainsOf(state, 200)
      .flat()
      .every(([a]) => a >= 0.5),
  );
});
