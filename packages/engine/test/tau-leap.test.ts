import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { pairProbabilities, zBound } from '../src/conformance/statistics.js';
import { birthDeath, dimerisation } from '../src/conformance/zoo.js';
import { generateSsa } from '../src/generate/ssa.js';
import { TauLeap } from '../src/solvers/tau-leap.js';
import { placeOf } from './kernels.js';

const source = { assumed: 'a test' };

function sample(file: Parameters<typeof placeOf>[0], runs: number, time: number, species: number) {
  const { place, start, frame } = placeOf(file);
  const kernel = generateSsa(place, []);
  const leap = new TauLeap(kernel);
  const stream = new Stream(3, 'test');
  kernel.prepare(frame);
  const values = Array.from({ length: runs }, (_, member) => {
    const y = start.slice();
    assert.ok(leap.advance(y, 0, time, stream.at(member, 0, 0)), leap.failure);
    assert.ok(y.every((copies) => copies >= 0 && Number.isInteger(copies)));
    return y[species];
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (runs - 1);
  return { mean, variance, leap };
}

test('many molecules: Poisson mean and variance, in few leaps', () => {
  const file = birthDeath('tau');
  const many = { ...file, parameters: { ...file.parameters, make: { value: '4000 molecule/s', source } } };
  const runs = 2000;
  const truth = 40_000 * (1 - Math.exp(-3));
  const { mean, variance, leap } = sample(many, runs, 30, 0);
  // A leap changes no propensity by more than 3 %; mean and variance are off by at most half of that.
  assert.ok(Math.abs(mean - truth) < zBound * Math.sqrt(truth / runs) + 0.015 * truth, `mean ${mean}, not ${truth}`);
  assert.ok(Math.abs(variance / truth - 1) < zBound * Math.sqrt(2 / runs) + 0.03, `variance ${variance}, not ${truth}`);
  const events = 2 * truth;
  assert.ok(
    (leap.leaps + leap.events) / runs < events / 50,
    `${leap.leaps / runs} leaps, ${leap.events / runs} events`,
  );
});

test('few molecules: as the exact law', () => {
  const law = pairProbabilities(21, 0.02, 0.3);
  const truth = law.reduce((sum, share, d) => sum + share * d, 0);
  const spread = law.reduce((sum, share, d) => sum + share * (d - truth) * (d - truth), 0);
  const runs = 4000;
  const { mean, variance, leap } = sample(dimerisation('tau'), runs, 40, 1);
  assert.ok(Math.abs(mean - truth) < zBound * Math.sqrt(spread / runs), `mean ${mean}, not ${truth}`);
  assert.ok(Math.abs(variance / spread - 1) < zBound * Math.sqrt(2 / runs), `variance ${variance}, not ${spread}`);
  assert.ok(leap.events > leap.leaps);
});
