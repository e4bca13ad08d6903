import assert from 'node:assert/strict';
import test from 'node:test';
import { normalCdf } from '@invadolab/core';
import {
  checkPrior,
  logDensity,
  logNormalProbability,
  type Prior,
  positionOf,
  priorQuantile,
  valueAt,
} from '../src/index.js';

// By mpmath 1.3 `ncdf`, to 16 digits.
const known = [
  [-40, 0, -804.6084420137538],
  [-10, 7.619853024160525e-24, -53.23128515051247],
  [-5, 2.866515718791939e-7, -15.064998393988725],
  [-3.5, 0.00023262907903552504, -8.366065308344092],
  [-2, 0.02275013194817921, -3.783184333682032],
  [-0.5, 0.3085375387259869, -1.1759117615936185],
  [0.3, 0.6179114221889527, -0.4814101615884812],
  [1.96, 0.9750021048517795, -0.025315649164282115],
  [4, 0.9999683287581669, -3.167174337748927e-5],
] as const;

test('the normal distribution agrees with 30 digits, far into its tail', () => {
  for (const [x, probability, logarithm] of known) {
    if (probability > 0) assert.ok(Math.abs(normalCdf(x) / probability - 1) < 1e-12, `${x}`);
    assert.ok(Math.abs(logNormalProbability(x) / logarithm - 1) < 1e-11, `${x}`);
  }
});

const priors: readonly Prior[] = [
  { id: 'a', kind: 'uniform', low: -2, high: 6 },
  { id: 'b', kind: 'log-uniform', low: 0.01, high: 100 },
  { id: 'c', kind: 'log-normal', low: 0.1, high: 10, median: 1 },
  { id: 'd', kind: 'log-normal', low: 0.5, high: 50, median: 1 },
];

test('positions and values are inverse, and ends are met exactly', () => {
  for (const prior of priors) {
    assert.equal(valueAt(prior, 0), prior.low);
    assert.equal(valueAt(prior, 1), prior.high);
    for (const x of [0.1, 0.5, 0.77]) assert.ok(Math.abs(positionOf(prior, valueAt(prior, x)) - x) < 1e-14);
  }
});

test('the quantile of a prior inverts the integral of its density', () => {
  for (const prior of priors) {
    // Simpson's rule on 2000 panels of a smooth density: error far below 1e-9.
    const integral = (to: number) => {
      const n = 2000;
      const h = to / n;
      const f = (i: number) => Math.exp(logDensity(prior, Math.min(i * h, 1)));
      let sum = f(0) + f(n);
      for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * f(i);
      return (sum * h) / 3;
    };
    for (const p of [0.05, 0.5, 0.95]) {
      const at = priorQuantile(prior, p);
      assert.ok(Math.abs(integral(at) / integral(1) - p) < 1e-9, `${prior.id} ${p}`);
    }
    assert.equal(logDensity(prior, -0.001), Number.NEGATIVE_INFINITY);
    assert.equal(logDensity(prior, 1.001), Number.NEGATIVE_INFINITY);
  }
});

test('a prior with a symmetric range has its median where it was put', () => {
  assert.ok(Math.abs(valueAt(priors[2], priorQuantile(priors[2], 0.5)) - 1) < 1e-12);
});

test('what is no prior is refused', () => {
  assert.throws(() => checkPrior({ id: 'a', kind: 'log-uniform', low: 0, high: 1 }), /above 0/);
  assert.throws(() => checkPrior({ id: 'a', kind: 'uniform', low: 1, high: 1 }), /ascending/);
  assert.throws(() => checkPrior({ id: 'a', kind: 'log-normal', low: 1, high: 2, median: 3 }), /outside/);
});
