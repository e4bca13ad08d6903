import assert from 'node:assert/strict';
import test from 'node:test';
import { elementaryEffects, morrisDesign, sobolDesign, sobolIndices } from '../src/index.js';

const ishigami = (x: Float64Array) => {
  const [a, b, c] = Array.from(x, (u) => -Math.PI + 2 * Math.PI * u);
  return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
};

/** Ishigami and Homma 1990 with a = 7, b = 0.1: shares from the closed form of the variances. */
function ishigamiShares() {
  const [a, b] = [7, 0.1];
  const pi4 = Math.PI ** 4;
  const variance = a ** 2 / 8 + (b * pi4) / 5 + (b ** 2 * pi4 ** 2) / 18 + 0.5;
  const first = [0.5 * (1 + (b * pi4) / 5) ** 2, a ** 2 / 8, 0].map((v) => v / variance);
  const both = (b ** 2 * pi4 ** 2 * (1 / 18 - 1 / 50)) / variance;
  return { first, total: [first[0] + both, first[1], both] };
}

test("shares of variance of Ishigami's function are those of its closed form", () => {
  const design = sobolDesign({ dimension: 3, samples: 2048, seed: 1 });
  const indices = sobolIndices(design, design.points.map(ishigami), 1);
  const { first, total } = ishigamiShares();
  indices.forEach((index, j) => {
    // The bootstrap takes the points as independent: for a Sobol sequence its interval is far too wide, never too narrow.
    assert.ok(index.first.low <= first[j] && first[j] <= index.first.high, `${j}: ${JSON.stringify(index.first)}`);
    assert.ok(index.total.low <= total[j] && total[j] <= index.total.high, `${j}: ${JSON.stringify(index.total)}`);
    assert.ok(Math.abs(index.first.value - first[j]) < 0.03 && Math.abs(index.total.value - total[j]) < 0.03);
  });
});

test("shares of Sobol's g-function, and of groups of its coordinates, are those of its closed form", () => {
  const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
  const g = (x: Float64Array) => x.reduce((product, u, j) => (product * (Math.abs(4 * u - 2) + a[j])) / (1 + a[j]), 1);
  const parts = a.map((each) => 1 / (3 * (1 + each) ** 2));
  const variance = parts.reduce((product, v) => product * (1 + v), 1) - 1;
  const groups = [...a.map((_, j) => [j]), [0, 2], [1, 3, 4, 5, 6, 7]];
  const design = sobolDesign({ dimension: a.length, samples: 4096, groups, seed: 2 });
  const indices = sobolIndices(design, design.points.map(g), 2);
  groups.forEach((group, k) => {
    const own = group.reduce((product, j) => product * (1 + parts[j]), 1);
    const rest = (variance + 1) / own;
    const [first, total] = [(own - 1) / variance, (variance + 1 - rest) / variance];
    assert.ok(Math.abs(indices[k].first.value - first) < 0.02, `${group}: ${indices[k].first.value} against ${first}`);
    assert.ok(Math.abs(indices[k].total.value - total) < 0.02, `${group}: ${indices[k].total.value} against ${total}`);
  });
});

test('a value that is none takes its sample with it, and a constant has no shares', () => {
  const design = sobolDesign({ dimension: 2, samples: 512, seed: 3 });
  const values = design.points.map(([x]) => x);
  values[7] = Number.NaN;
  const [x, y] = sobolIndices(design, values, 1);
  assert.ok(Math.abs(x.first.value - 1) < 0.05 && Math.abs(y.total.value) < 1e-12);
  assert.ok(Number.isNaN(sobolIndices(design, new Float64Array(design.points.length), 1)[0].first.value));
});

test('elementary effects of a linear function are its coefficients; those of x y vary as the grid says', () => {
  const coefficients = [3, -1, 0.25, 0];
  const design = morrisDesign({ dimension: 6, trajectories: 400, candidates: 400, seed: 4 });
  const values = design.points.map((x) => coefficients.reduce((sum, c, j) => sum + c * x[j], 0) + 6 * x[4] * x[5]);
  const effects = elementaryEffects(design, values);
  coefficients.forEach((c, j) => {
    assert.ok(Math.abs(effects[j].mean - c) < 1e-9 && Math.abs(effects[j].meanAbsolute - Math.abs(c)) < 1e-9);
    assert.ok(effects[j].deviation < 1e-9 && effects[j].count === 400);
  });
  // The other coordinate is one of 0, 1/3, 2/3, 1: mean 1/2, variance 5/36.
  for (const j of [4, 5]) {
    const deviation = 6 * Math.sqrt(5 / 36);
    assert.ok(Math.abs(effects[j].mean - 3) < (4 * deviation) / Math.sqrt(400));
    assert.ok(Math.abs(effects[j].deviation / deviation - 1) < 0.1);
  }
});

test('walks chosen to lie apart are further apart than the first ones, and change one coordinate at a time', () => {
  const spread = (points: readonly Float64Array[]) => {
    let sum = 0;
    for (const a of points) for (const b of points) sum += Math.sqrt(a.reduce((s, v, j) => s + (v - b[j]) ** 2, 0));
    return sum;
  };
  const plan = { dimension: 5, trajectories: 6, seed: 8 };
  const { points } = morrisDesign({ ...plan, candidates: 200 });
  assert.ok(spread(points) > 1.05 * spread(morrisDesign({ ...plan, candidates: 6 }).points));
  assert.equal(points.length, 36);
  points.forEach((point, at) => {
    assert.ok(point.every((x) => [0, 1, 2, 3].some((level) => Math.abs(x - level / 3) < 1e-12)));
    if (at % 6 > 0) assert.equal(point.filter((x, j) => x !== points[at - 1][j]).length, 1);
  });
});
