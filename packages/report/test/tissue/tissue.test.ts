import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FieldSnapshot, finishRun, MemoryStore, writeFields, writeSimularium } from '@invadolab/results';
import { decode } from 'fast-png';
import { parseHTML } from 'linkedom';
import { reportInput } from '../../src/folder.js';
import { renderReport } from '../../src/report.js';
import { css } from '../../src/tissue/colours.js';
import { drawCut } from '../../src/tissue/cut.js';
import { runsInSpace, spread } from '../../src/tissue/input.js';
import { outlineOf } from '../../src/tissue/outline.js';
import { projected } from '../../src/tissue/projection.js';
import { sampled } from '../../src/tissue/sample.js';
import { drawSpace } from '../../src/tissue/space.js';
import { tissuePictures } from '../../src/tissue/tissue.js';
import { barLength, viewOf } from '../../src/tissue/view.js';
import { madeInput } from '../fixture.js';
import { madeRun, madeTimes } from './made-runs.js';

const notice = 'Simulated.';
const resolved = { format: 1, models: [{ hash: 'h', arms: ['vehicle'], trace: [], model: { places: {} } }] };
const text = { title: 'Made', description: notice };

async function stored(flat: boolean): Promise<MemoryStore> {
  const store = new MemoryStore();
  const runs = [madeRun('vehicle', 1, flat), madeRun('scaffold-kd', 0.1, flat)];
  await writeFields(
    store,
    runs.map(({ fields }, i) => ({ path: `run-${i}`, title: 'Made', notice, fields })),
  );
  for (const [i, { frames }] of runs.entries()) {
    await store.put(`trajectories/run-${i}.simularium`, writeSimularium(frames, text));
  }
  return store;
}

function colourAt(uri: string, column: number, row: number): string {
  const { data, width } = decode(Uint8Array.from(atob(uri.split(',')[1]), (each) => each.charCodeAt(0)));
  const at = 3 * (row * width + column);
  return css([data[at], data[at + 1], data[at + 2]]);
}

const mainOf = (html: string) => parseHTML(`<main>${html}</main>`).document.querySelector('main')!;
type Markup = ReturnType<typeof mainOf>;

