import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReducedScene, reducedPlanOf, runReduced, supportsReduced } from '../src/index.js';
import { generateLeap } from '../src/reduced/leap.js';
import { generateMiddle } from '../src/reduced/middle.js';
import { modelOf } from './models.js';

/** Sites come at a constant hazard, fill from a pool of their cell, cut the film under them and go at a constant hazard. */
const model = modelOf({
  places: {
    dish: { species: { pieces: { unit: 'molecule' } } },
    cell: {
      in: 'dish',
      extent: { shape: 'disc', area: '[400 um2]' },
      species: { pool: { unit: 'molecule', initial: '[1e6 molecule]' } },
    },
    site: {
      in: 'cell',
      count: 0,
      solver: 'tau',
      extent: { shape: 'gaussian', radius: '[0.3 um]' },
      species: { A: { unit: 'molecule', returns: 'pool' } },
    },
  },
  fields: {
    film: {
      kind: 'matrix',
      in: 'dish',
      voxel: '0.25 um',
      side: '32 um',
      species: { G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' } },
    },
  },
  reactions: {
    fill: { in: 'site', equation: 'pool -> A', rate: '[1e-5 1/s] * pool' },
    empty: { in: 'site', equation: 'A -> pool', rate: '[0.02 1/s] * A' },
    cut: { in: 'site', over: 'film', equation: 'film.G -> pieces', rate: '[0.002 1/s] * film.G' },
  },
  found: { birth: { place: 'site', in: 'cell', hazard: '[0.01 1/s]' } },
  dissolve: { death: { place: 'site', hazard: '[0.002 1/s]' } },
  numerics: { tick: '10 s' },
});

const reduced = reducedPlanOf(model);
const n = 200;
const times = [300, 3000];
const all: readonly (readonly ReducedScene[])[] = Array.from({ length: n }, (_, member) =>
  runReduced(reduced, { member, seed: 3, times, slots: ['site.A', 'site.age'], resolution: { most: 24 } }),
);

test('a supported model is supported, and one without sites says what it lacks', () => {
  assert.equal(supportsReduced(model), true);
  const bare = modelOf({ places: { dish: {} } });
  assert.deepEqual(supportsReduced(bare), {
    missing: 'one kind of place that is founded; this model has 0',
  });
  assert.throws(() => reducedPlanOf(bare), /the reduced form cannot run this model/);
});

test('immigration and death have their mean at every time', () => {
  times.forEach((time, i) => {
    const counts = all.map((scenes) => scenes[i].sites.reduce((sum, { weight }) => sum + weight, 0));
    const expected = 5 * (1 - Math.exp(-0.002 * time));
    const mean = counts.reduce((sum, count) => sum + count, 0) / n;
    // Attempts come evenly, so the error of the mean is at most that of a Poisson number.
    assert.ok(Math.abs(mean - expected) < 4 * Math.sqrt(expected / n), `${mean} at ${time}, not ${expected}`);
  });
});

test('a site fills as its closed form says, mean and variance', () => {
  // Sites hold at most 3000 of 1e6, so the pool stays within 1 %. Older than 400 s they are full to e^-8.
  const full = all.flatMap((scenes) => scenes[1].sites.filter(({ values }) => values['site.age'] > 400));
  const mean = full.reduce((sum, { values }) => sum + values['site.A'], 0) / full.length;
  const variance = full.reduce((sum, { values }) => sum + (values['site.A'] - mean) ** 2, 0) / (full.length - 1);
  assert.ok(Math.abs(mean / 500 - 1) < 0.01 + 4 * Math.sqrt(1 / 500 / full.length), `${mean}`);
  // Poisson: a leap's noise is what is left of it at the end; its own error is sqrt(2 / n).
  assert.ok(Math.abs(variance / 500 - 1) < 0.02 + 4 * Math.sqrt(2 / full.length), `${variance}`);
});

test('the mark of a site is its closed form in every ring, and every piece arrives', () => {
  for (const scenes of all.slice(0, 20)) {
    const { sites, marks } = scenes[1];
    for (const site of sites) {
      const mark = marks.find(({ id }) => id === site.id)!;
      const age = site.values['site.age'];
      mark.left['film.G'].forEach((left, ring) => {
        // Rings of equal area: ring k reaches from s = k / 16 of 6.125 to (k + 1) / 16, the footprint is exp(-s).
        const step = 6.125 / 16;
        const weight = (Math.exp(-step * ring) - Math.exp(-step * (ring + 1))) / step;
        // The damped step is exact to x^4 / 720 with x = 0.16 per action.
        // A site in the mark of an earlier one goes on from what that left.
        const expected = mark.found['film.G'] * Math.exp(-0.002 * age * weight);
        assert.ok(Math.abs(left - expected) < 1e-5, `${left} in ring ${ring} at ${age}`);
      });
    }
  }
});

test('a leap fires whole numbers with the mean and nearly the variance of a Poisson number', () => {
  const [{ reactions }] = modelOf({
    places: { dish: { solver: 'tau', species: { A: { unit: 'molecule' } } } },
    reactions: { make: { in: 'dish', equation: '-> A', rate: '[1 molecule/s]' } },
  }).places;
  const leap = generateLeap(reactions, [true], () => 0);
  const y = new Float64Array(8);
  const none = new Float64Array(1);
  // Every word in turn, evenly spaced: the moments are integrals, not estimates.
  const words = Int32Array.from({ length: 65536 }, (_, i) => i * 65536 + 32768);
  for (const mean of [0.001, 0.2, 0.25, 0.3, 0.7, 1, 2.5, 40]) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < words.length; i++) {
      y[0] = 0;
      leap(y, Float64Array.of(mean), 1, words, i, Float64Array.of(1), 1, none, none);
      assert.ok(y[0] >= 0 && Number.isInteger(y[0]));
      sum += y[0];
      squares += y[0] * y[0];
    }
    const found = sum / words.length;
    const variance = squares / words.length - found * found;
    assert.ok(Math.abs(found - mean) < 1e-4 * Math.max(1, mean), `mean ${found}, not ${mean}`);
    assert.ok(variance < mean + 1e-3 && variance > mean - 0.25 - 1e-3, `variance ${variance} at ${mean}`);
  }
});

