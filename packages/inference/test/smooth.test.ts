import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import { smoothed } from '../src/index.js';

const d = 4;
const chance = new Stream(8, 'smooth');
const points = Array.from({ length: 500 }, (_, i) => {
  const draw = chance.at(i, 0, 0);
  return Float64Array.from({ length: d }, () => draw.normal());
});
const surface = (x: Float64Array) => 1 + 0.5 * x[0] - 0.3 * x[1] + 0.2 * x[0] * x[2] + 0.1 * x[3] * x[3];
const exact = points.map(surface);
const all = points.map((_, i) => i);
const deviation = 0.5;
const noisy = exact.map((value, i) => value + deviation * chance.at(i, 1, 0).normal());
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

test('a quadratic is returned as it is, and noise about it shrinks as terms over points do', () => {
  const [of, through] = smoothed(points, all, [exact, noisy]);
  assert.ok(of.values.every((value, i) => Math.abs(value - exact[i]) < 0.05));
  assert.ok(of.explained > 0.99);
  const inside = all.filter((i) => points[i].reduce((sum, x) => sum + x * x, 0) <= 2 * d);
  const error = mean(inside.map((i) => (through.values[i] - exact[i]) ** 2));
  // Least squares would leave noise^2 times terms / points; the bell makes fewer points count, by less than half.
  const terms = ((d + 1) * (d + 2)) / 2;
  const expected = (deviation * deviation * terms) / points.length;
  assert.ok(error < 2 * expected, `${error} for ${expected}`);
  const spread = mean(exact.map((value) => (value - mean(exact)) ** 2));
  const share = spread / (spread + deviation * deviation);
  assert.ok(Math.abs(through.explained - share) < 0.1, `${through.explained} for ${share}`);
});

test('of pure noise nothing is explained and the mean is left', () => {
  const noise = noisy.map((value, i) => value - exact[i]);
  const [{ values, explained }] = smoothed(points, all, [noise]);
  assert.ok(explained < 0.02, String(explained));
  const rest = mean([...values].map((value) => value * value));
  assert.ok(rest < (0.2 * deviation) ** 2, String(rest));
});

test('far points keep their own value and do not bend the surface', () => {
  const far = [...points, Float64Array.from({ length: d }, () => 12)];
  const [{ values }] = smoothed(far, all, [[...exact, -1e3]]);
  assert.equal(values[far.length - 1], -1e3);
  assert.ok(exact.every((value, i) => points[i].some((x) => Math.abs(x) > 2.5) || Math.abs(values[i] - value) < 0.1));
});
