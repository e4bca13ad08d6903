import assert from 'node:assert/strict';
import test from 'node:test';
import { renderScene } from '../src/microscope/render.js';
import { microscopeSettings, settingValues } from '../src/microscope/settings.js';
import { measureField } from '../src/ruler/image/measure-field.js';
import { type Loops, outlinesOf } from '../src/ruler/image/outlines.js';
import { renderedField } from '../src/ruler/image/rendered.js';
import { rowsOf } from '../src/ruler/image/rows.js';
import { thresholds } from '../src/ruler/image/thresholds.js';
import { drawScene } from './ruler-scenes.js';

/** Area within lines, pixels: inner lines run the other way round, so they are taken off. */
function areaWithin(loops: Loops): number {
  let twice = 0;
  for (const line of loops) {
    for (let i = 0; i < line.length; i += 2) {
      const [x, y, nextX, nextY] = [line[i], line[i + 1], line[(i + 2) % line.length], line[(i + 3) % line.length]];
      twice += x * nextY - nextX * y;
    }
  }
  return twice / 2;
}

const image = renderScene(
  drawScene(5, 1, { sites: 14 }),
  { arm: 'drawn', experiment: 0, cell: 1, seed: 5 },
  settingValues(microscopeSettings, {}),
);
const field = renderedField(image);
const measured = measureField(field, thresholds());
const rows = rowsOf(measured, field, { image: 'drawn', frame: 1, time: 0 });
const outlines = outlinesOf(field, measured);
const um2 = field.pixel * field.pixel;

test('lines enclose what the tables list, cell by cell and hole by hole', () => {
  assert.deepEqual(
    outlines.cells.map(({ cell }) => cell),
    rows.cells.map(({ cell }) => cell),
  );
  for (const [i, { loops }] of outlines.cells.entries()) {
    // Cut and filled corners cancel but for the four that a closed line has more of: half a pixel of the grid of cells.
    const area = areaWithin(loops) * um2;
    assert.ok(Math.abs(area - rows.cells[i].footprint_um2) < 1, `${area} of ${rows.cells[i].footprint_um2} um2`);
  }
  assert.ok(rows.holes.length > 2);
  for (const [i, { hole, loops }] of outlines.holes.entries()) {
    assert.equal(hole, rows.holes[i].hole);
    assert.ok(Math.abs(areaWithin(loops) * um2 - rows.holes[i].area_um2) <= 0.5 * loops.length * um2 + 1e-9);
  }
});

test('rings stand where the tables say', () => {
  assert.ok(rows.puncta.length > 5);
  assert.deepEqual(
    outlines.puncta.map(({ x, y, mature }) => [(x * field.pixel).toFixed(6), (y * field.pixel).toFixed(6), mature]),
    rows.puncta.map(({ x_um, y_um, mature }) => [x_um.toFixed(6), y_um.toFixed(6), mature === 1]),
  );
});

test('an object with a gap has an outer and an inner line', () => {
  // A frame of 6 x 5 pixels, one pixel wide, and a pixel that touches it at a corner alone.
  const [width, height] = [9, 8];
  const data = new Int32Array(width * height);
  for (let y = 1; y <= 5; y++)
    for (let x = 1; x <= 6; x++) if (x === 1 || x === 6 || y === 1 || y === 5) data[y * width + x] = 1;
  data[6 * width + 7] = 1;
  const labels = { width, height, data, count: 1 };
  const found = [{ label: 1, column: 3, row: 3, area: 19, depth: 1 }];
  const { holes } = outlinesOf(field, { ...measured, holes: { labels, found, area: 19 } });
  const [{ loops }] = holes;
  // 18 + 1 pixels; the outer line loses half a pixel, the inner one gains it.
  assert.ok(loops.length >= 2);
  assert.ok(Math.abs(areaWithin(loops) - 19) <= 0.5, `${areaWithin(loops)}`);
  assert.ok(loops.flat().every((at) => at >= 1 && at <= 8));
});