test('the middle of a leap and its noise are those of a gain and a first-order loss, at any length', () => {
  const [{ reactions }] = modelOf({
    places: { dish: { solver: 'tau', species: { A: { unit: 'molecule' }, B: { unit: 'molecule' } } } },
    reactions: {
      make: { in: 'dish', equation: '-> A', rate: '[1 molecule/s]' },
      lose: { in: 'dish', equation: 'A -> B', rate: '[0.1 1/s] * A' },
    },
  }).places;
  const expect = generateMiddle(reactions, 2);
  const [middle, spread] = [new Float64Array(2), new Float64Array(2)];
  const [start, rest] = [50, 10];
  for (const h of [0.1, 1, 5, 10, 20]) {
    const x = 0.1 * h;
    expect(Float64Array.of(start, 7), Float64Array.of(1, 0.1 * start, 0.1, 0), 2, h, middle, spread);
    const exact = rest + ((start - rest) * (1 - Math.exp(-x))) / x;
    // The first terms left out of both inverse series: x^3 / 270 beside 2, (2 x)^4 / 720 beside at least 1.
    assert.ok(
      Math.abs(middle[0] - exact) <= (start - exact) * (x ** 3 / 540) + 1e-12 * start,
      `${middle[0]} after ${h}`,
    );
    assert.ok(
      Math.abs(1 / spread[0] - (2 * x) / (1 - Math.exp(-2 * x))) <= x ** 4 / 45 + 1e-12,
      `${spread[0]} after ${h}`,
    );
    // What only comes in grows evenly and keeps its noise.
    assert.deepEqual([middle[1], spread[1]], [7 + 0.5 * h * 5, 1]);
    expect(Float64Array.of(rest, 7), Float64Array.of(1, 0.1 * rest, 0.1, 0), 2, h, middle, spread);
    assert.equal(middle[0], rest);
  }
});

test('a rate of a site that is not a number stops the run and is named', () => {
  const wrong = modelOf({
    places: {
      dish: {},
      cell: { in: 'dish', extent: { shape: 'disc', area: '[400 um2]' }, species: { pool: { unit: 'molecule' } } },
      site: {
        in: 'cell',
        count: 0,
        solver: 'tau',
        extent: { shape: 'gaussian', radius: '[0.3 um]' },
        species: { A: { unit: 'molecule' } },
      },
    },
    reactions: { odd: { in: 'site', equation: '-> A', rate: '[1 molecule/s] * (A / A)' } },
    found: { birth: { place: 'site', in: 'cell', hazard: '[0.01 1/s]' } },
    numerics: { tick: '10 s' },
  });
  const run = { member: 0, seed: 1, times: [3000], slots: [] };
  assert.throws(() => runReduced(reducedPlanOf(wrong), run), /odd/);
});