function section(html: string): Markup {
  assert.doesNotMatch(html, /<script|<link|@import|url\((?!#)|src="(?!data:)/);
  const found = mainOf(html);
  assert.doesNotMatch(found.textContent ?? '', /undefined|NaN|scaffold-kd|vehicle/);
  return found;
}

function texts(of: Markup, selector: string): (string | null)[] {
  return [...of.querySelectorAll(selector)].map(({ textContent }) => textContent);
}

test('a report pictures a tissue from its folder alone: a cut over time, all of it over time, other fields', async () => {
  const space = await runsInSpace(await stored(false));
  const html = renderReport({ ...madeInput(), images: [], series: [], events: [], space });
  const [found] = /<section id="tissue"[\s\S]*?<\/section>/.exec(html) ?? [''];
  const tissue = section(found);
  assert.deepEqual(texts(tissue, 'h3'), ['A cut through the middle', 'In three dimensions', 'Oxygen']);
  assert.deepEqual(texts(tissue, '.course h4'), ['Vehicle (DMSO)', 'Scaffold knock-down 90 %']);
  assert.deepEqual(texts(tissue.querySelector('.course')!, '.shot > span'), ['Start', '24 h', '48 h']);
  assert.deepEqual(texts(tissue, '.chips label'), ['Play', 'Start', '12 h', '24 h', '36 h', '48 h']);
  // A picture per button in each arm, and the last is shown at first.
  for (const film of tissue.querySelectorAll('.film')) assert.equal(film.querySelectorAll('img').length, 5);
  assert.equal(tissue.querySelector('input[checked]')?.id, 'lapse-4');
  assert.match(tissue.textContent ?? '', /Collagen \(mg\/mL\)/);
});

test('a flat tissue is seen from above, the same way each time', async () => {
  const input = { ...madeInput(), space: (await runsInSpace(await stored(true))).slice(1) };
  const pictures = tissuePictures(input);
  assert.deepEqual(tissuePictures(input), pictures);
  const tissue = section(pictures.join(''));
  assert.deepEqual(texts(tissue, 'h3'), ['Seen from above', 'Oxygen']);
  assert.deepEqual(texts(tissue, '.course h4'), ['Scaffold knock-down 90 %']);
});

test('without fields and frames there are no such pictures', () => {
  assert.deepEqual(tissuePictures(madeInput()), []);
});

test('a folder gives its first run of each arm, at even times, and a damaged trajectory is refused', async () => {
  const store = await stored(false);
  const runs = await runsInSpace(store);
  assert.deepEqual(
    runs.map(({ arm, times }) => [arm, times]),
    ['vehicle', 'scaffold-kd'].map((arm) => [arm, madeTimes.filter((_, i) => i % 2 === 0)]),
  );
  const { x, ...frame } = madeRun('vehicle', 1).frames[2];
  assert.deepEqual([runs[0].frames[1].ids, runs[0].frames[1].types], [frame.ids, frame.types]);
  assert.ok(runs[0].frames[1].x.every((each, i) => Math.abs(each - x[i]) < 1e-4));
  assert.equal(runs[0].fields.length, 2 * runs[0].times.length);
  await store.put('resolved-model.json', new TextEncoder().encode(JSON.stringify(resolved)));
  const made = madeInput();
  const details = { report: JSON.parse(JSON.stringify(made.facts)) };
  await finishRun(store, { ...made.manifest, details }, made);
  assert.equal((await reportInput(store)).space?.length, 2);
  await store.put('trajectories/run-0.simularium', new Uint8Array(99));
  await assert.rejects(reportInput(store), /trajectories\/run-0\.simularium/);
});

test('a field that was not kept at every moment is said to be of another time, unless moments are chosen after it', async () => {
  const { frames, fields } = madeRun('vehicle', 1, true);
  const keeping = async (kept: readonly number[]) => {
    const store = new MemoryStore();
    const own = fields.filter(({ time }) => kept.includes(time));
    await writeFields(store, [{ path: 'run', title: 'Made', notice, fields: own }]);
    await store.put('trajectories/run.simularium', writeSimularium(frames, text));
    const space = await runsInSpace(store);
    return { times: space[0].times, pictures: tissuePictures({ ...madeInput(), space }).join('') };
  };
  const two = await keeping([madeTimes[0], madeTimes[8]]);
  assert.equal(two.times.length, 5);
  assert.match(two.pictures, /The field was not kept at every moment: the nearest in time is shown\./);
  const three = await keeping([madeTimes[0], madeTimes[5], madeTimes[8]]);
  assert.deepEqual(three.times, [madeTimes[0], madeTimes[5], madeTimes[8]]);
  assert.doesNotMatch(three.pictures, /not kept at every moment/);
});

const plane: FieldSnapshot = {
  arm: 'a',
  experiment: 0,
  cell: 0,
  time: 0,
  name: 'made',
  unit: '1',
  shape: [4, 5, 6],
  voxel: 2,
  origin: [-4, -5, -6],
  values: Float32Array.from({ length: 120 }, (_, i) => {
    const [x, y, z] = [i % 6, Math.floor(i / 6) % 5, Math.floor(i / 30)].map(
      (each, axis) => 2 * each + 1 - [6, 5, 4][axis],
    );
    return 3 * x - 2 * y + z;
  }),
};

test('between voxels a field that is linear is read exactly, and outside there is none', () => {
  for (const [x, y, z] of [
    [0, 0, 0],
    [1.3, -2.2, 2.9],
    [-4.9, 3.9, -2.5],
  ]) {
    assert.ok(Math.abs(sampled(plane, x, y, z) - (3 * x - 2 * y + z)) < 1e-5);
  }
  for (const at of [6.1, -6.1]) assert.ok(Number.isNaN(sampled(plane, at, 0, 0)));
  assert.equal(sampled(plane, 6, 5, 4), sampled(plane, 5, 4, 3));
});

test('a picture in space keeps lengths across and depths along the line of sight', () => {
  const view = { centre: [10, -5, 3], side: 100, deep: true } as const;
  const far = (point: readonly number[], other: readonly number[]) =>
    Math.hypot(...point.map((each, i) => each - other[i]));
  const scale = 122;
  const of = (x: number, y: number, z: number) => {
    const [column, row, near] = projected(view, scale, x, y, z);
    return [column, row, near];
  };
  assert.deepEqual(of(10, -5, 3), [61, 61, 0]);
  // Three directions stay at right angles and of one length: 122 pixels for 122 um.
  const unit = [of(11, -5, 3), of(10, -4, 3), of(10, -5, 4)];
  for (const each of unit) assert.ok(Math.abs(far(each, [61, 61, 0]) - 1) < 1e-5);
  for (const i of [0, 1, 2]) assert.ok(Math.abs(far(unit[i], unit[(i + 1) % 3]) - Math.SQRT2) < 1e-5);
  // What is in front and above is nearer.
  assert.ok(of(10, -6, 4)[2] > 0);
});

test('an agent is seen where it is: in the cut while the plane meets it, in space in front of what is behind', () => {
  const frame = {
    arm: 'a',
    experiment: 0,
    cell: 0,
    time: 0,
    ids: Float64Array.of(1, 2, 3),
    x: Float32Array.of(-20, 20, -20),
    y: Float32Array.of(30, 0, 80),
    z: Float32Array.of(0, 30, 0),
    radius: Float32Array.of(10, 10, 10),
    type: Uint16Array.of(0, 0, 1),
    types: ['front', 'back'],
  };
  const view = { centre: [0, 0, 0], side: 200, deep: true } as const;
  const colourOf = (type: string) => (type === 'front' ? ([252, 0, 0] as const) : ([0, 252, 0] as const));
  const range = { low: 0, high: 1 };
  const cut = drawCut(200, view, undefined, range, frame, colourOf).dataUri();
  assert.equal(colourAt(cut, 80, 70), '#ff0000');
  assert.equal(colourAt(cut, 80, 20), '#00ff00');
  // The plane is 30 um below the second; its middle shows nothing but night.
  assert.equal(colourAt(cut, 120, 100), colourAt(cut, 5, 5));
  const seen = drawSpace(200, view, undefined, frame, colourOf).dataUri();
  const [column, row] = projected(view, 200, -20, 30, 0);
  assert.match(colourAt(seen, Math.floor(column), Math.floor(row)), /^#[89a-f].0000$/);
});

test('the view has all agents and the outline is their hull', () => {
  const { frames, fields } = madeRun('vehicle', 1);
  const run = { arm: 'vehicle', times: madeTimes, frames, fields };
  const view = viewOf([run]);
  assert.ok(view.deep);
  for (const { x, y, radius } of frames) {
    for (let i = 0; i < x.length; i++) {
      assert.ok(Math.abs(x[i] - view.centre[0]) + radius[i] <= view.side / 2);
      assert.ok(Math.abs(y[i] - view.centre[1]) + radius[i] <= view.side / 2);
    }
  }
  assert.equal(viewOf([{ ...run, ...madeRun('vehicle', 1, true) }]).deep, false);
  const one = {
    ...frames[0],
    x: Float32Array.of(3),
    y: Float32Array.of(4),
    z: Float32Array.of(0),
    radius: Float32Array.of(2),
  };
  const hull = outlineOf(one, { centre: [0, 0, 0], side: 100, deep: true });
  assert.equal(hull.length, 8);
  for (const [x, y] of hull) assert.ok(Math.abs(Math.hypot(x - 3, y - 4) - 2) < 1e-6);
  assert.deepEqual(outlineOf(one, { centre: [0, 0, 5], side: 100, deep: true }), []);
});

test('moments are evenly spread where they can be, and scale bars are round', () => {
  const first = (count: number) => Array.from({ length: count }, (_, i) => i);
  assert.deepEqual(spread(first(5), 8), [0, 1, 2, 3, 4]);
  assert.deepEqual(spread(first(25), 8), [0, 4, 8, 12, 16, 20, 24]);
  assert.deepEqual(spread(first(5), 4), [0, 2, 4]);
  assert.deepEqual(spread(first(24), 4), [0, 8, 15, 23]);
  assert.deepEqual([10, 700, 25].map(barLength), [2, 200, 5]);
});
