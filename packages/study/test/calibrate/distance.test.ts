import assert from 'node:assert/strict';
import test from 'node:test';
import { exp, log, log1p, normalCdf } from '@invadolab/core';
import { distanceRules, partDistance } from '../../src/calibrate/distance.js';
import type { Expectation, Expected } from '../../src/evidence/evidence.js';
import { sampledMeans } from '../../src/evidence/sampling.js';

const arm = (id: string) => ({ id, entry: id, title: id, change: {} });
const part = (expected: Expected, positive?: 'down' | 'up'): Expectation => ({
  arm: arm('arm'),
  control: arm('control'),
  measure: 'm',
  time: 1,
  expected,
  manipulation: 'loss',
  ...(positive && { positive: { arm: arm('seen'), direction: positive } }),
});
const moments = (mean: number, variance = 0) => ({ time: 1, mean, varianceWithin: variance, varianceBetween: 0 });
const answer =
  (means: Readonly<Record<string, number>>, variance = 0) =>
  ({ id }: { readonly id: string }) =>
    id in means ? moments(means[id], variance) : undefined;
const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-12, `${found} ${expected}`);

test('without sampling error the distance is how far the ratio lies beyond the limit of the rule', () => {
  const at = (direction: 'down' | 'up' | 'abolished' | 'none', ratio: number) =>
    partDistance(part({ direction }), 60, answer({ arm: ratio, control: 1 }));
  near(at('down', 0.8), 0);
  near(at('down', 1), log(1 / 0.8));
  near(at('down', 100), distanceRules.most);
  near(at('down', 0), 0);
  near(at('up', 1), log(1.25));
  near(at('up', 0), distanceRules.most);
  near(at('abolished', 0.2), log(2));
  near(at('none', 1.25), 0);
  near(at('none', 1), 0);
  near(at('none', 0.5), log(2 / 1.25));
});

test('no change needs the positive control to be seen as well', () => {
  const seen = (ratio: number) =>
    partDistance(part({ direction: 'none' }, 'down'), 60, answer({ arm: 1, control: 1, seen: ratio }));
  near(seen(0.5), 0);
  near(seen(1), log(1 / 0.8));
});

test('numbers: a ratio or a value against the middle of what was published', () => {
  const ratio = partDistance(part({ number: [0.25, 1], unit: 'ratio' }), 60, answer({ arm: 4, control: 4 }));
  near(ratio, log(2) - distanceRules.near);
  near(partDistance(part({ number: [2, 2], unit: 'um' }), 60, answer({ arm: 2.2, control: 1 })), 0);
});

test('nothing to compare is as far as can be', () => {
  const far = distanceRules.most;
  near(partDistance(part({ direction: 'down' }), 60, answer({ arm: 1, control: 0 })), far);
  near(partDistance(part({ direction: 'down' }), 60, answer({ control: 1 })), far);
  near(partDistance(part({ direction: 'none' }), 60, answer({ arm: 0, control: 0 })), far);
});

test('a set at distance zero passes in 95 of 100 experiments of that size', () => {
  // Coefficient of variation 1 and 20 cells, and a ratio just at the margin.
  const [cells, variance] = [20, 1];
  const spread = Math.sqrt(2 * log1p(variance / cells));
  const ratio = 0.8 * exp(-distanceRules.margin * spread);
  const means = { arm: ratio, control: 1 };
  const scaled = ({ id }: { readonly id: string }) => moments(means[id as 'arm'], variance * means[id as 'arm'] ** 2);
  const distance = partDistance(part({ direction: 'down' }), cells, scaled);
  assert.ok(distance < 1e-9, `${distance}`);
  const draws = 4000;
  const sample = (id: 'arm' | 'control') =>
    sampledMeans(
      Array.from({ length: draws }, () => scaled({ id })),
      { n: cells, seed: 1, purpose: id },
    );
  const [over, under] = [sample('arm'), sample('control')];
  const share = over.filter((value, draw) => value / under[draw] <= 0.8).length / draws;
  const expected = normalCdf(distanceRules.margin);
  assert.ok(Math.abs(share - expected) < 4 * Math.sqrt((expected * (1 - expected)) / draws), `${share} ${expected}`);
});
