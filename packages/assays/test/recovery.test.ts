import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { fitRecovery } from '../src/fitting/recovery.js';

const times = Array.from({ length: 160 }, (_, i) => 5 * (i + 1));

function noisy(curve: (time: number) => number, sd: number, seed: number): number[] {
  const chance = new Stream(seed, 'recovery test');
  return times.map((time, i) => curve(time) + sd * chance.at(0, i, 0).normal());
}

const close = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual / expected - 1) <= relative, `${actual} is not within ${100 * relative} % of ${expected}`);

test('two planted time constants come back', () => {
  const curve = (t: number) => 0.1 + 0.4 * (1 - Math.exp(-t / 26)) + 0.3 * (1 - Math.exp(-t / 259));
  const fit = fitRecovery(times, noisy(curve, 0.002, 3));
  assert.equal(fit.taus.length, 2);
  close(fit.taus[0], 26, 0.1);
  close(fit.taus[1], 259, 0.1);
  close(fit.amplitudes[0] + fit.amplitudes[1], 0.7, 0.03);
});

test('exact data give the constants exactly', () => {
  const fit = fitRecovery(
    times,
    times.map((t) => 0.2 + 0.5 * (1 - Math.exp(-t / 80))),
  );
  close(fit.taus[0], 80, 1e-4);
});

test('one exponential in noise is not split in two', () => {
  let split = 0;
  for (let seed = 0; seed < 12; seed++) {
    const fit = fitRecovery(
      times,
      noisy((t) => 0.1 + 0.7 * (1 - Math.exp(-t / 60)), 0.02, seed),
    );
    if (fit.taus.length === 2) split++;
    else close(fit.taus[0], 60, 0.1);
  }
  // AICc accepts two needless parameters in about 1 - P(chi2(2) < 4) = 14 % of cases.
  assert.ok(split <= 5, `${split} of 12`);
});

test('no recovery is a constant, too few points an error', () => {
  const flat = fitRecovery(
    times,
    times.map((t) => 1 - t / 1e4),
  );
  assert.deepEqual(flat.taus, []);
  assert.throws(() => fitRecovery([1, 2, 3], [0, 1, 2]), /at least 8/);
});
