import assert from 'node:assert/strict';
import test from 'node:test';
import { Stream } from '@invadolab/core';
import { surfaceThrough } from '../src/index.js';

const d = 4;
const chance = new Stream(8, 'surface');
const points = Array.from({ length: 500 }, (_, i) => {
  const draw = chance.at(i, 0, 0);
  return Float64Array.from({ length: d }, () => draw.normal());
});
const expected = (x: Float64Array) => 1 + 0.5 * x[0] - 0.3 * x[1] + 0.2 * x[0] * x[2] + 0.1 * x[3] * x[3];
const exact = points.map(expected);
const all = points.map((_, i) => i);
const deviation = 0.5;
const noisy = exact.map((value, i) => value + deviation * chance.at(i, 1, 0).normal());
const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

const inside = all.filter((i) => points[i].reduce((sum, x) => sum + x * x, 0) <= 2 * d);

test('a quadratic is returned as it is, and noise about it shrinks as terms over points do', () => {
  const surface = surfaceThrough(points, all, [exact, noisy]);
  const found = points.map((point) => surface.at(point));
  assert.ok(found.every(([value], i) => Math.abs(value - exact[i]) < 0.05));
  assert.ok(surface.explained[0] > 0.99);
  // Between the points as well.
  const other = Float64Array.from([0.3, -0.7, 0.5, 1.1]);
  assert.ok(Math.abs(surface.at(other)[0] - expected(other)) < 0.05);
  const error = mean(inside.map((i) => (found[i][1] - exact[i]) ** 2));
  // Least squares would leave noise^2 times terms / points; the bell makes fewer points count, by less than half.
  const terms = ((d + 1) * (d + 2)) / 2;
  const least = (deviation * deviation * terms) / points.length;
  assert.ok(error < 2 * least, `${error} for ${least}`);
  // The error that it claims is the one that it makes.
  const claimed = (deviation * surface.error[1]) ** 2;
  assert.ok(claimed > error / 2 && claimed < 2 * error, `${claimed} claimed for ${error}`);
  const spread = mean(exact.map((value) => (value - mean(exact)) ** 2));
  const share = spread / (spread + deviation * deviation);
  assert.ok(Math.abs(surface.explained[1] - share) < 0.1, `${surface.explained[1]} for ${share}`);
});

test('of pure noise nothing is explained and the mean is left', () => {
  const noise = noisy.map((value, i) => value - exact[i]);
  const surface = surfaceThrough(points, all, [noise]);
  assert.ok(surface.explained[0] < 0.02, String(surface.explained));
  const rest = mean(points.map((point) => surface.at(point)[0] ** 2));
  assert.ok(rest < (0.2 * deviation) ** 2, String(rest));
});

test('it reaches as far as the points do, and a far one does not bend it', () => {
  const far = [...points, Float64Array.from({ length: d }, () => 12)];
  const surface = surfaceThrough(far, all, [[...exact, -1e3]]);
  assert.ok(!surface.reaches(far[points.length]) && surface.reaches(new Float64Array(d)));
  assert.ok(inside.every((i) => surface.reaches(points[i]) || points[i].some((x) => Math.abs(x) > 1.5)));
  assert.ok(inside.every((i) => Math.abs(surface.at(points[i])[0] - exact[i]) < 0.1));
});
