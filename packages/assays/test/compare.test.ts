import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import fc from 'fast-check';
import { compareArms } from '../src/compare/arms.js';
import { meanOfMeans, PairedBootstrap, quantile, type Resampling, type Sample } from '../src/compare/bootstrap.js';
import { decide, effects } from '../src/compare/effect.js';
import { medianLifetime, restrictedMean, survival } from '../src/compare/kaplan-meier.js';

const effect = (arm: Sample<number>, control: Sample<number>, how: Resampling) =>
  effects([arm], control, meanOfMeans, how)[0];

const near = (actual: number, expected: number, tolerance: number, what = '') =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual} is not within ${tolerance} of ${expected}`);

/** Weeks in remission of 21 children on 6-mercaptopurine and 21 on placebo (Freireich et al. 1963, Blood 21:699). */
const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
const spans = (exits: readonly number[], isEnd: boolean) => exits.map((exit) => ({ entry: 0, exit, ended: isEnd }));

test('Kaplan-Meier gives the published remission curve', () => {
  const steps = survival([...spans(ended, true), ...spans(censored, false)]);
  const published = [
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ];
  assert.deepEqual(
    steps.slice(1).map(({ age }) => age),
    published.map(([age]) => age),
  );
  for (const [i, [, left]] of published.entries()) near(steps[i + 1].left, left, 5e-4);
  near(Math.sqrt(steps[1].variance), 0.0764, 5e-5, 'standard error at 6 weeks');
  near(Math.sqrt(steps[2].variance), 0.0869, 5e-5, 'standard error at 7 weeks');
  assert.equal(medianLifetime(steps), 23);
  assert.equal(medianLifetime(survival(spans(placebo, true))), 8);
});

test('without censoring the restricted mean is the mean of the lifetimes cut at its limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 40 }), (exits) => {
      const expected = exits.reduce((sum, exit) => sum + Math.min(exit, 60), 0) / exits.length;
      near(restrictedMean(survival(spans(exits, true)), 60), expected, 1e-9);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('late entry and censoring leave an exponential lifetime unbiased', () => {
  const chance = new Stream(11, 'late entry test');
  const observed = [];
  for (let i = 0; i < 4000; i++) {
    chance.at(0, i, 0);
    const life = 100 * chance.exponential();
    const entry = chance.uniform() < 0.5 ? 80 * chance.uniform() : 0;
    const leaves = entry + 150 * chance.uniform();
    if (life <= entry) continue;
    observed.push({ entry, exit: Math.min(life, leaves), ended: life <= leaves });
  }
  const steps = survival(observed);
  for (const age of [30, 100, 180]) {
    const { left, variance } = steps.filter((step) => step.age <= age).at(-1)!;
    near(left, Math.exp(-age / 100), 4 * Math.sqrt(variance), `share left at ${age}`);
  }
});

test('quantiles interpolate between order statistics', () => {
  assert.equal(quantile([1, 2, 3, 4], 0.5), 2.5);
  assert.equal(quantile([1, 2, 3, 4], 0.25), 1.75);
  assert.equal(quantile([7], 0.975), 7);
});

const single = (values: readonly number[]) => new Map(values.map((value, i) => [i, new Map([[0, value]])]));

test('with one cell per experiment the bootstrap variance of a mean is its closed form', () => {
  const values = [3, 5, 8, 13, 2, 9];
  const how = { seed: 4, purpose: 'test', draws: 20000 };
  const draws = new PairedBootstrap(single(values), meanOfMeans, how).draws(single(values)).arm;
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const expected = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length ** 2;
  const average = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const variance = draws.reduce((sum, value) => sum + (value - average) ** 2, 0) / draws.length;
  near(average, centre, 4 * Math.sqrt(expected / draws.length));
  // A sample variance of N draws has a relative standard error near sqrt(2 / N).
  near(variance / expected, 1, 4 * Math.sqrt(2 / draws.length));
});

test('arms are resampled together: an arm that is half of its control everywhere has no spread', () => {
  const control = new Map([0, 1, 2].map((e) => [e, new Map([0, 1, 2, 3].map((c) => [c, 1 + e + 10 * c]))]));
  const half = new Map([...control].map(([e, cells]) => [e, new Map([...cells].map(([c, value]) => [c, value / 2]))]));
  const { ratio, low, high, n, decision } = effect(half, control, { seed: 1, purpose: 'test' });
  assert.deepEqual({ ratio, low, high, n, decision }, { ratio: 0.5, low: 0.5, high: 0.5, n: 3, decision: 'lowers' });
});

test('the interval covers the true ratio about as often as it says', () => {
  let covered = 0;
  const trials = 150;
  for (let trial = 0; trial < trials; trial++) {
    const chance = new Stream(trial, 'coverage test');
    const arm = new Map<number, Map<number, number>>();
    const control = new Map<number, Map<number, number>>();
    for (let e = 0; e < 12; e++) {
      const day = chance.at(0, e, 0).normal();
      arm.set(e, new Map(range(8).map((c) => [c, 5 + day / 2 + chance.at(1, e, c).normal()])));
      control.set(e, new Map(range(8).map((c) => [c, 10 + day + chance.at(2, e, c).normal()])));
    }
    const { low, high } = effect(arm, control, { seed: trial, purpose: 'test', draws: 400 });
    if (low <= 0.5 && 0.5 <= high) covered++;
  }
  // Percentile intervals of 12 experiments fall a little short of 95 %; the resampled cells make up for some of it.
  assert.ok(covered / trials > 0.88, `${covered} of ${trials}`);
});

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

test('the words follow the interval', () => {
  assert.equal(decide(0.5, { low: 0.4, high: 0.7 }), 'lowers');
  assert.equal(decide(1.6, { low: 1.2, high: 2 }), 'raises');
  assert.equal(decide(1, { low: 0.9, high: 1.1 }), 'does not detectably change');
  assert.equal(decide(0.7, { low: 0.4, high: 1.2 }), 'does not detectably change');
  assert.equal(decide(1, { low: 0.7, high: 1.3 }), 'cannot be decided');
  assert.equal(decide(1, { low: Number.NaN, high: Number.NaN }), 'cannot be decided');
});

test('one experiment or a control at zero decides nothing', () => {
  assert.equal(effect(single([1]), single([2]), { seed: 1, purpose: 't' }).decision, 'cannot be decided');
  const zero = effect(single([1, 2, 3]), single([0, 0, 0]), { seed: 1, purpose: 't' });
  assert.equal(zero.decision, 'cannot be decided');
  assert.ok(Number.isNaN(zero.ratio));
});

test('the cell-free film of the same experiment is taken off', () => {
  const row = (arm: string, experiment: number, value: number) => ({
    arm,
    experiment,
    cell: 0,
    time: 60,
    measure: 'area',
    value,
    unit: 'um2',
  });
  const rows = [0, 1].flatMap((e) => [row('control', e, 10 + e), row('drug', e, 5 + e), row('film', e, 1 + e)]);
  const plan = { control: 'control', arms: ['drug'], measure: 'area', time: 60, seed: 1, cellFree: 'film' };
  const [{ effect: corrected }] = compareArms(rows, { ...plan, definition: { cellFree: true } });
  near(corrected.ratio, 4 / 9, 1e-12);
  const [{ effect: raw }] = compareArms(rows, { ...plan, definition: {} });
  near(raw.ratio, 5.5 / 10.5, 1e-12);
});

test('an arm is compared alike whatever other arms there are', () => {
  const control = single([1, 2, 3, 4]);
  const how = { seed: 1, purpose: 'test' };
  const more = new Map([...single([9, 1, 4, 2]), [8, new Map([[3, 7]])]]);
  const [together] = effects([single([2, 1, 4, 2]), more], control, meanOfMeans, how);
  assert.deepEqual(together, effect(single([2, 1, 4, 2]), control, how));
});

test('an arm without any cell above zero is bounded by what so few cells would miss', () => {
  const rows = (arm: string, value: (cell: number) => number) =>
    range(2).flatMap((experiment) =>
      range(10).map((cell) => ({ arm, experiment, cell, time: 0, measure: 'm', value: value(cell), unit: '1' })),
    );
  const all = [...rows('control', (cell) => (cell % 2 ? 3 : 0)), ...rows('none', () => 0)];
  const plan = { control: 'control', arms: ['none'], measure: 'm', definition: {}, time: 0, seed: 1 };
  const [{ effect: found }] = compareArms(all, plan);
  assert.deepEqual([found.ratio, found.low], [0, 0]);
  // Clopper-Pearson: 0 of 20 has the upper 97.5 % limit 0.1684; half of the control's cells are above zero.
  near(found.high, 0.1684 / 0.5, 1e-4);
  assert.match(found.method, /binomial/);
  const few = compareArms(
    all.filter(({ cell }) => cell < 2),
    plan,
  )[0].effect;
  assert.equal(few.decision, 'cannot be decided');
});
