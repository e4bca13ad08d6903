import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import { mixing } from '../src/index.js';

/** Chains of an autoregressive process of the first order with unit variance. */
function chains(count: number, length: number, rho: number, shift: (chain: number) => number): number[][] {
  return Array.from({ length: count }, (_, chain) => {
    const chance = new Stream(3, 'autoregression').at(chain, 0, 0);
    let x = chance.normal();
    return Array.from({ length }, () => {
      x = rho * x + Math.sqrt(1 - rho * rho) * chance.normal();
      return x + shift(chain);
    });
  });
}

test('the effective size of an autoregressive process is N (1 - rho) / (1 + rho)', () => {
  for (const rho of [0, 0.5, 0.9]) {
    const { rHat, effective } = mixing(chains(4, 4000, rho, () => 0));
    const expected = (16_000 * (1 - rho)) / (1 + rho);
    // The estimate of an integrated autocorrelation time tau from N draws has a relative deviation of about sqrt(2 (2 W + 1) / N), W the window, some 3 tau (Sokal 1997): 0.11 at rho = 0.9.
    assert.ok(Math.abs(effective / expected - 1) < 0.25, `${rho}: ${effective} against ${expected}`);
    assert.ok(rHat < 1.02, `${rHat}`);
  }
});

test('chains that disagree are seen, in place and in spread', () => {
  assert.ok(mixing(chains(4, 500, 0, (chain) => chain)).rHat > 1.3);
  const spread = chains(4, 500, 0, () => 0).map((chain, i) => chain.map((x) => x * (i === 0 ? 8 : 1)));
  assert.ok(mixing(spread).rHat > 1.1);
});

test('three draws are too few to say anything', () => {
  assert.deepEqual(
    mixing([
      [1, 2, 3],
      [1, 2, 3],
    ]),
    { rHat: Number.NaN, effective: Number.NaN },
  );
});
