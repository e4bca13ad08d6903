import assert from 'node:assert/strict';
import { test } from 'node:test';
import { microscopeSettings, rulerSettings, settingValues } from '../src/microscope/settings.js';
import { detectablePhotons, halfMaximumArea } from '../src/ruler/detection.js';
import { findHoles, holeWithin } from '../src/ruler/holes.js';
import { disc } from '../src/ruler/region.js';
import { trueStateRuler } from '../src/ruler/true-state.js';
import { brightSite, filmWith, roundCell, sceneOf } from './film.js';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

test('a hole needs 0.1 um2 in one piece', () => {
  const ten = filmWith([{ row: 10, column: 10, height: 2, width: 5, left: 0.5 }]);
  near(findHoles(ten, 0.75, 0.1).area, 0.1, 1e-12);
  const nine = filmWith([{ row: 10, column: 10, height: 3, width: 3, left: 0.5 }]);
  assert.equal(findHoles(nine, 0.75, 0.1).area, 0);
});

test('pieces that touch at a corner or across the edge of the plane are one hole', () => {
  const corner = filmWith([
    { row: 10, column: 10, height: 2, width: 3, left: 0.5 },
    { row: 12, column: 13, height: 2, width: 3, left: 0.5 },
  ]);
  near(findHoles(corner, 0.75, 0.1).area, 0.12, 1e-12);
  const edge = filmWith([{ row: 98, column: 98, height: 4, width: 4, left: 0.5 }]);
  near(findHoles(edge, 0.75, 0.1).area, 0.16, 1e-12);
});

test('a hole is what is strictly below the threshold', () => {
  const film = filmWith([{ row: 10, column: 10, height: 10, width: 10, left: 0.75 }]);
  assert.equal(findHoles(film, 0.75, 0.1).area, 0);
  near(findHoles(film, 0.9, 0.1).area, 1, 1e-12);
});

test('hole within a disc approaches the area of the disc on a fine film', () => {
  const gone = filmWith([{ row: 0, column: 0, height: 400, width: 400, left: 0 }], 400, 0.025);
  near(holeWithin(findHoles(gone, 0.75, 0.1), disc(5, 5, 1)), Math.PI, 0.02);
});

test('the detection limit follows from the Laplacian of Gaussian itself', () => {
  const s = 0.25;
  const pixel = 0.1;
  const width = 0.3;
  const kernel = (x: number, y: number) => {
    const r2 = x * x + y * y;
    return ((2 * s * s - r2) / s ** 4) * (Math.exp(-r2 / (2 * s * s)) / (2 * Math.PI * s * s));
  };
  let spot = 0;
  let squares = 0;
  for (let i = -30; i <= 30; i++) {
    for (let j = -30; j <= 30; j++) {
      const [x, y] = [i * pixel, j * pixel];
      const light = (pixel * pixel * Math.exp(-(x * x + y * y) / (2 * width * width))) / (2 * Math.PI * width * width);
      spot += light * kernel(x, y) * pixel * pixel;
      squares += (kernel(x, y) * pixel * pixel) ** 2;
    }
  }
  const expected = (3 * Math.sqrt((100 + 4) * squares)) / spot;
  const given = detectablePhotons(width, 100, { pixel, read_noise: 2 }, { log_sigma: s, detection: 3 });
  near(given / expected, 1, 0.01);
});

test('the half-maximum area of a Gaussian has the radius at which it falls to a half', () => {
  const radius = Math.sqrt(halfMaximumArea(0.4) / Math.PI);
  near(Math.exp(-(radius * radius) / (2 * 0.16)), 0.5, 1e-12);
});

test('puncta, precursors and degrading cells are told apart', () => {
  const film = filmWith([{ row: 38, column: 38, height: 8, width: 8, left: 0.2 }]);
  const sites = [
    brightSite(10, 1, 4.2, 4.2),
    brightSite(11, 1, 6.5, 5),
    brightSite(12, 1, 5, 6.5, { actin: 10 }),
    brightSite(13, 1, 5, 6.5, { marker: 1 }),
    brightSite(14, 1, 8.8, 5),
    brightSite(15, 1, 5, 3, { radius: 1.2 }),
  ];
  const values = trueStateRuler.measure(sceneOf([roundCell(1, 5, 5, 4)], sites, film), {});
  assert.equal(values.get('invadopodia.count.true'), 2, 'dim, edge and oversized sites do not count');
  assert.equal(values.get('invadopodia.mature.true'), 1);
  assert.equal(values.get('invadopodia.precursors.true'), 1);
  assert.equal(values.get('cells.degrading.true'), 1);
  near(values.get('matrix.degraded_area.true')!, 0.64, 1e-12);
  near(values.get('matrix.degraded_mass.true')!, 0.64 * 0.8, 1e-9);
  near(values.get('matrix.degraded_fraction.true')!, 0.64 / (Math.PI * 16), 1e-12);
  near(values.get('invadopodia.spacing.true')!, Math.hypot(2.3, 0.8), 1e-12);
  near(values.get('invadopodia.diameter.true')!, 2.3548 * Math.hypot(0.25, 0.12), 1e-4);
});

test('the brightness at the limit decides', () => {
  const microscope = settingValues(microscopeSettings, {});
  const ruler = settingValues(rulerSettings, {});
  const limit =
    detectablePhotons(Math.hypot(0.25, microscope.psf), microscope.actin_background, microscope, ruler) /
    microscope.actin_photons;
  const count = (actin: number) =>
    trueStateRuler
      .measure(sceneOf([roundCell(1, 5, 5, 4)], [brightSite(10, 1, 5, 5, { actin })], filmWith([])), {})
      .get('invadopodia.count.true');
  assert.equal(count(limit * 1.001), 1);
  assert.equal(count(limit * 0.999), 0);
});

test('cells without puncta count as zeros; shapes are averaged where there are any', () => {
  const cells = [roundCell(1, 3, 5, 1.9), roundCell(2, 7, 5, 1.9)];
  const values = trueStateRuler.measure(sceneOf(cells, [brightSite(10, 2, 7, 5)], filmWith([])), {});
  assert.equal(values.get('invadopodia.count.true'), 0.5);
  assert.equal(values.get('cells.with_puncta.true'), 0.5);
  near(values.get('invadopodia.diameter.true')!, 2.3548 * Math.hypot(0.25, 0.12), 1e-4);
  assert.equal(values.has('invadopodia.spacing.true'), false);
});

test('a film without cells has area and no per-cell measures', () => {
  const film = filmWith([{ row: 10, column: 10, height: 10, width: 10, left: 0.5 }]);
  const values = trueStateRuler.measure(sceneOf([], [], film), {});
  near(values.get('matrix.degraded_area.true')!, 1, 1e-12);
  assert.equal(values.has('cells.degrading.true'), false);
});

test('every measure has a title, a definition and a unit that is given', () => {
  for (const [id, { title, definition, unit }] of Object.entries(trueStateRuler.measures)) {
    assert.match(id, /\.true$/);
    assert.ok(title.length > 3 && definition.length > 20 && unit.length > 0, id);
  }
});
