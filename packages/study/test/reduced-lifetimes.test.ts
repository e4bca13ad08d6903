import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restrictedMean, survival, tracksOf } from '@invadolab/assays';
import { exp, Stream } from '@invadolab/core';
import { type ReducedGlance, referenceEngine, SerialPool, type WatchedSite } from '@invadolab/engine';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, predictor, predictReduced, runPlan } from '../src/index.js';
import { LifetimeWatch } from '../src/reduced/lifetimes.js';
import { realCatalog } from './laws/laboratory.js';

const text = `format: 1
study: how long puncta last
assay: lifetimes
cell: MDA-MB-231
matrix: {kind: gelatin}
timepoints: [4 h]
experiments: 12
cells: 2
seed: 4
controls: false
settings: {frame: 60 s}
measure: [invadopodia.lifetime.true, invadopodia.tracks.true]
arms:
  control: {}
  half: {knockdown: {CTTN: 50 %}}
`;

const catalog = realCatalog();
const { study, place } = parseStudy(text, 'lifetimes.yaml', catalog);
const plan = planStudy(study, place, { catalog, engine: 'reference' });
const end = 14_400;
const beat = 40;

/** A site that is plainly visible in the middle of the cell. */
function site(id: number, weight: number, birth: number, ended: boolean): WatchedSite {
  const values = { 'site.FACTIN': 1e5, 'site.cortactin_total': 1e5, 'site.radius': 0.3 };
  return { id, parent: id, family: id, weight, birth, ended, x: 0, y: 0, values };
}

/** Sites born evenly, each lost at a constant hazard; `most` s is the longest any of them may last. */
function movie(hazard: number, weight: number): LifetimeWatch {
  const watch = new LifetimeWatch(plan.setup, end);
  const chance = new Stream(3, 'lives');
  const lives = Array.from({ length: 4000 }, (_, id) => {
    const birth = (end * id) / 4000;
    return { id, birth, death: birth + chance.at(id, 0, 0).exponential() / hazard };
  });
  const cell = { shape: 'disc', x: 0, y: 0, a: 20, b: 20, angle: 0 } as const;
  for (let time = beat; time <= end; time += beat) {
    const sites = lives
      .filter(({ birth, death }) => birth <= time && death > time - beat)
      .map(({ id, birth, death }) => site(id, weight, birth, death <= time));
    watch.see({ time, cell, side: 100, sites } as ReducedGlance);
  }
  return watch;
}

test('a constant hazard gives the closed form of the restricted mean, whatever a life weighs', () => {
  for (const [mean, weight] of [
    [1800, 1],
    [600, 0.25],
  ] as const) {
    const moments = movie(1 / mean, weight).moments();
    const { mean: found, variance, sampling } = moments.get('invadopodia.lifetime.true')!;
    // No track is shorter than a minute; beats hide up to one of their lengths at either end.
    const shortest = 60;
    const longest = 0.8 * end;
    const expected = shortest + mean * (1 - exp(-(longest - shortest) / mean));
    const error = Math.sqrt(sampling) + 2 * beat;
    assert.ok(Math.abs(found - expected) < 3 * Math.sqrt(sampling) + 2 * beat, `${found} for ${expected} +- ${error}`);
    // A life that stands for w sites carries 1 / w of their information.
    assert.ok(Math.abs(sampling / variance - weight) < 1e-9);
    const tracks = moments.get('invadopodia.tracks.true')!.mean;
    // Looked at every 40 s, a life is first seen at 0 to 40 s and has then to be there 80 s later.
    const long = 4000 * weight * exp(-(1.5 * beat + shortest) / mean);
    assert.ok(Math.abs(tracks - long) < 3 * Math.sqrt(4000) * weight, `${tracks} tracks for ${long}`);
  }
});

test('a life that is split keeps its age, and one that is united with another has not ended', () => {
  const watch = new LifetimeWatch(plan.setup, end);
  const cell = { shape: 'disc', x: 0, y: 0, a: 20, b: 20, angle: 0 } as const;
  for (let time = beat; time <= end; time += beat) {
    // One site of weight 2 becomes two of weight 1, and those become one of weight 2 again.
    const own = [site(1, time < 3600 || time >= 7200 ? 2 : 1, beat, false)];
    if (time >= 3600 && time < 7200) own.push({ ...site(2, 1, beat, false), parent: 1 });
    watch.see({ time, cell, side: 100, sites: own } as ReducedGlance);
  }
  const moments = watch.moments();
  assert.equal(moments.get('invadopodia.tracks.true')!.mean, 2);
  assert.equal(moments.get('invadopodia.lifetime.true')!.mean, 0.8 * end);
});

test('tracks and lifetimes agree with movies of the full form on the same cells', async () => {
  const pool = new SerialPool({ predict: predictor(), perform: performer(() => referenceEngine) });
  const request = {
    study,
    catalog,
    place,
    draws: [new Map<string, number>()],
    cellsPerDraw: 24,
    lives: 24,
    seed: 4,
    cellsOfFullForm: true,
  };
  const predictions = await predictReduced(request, pool);
  const { events } = await runPlan(plan, { pool, store: new MemoryStore() });
  for (const { arm, measures } of predictions) {
    const spans = [...tracksOf(events, arm).values()].flatMap((cells) => [...cells.values()]);
    const pooled = (of: typeof spans) => restrictedMean(survival(of.flat()), 0.8 * end);
    const full = pooled(spans);
    // Jackknife over cells: they differ by their amounts as well.
    const left = spans.map((_, at) => pooled(spans.filter((__, other) => other !== at)));
    const middle = left.reduce((sum, each) => sum + each, 0) / left.length;
    const error = Math.sqrt(((left.length - 1) / left.length) * left.reduce((sum, x) => sum + (x - middle) ** 2, 0));
    const [{ mean }] = measures.get('invadopodia.lifetime.true')!;
    // 15 % is what the approximation may be off by.
    const within = 0.15 * full + 3 * error;
    assert.ok(Math.abs(mean - full) < within, `${arm}: ${mean} s for ${full} +- ${error} s`);
    const tracks = spans.flat().length / 24;
    const [{ mean: expected, varianceWithin }] = measures.get('invadopodia.tracks.true')!;
    const chance = Math.sqrt((2 * varianceWithin) / 24);
    assert.ok(Math.abs(expected - tracks) < 0.15 * tracks + 3 * chance, `${arm}: ${expected} tracks for ${tracks}`);
  }
});
