import assert from 'node:assert/strict';
import test from 'node:test';
import { exp, normalCdf, Stream } from '@invadolab/core';
import { type AbcPlan, type AbcResult, approximate, effectiveNumber, type Objective, resampled } from '../src/index.js';

const plan: AbcPlan = {
  dimension: 2,
  seed: 5,
  first: 400,
  each: 400,
  population: 400,
  goal: 0.3,
  wanted: 600,
  most: 8000,
};

/** Weighted mean and variance of one coordinate over the accepted points. */
function moments({ points, weights, accepted }: AbcResult, coordinate: number) {
  const sum = accepted.reduce((total, at) => total + weights[at], 0);
  const mean = accepted.reduce((total, at) => total + weights[at] * points[at][coordinate], 0) / sum;
  const square = (at: number) => (points[at][coordinate] - mean) * (points[at][coordinate] - mean);
  return { mean, variance: accepted.reduce((total, at) => total + weights[at] * square(at), 0) / sum };
}

const density = (x: number) => exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

test('without noise the accepted points are the prior cut to the goal: moments of a cut normal, in closed form', async () => {
  const seen = [1.5, -0.5];
  const distance: Objective = async (points) =>
    Float64Array.from(points, (x) => Math.max(Math.abs(x[0] - seen[0]), Math.abs(x[1] - seen[1])));
  const found = await approximate(plan, distance);
  assert.ok(found.reached);
  assert.equal(found.threshold, plan.goal);
  for (const [coordinate, centre] of seen.entries()) {
    const [a, b] = [centre - plan.goal, centre + plan.goal];
    const mass = normalCdf(b) - normalCdf(a);
    const mean = (density(a) - density(b)) / mass;
    const variance = 1 + (a * density(a) - b * density(b)) / mass - mean * mean;
    const own = moments(found, coordinate);
    // Four standard errors of as many independent points as the weighted ones are worth; a cut normal has kurtosis below 3.
    const error = Math.sqrt(variance / found.effective);
    assert.ok(Math.abs(own.mean - mean) < 4 * error, `${own.mean} ${mean} ${error}`);
    assert.ok(Math.abs(own.variance - variance) < 4 * variance * Math.sqrt(2 / found.effective));
  }
});

test('with noisy data the accepted points are the conjugate normal posterior', async () => {
  const seen = [1, -2];
  const noise = 0.5;
  let calls = 0;
  const distance: Objective = async (points) => {
    const chance = new Stream(9, 'noise');
    const call = calls++;
    return Float64Array.from(points, (x, i) => {
      chance.at(call, i, 0);
      return Math.max(...seen.map((y, j) => Math.abs(x[j] + noise * chance.normal() - y)));
    });
  };
  const found = await approximate({ ...plan, goal: 0.4, wanted: 300, most: 6000 }, distance);
  assert.ok(found.reached);
  // A window of half-width e about normal data adds e^2 / 3 to their variance, to terms of e^4.
  const data = noise * noise + (found.threshold * found.threshold) / 3;
  for (const [coordinate, y] of seen.entries()) {
    const own = moments(found, coordinate);
    const variance = data / (1 + data);
    assert.ok(Math.abs(own.mean - y / (1 + data)) < 4 * Math.sqrt(variance / found.effective) + 0.01, `${own.mean}`);
    assert.ok(
      Math.abs(own.variance - variance) < 4 * variance * Math.sqrt(2 / found.effective) + 0.01,
      `${own.variance}`,
    );
  }
});

test('the weights make any set of accepted points an estimate of its share of the prior', async () => {
  const distance: Objective = async (points) => Float64Array.from(points, (x) => Math.abs(x[0] - 2));
  const { points, weights, generations } = await approximate({ ...plan, goal: 0.05, wanted: 400 }, distance);
  assert.ok(generations.length > 2);
  const share =
    weights.filter((_, at) => Math.abs(points[at][0] - 2) < 0.5).reduce((a, b) => a + b, 0) / weights.length;
  const truth = normalCdf(2.5) - normalCdf(1.5);
  const own = weights.filter((_, at) => Math.abs(points[at][0] - 2) < 0.5);
  assert.ok(Math.abs(share - truth) < (4 * truth) / Math.sqrt(effectiveNumber(own)), `${share} ${truth}`);
});

test('what cannot be reached: the nearest points, and it is said; points without a distance are never accepted', async () => {
  const distance: Objective = async (points) => Float64Array.from(points, (x) => (x[0] > 0 ? 1 + x[0] : Number.NaN));
  const found = await approximate({ ...plan, goal: 0, wanted: 100, most: 2000 }, distance);
  assert.equal(found.reached, false);
  assert.ok(found.threshold > 1 && found.threshold < 1.5, String(found.threshold));
  assert.ok(found.accepted.length >= plan.population && found.accepted.every((at) => found.points[at][0] > 0));
});

test('a signal ends it', async () => {
  const stop = new AbortController();
  const distance: Objective = async (points, options) => {
    stop.abort(new Error('stopped'));
    options?.signal?.throwIfAborted();
    return new Float64Array(points.length);
  };
  await assert.rejects(approximate(plan, distance, { signal: stop.signal }), /stopped/);
});

test('resampling gives each point its share, to within one', () => {
  const weights = [5, 0, 1, 2.5, 1.5];
  const counts = weights.map((_, at) => resampled(weights, 100, 3).filter((each) => each === at).length);
  assert.deepEqual(
    counts.map((count, at) => Math.abs(count - weights[at] * 10) <= 1),
    [true, true, true, true, true],
  );
  assert.equal(counts[1], 0);
  assert.notDeepEqual(resampled(weights, 20, 3), [...resampled(weights, 20, 3)].sort());
});
