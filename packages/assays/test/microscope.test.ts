import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expose } from '../src/microscope/camera.js';
import { imagePlane, stainLight } from '../src/microscope/light.js';
import { renderScene } from '../src/microscope/render.js';
import { microscopeSettings, settingValues } from '../src/microscope/settings.js';
import { brightSite, filmWith, roundCell, sceneOf } from './film.js';

const microscope = settingValues(microscopeSettings, {});
const run = { arm: 'a', experiment: 1, cell: 2, seed: 7 };

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

test('a spot keeps its photons and has the width of core and lens together', () => {
  const dark = { ...microscope, outside_background: 0 };
  const scene = sceneOf([], [brightSite(1, 0, 5.05, 4.95, { actin: 1000 })], filmWith([]));
  const light = stainLight(
    scene,
    imagePlane(scene, dark),
    { background: 0, perMolecule: 2, amount: (site) => site.actin },
    dark,
  );
  let total = 0;
  let spread = 0;
  let mean = 0;
  for (const [i, photons] of light.photons.entries()) {
    const x = ((i % light.width) + 0.5) * dark.pixel;
    total += photons;
    mean += photons * x;
    spread += photons * x * x;
  }
  near(total / 2000, 1, 0.01);
  near(mean / total, 5.05, 1e-3);
  near(spread / total - (mean / total) ** 2, 0.25 ** 2 + 0.12 ** 2, 0.002);
});

test('camera counts have the mean and the variance of photons, read noise, gain and offset', () => {
  const light = { width: 200, height: 200, photons: new Float32Array(40000).fill(50) };
  const counts = expose(light, 'film', run, 60, microscope);
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / n;
  // Rounding to whole counts adds 1/12.
  const expected = microscope.gain ** 2 * (50 + microscope.read_noise ** 2) + 1 / 12;
  near(mean, microscope.offset + microscope.gain * 50, 4 * Math.sqrt(expected / n));
  near(variance / expected, 1, 4 * Math.sqrt(2 / n));
});

test('noise is addressed: the same for every arm, other for other cells, rows and times', () => {
  const light = { width: 50, height: 2, photons: new Float32Array(100).fill(50) };
  const counts = (who: Partial<typeof run>, time = 60, channel = 'film') =>
    expose(light, channel, { ...run, ...who }, time, microscope).join();
  assert.equal(counts({ arm: 'b' }), counts({}));
  assert.notEqual(counts({ cell: 3 }), counts({}));
  assert.notEqual(counts({ experiment: 2 }), counts({}));
  assert.notEqual(counts({}, 120), counts({}));
  assert.notEqual(counts({}, 60, 'actin'), counts({}));
  const [top, bottom] = [counts({}).split(',').slice(0, 50), counts({}).split(',').slice(50)];
  assert.notDeepEqual(top, bottom);
});

test('the image shows the cell in its middle, y upwards, with dark holes', () => {
  const film = filmWith([{ row: 70, column: 40, height: 10, width: 10, left: 0 }]);
  const scene = sceneOf([roundCell(1, 5, 5, 3)], [brightSite(9, 1, 4.5, 7.5)], film);
  const image = renderScene(scene, run, microscope);
  assert.deepEqual([image.width, image.height, image.pixel], [100, 100, 0.1]);
  const at = (channel: number, column: number, row: number) => image.channels[channel].data[row * 100 + column];
  assert.ok(at(0, 45, 25) > 3 * at(0, 45, 60), 'the site is bright near the top');
  assert.ok(at(2, 45, 25) < at(2, 10, 90) / 2, 'the film is dark under it');
});

test('a cell at the edge of the plane is shown whole', () => {
  const scene = sceneOf([roundCell(1, 0.5, 5, 3)], [brightSite(9, 1, 9.5, 5)], filmWith([]));
  const image = renderScene(scene, run, microscope);
  const actin = image.channels[0].data;
  const brightest = actin.indexOf(Math.max(...actin));
  near((brightest % 100) + 0.5, 50 - 10, 2);
});
