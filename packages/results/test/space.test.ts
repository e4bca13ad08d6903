import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isBadInput, sha256Hex } from '@invadolab/core';
import {
  type FieldSnapshot,
  type Frame,
  listFields,
  MemoryStore,
  readField,
  readSimularium,
  writeFields,
  writeSimularium,
} from '../src/index.js';
import { field, frame } from './space-rows.js';

const notice = 'Simulated.';
/** A grid of several chunks, one that is flat, and a field that is missing at a time. */
const deep = [2, 3, 130] as [number, number, number];
const flat = [1, 4, 5] as [number, number, number];
const even = [
  field('oxygen', 0, deep, 1),
  field('collagen', 0, deep, 2),
  field('oxygen', 3600, deep, 3),
  field('oxygen', 7200, deep, 4),
  field('collagen', 7200, deep, 5),
];
const uneven = [field('film', 60, flat, 6), field('film', 120, flat, 7), field('film', 600, flat, 8)];
const frames = [frame(0, 3, false), frame(3600, 5, false), frame(7200, 0, false)];

async function stored(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await writeFields(store, [
    { path: '1-vehicle-e1-c3', title: 'Vehicle', notice, fields: [...even, ...uneven] },
    { path: '2-other-e1-c3', title: 'Other', notice, fields: [] },
  ]);
  return store;
}

/** Values of an array of the shape of a series, at one time and channel. */
function part(base64: string, times: number, channels: number, time: number, channel: number): Float32Array {
  const all = numbers(base64);
  const voxels = all.length / times / channels;
  return all.slice((time * channels + channel) * voxels, (time * channels + channel + 1) * voxels);
}

function numbers(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
}

/** What readers of other people find in a folder; undefined where they are not installed and may be missing. */
async function readElsewhere(store: MemoryStore, run: readonly Frame[]) {
  const python = process.env.PYTHON ?? 'python3';
  const probe = spawnSync(python, ['-c', 'import zarr, ome_zarr_models, simulariumio'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    if (process.env.REQUIRE_ALL === '1')
      assert.fail(`zarr, ome-zarr-models, simulariumio are missing: ${probe.stderr}`);
    return undefined;
  }
  await store.put('trajectories/run.simularium', writeSimularium(run, { title: 'Vehicle', description: notice }));
  const folder = mkdtempSync(join(tmpdir(), 'space-'));
  try {
    for (const name of await store.list('')) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), (await store.get(name))!);
    }
    const script = fileURLToPath(new URL('../../test/readers.py', import.meta.url));
    const read = spawnSync(python, [script, folder], { encoding: 'utf8', maxBuffer: 1e8 });
    assert.equal(read.status, 0, read.stderr);
    return JSON.parse(read.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('Python zarr and the models of OME-Zarr 0.5 find every value, axis, unit and place', async (context) => {
  const found = await readElsewhere(await stored(), frames);
  if (found === undefined) return context.skip('zarr, ome-zarr-models or simulariumio are not installed');
  assert.deepEqual(Object.keys(found.zarr), ['1-vehicle-e1-c3', '1-vehicle-e1-c3-2']);
  const { values, ...said } = found.zarr['1-vehicle-e1-c3'];
  const space = ['z', 'y', 'x'].map((axis) => [axis, 'space', 'micrometer']);
  assert.deepEqual(said, {
    name: 'Vehicle',
    axes: [['t', 'time', 'second'], ['c', 'channel', null], ...space],
    scale: [3600, 1, 2.5, 2.5, 2.5],
    translation: [0, 0, -1.25, -8.75, -18.75],
    labels: ['oxygen (uM)', 'collagen'],
    shape: [3, 2, ...deep],
    dimensions: ['t', 'c', 'z', 'y', 'x'],
  });
  for (const { time, name, values: own } of even) {
    assert.deepEqual(part(values, 3, 2, time / 3600, name === 'oxygen' ? 0 : 1), own);
  }
  assert.ok(part(values, 3, 2, 1, 1).every(Number.isNaN));

  const other = found.zarr['1-vehicle-e1-c3-2'];
  assert.deepEqual(other.axes[0], ['t', 'time', null]);
  assert.deepEqual([other.scale[0], other.translation[0], other.shape], [1, 0, [3, 1, ...flat]]);
  for (const [i, { values: own }] of uneven.entries()) assert.deepEqual(part(other.values, 3, 1, i, 0), own);
});

for (const [name, run] of [
  ['in space', frames],
  ['flat', [frame(0, 4, true), frame(60, 6, true)]],
] as const) {
  test(`simulariumio finds every agent of a binary trajectory that is ${name}`, async (context) => {
    const found = await readElsewhere(await stored(), run);
    if (found === undefined) return context.skip('zarr, ome-zarr-models or simulariumio are not installed');
    const { frames: read, title, units, shown, box, middle } = found.trajectory;
    assert.deepEqual([title, units], ['Vehicle', ['s', 'µm']]);
    assert.ok(Object.values(shown).every((display) => display === 'SPHERE'));
    assert.equal(read.length, run.length);
    for (const [i, own] of run.entries()) {
      assert.equal(read[i].time, own.time);
      assert.deepEqual(read[i].ids, [...own.ids]);
      assert.deepEqual(
        read[i].types,
        [...own.type].map((type) => own.types[type]),
      );
      assert.deepEqual(numbers(read[i].radii), own.radius);
      const positions = numbers(read[i].positions);
      for (const [axis, column] of [own.x, own.y, own.z].entries()) {
        assert.deepEqual(
          positions.filter((_, j) => j % 3 === axis),
          column.map((at) => at - middle[axis]),
        );
        for (const [j, at] of column.entries()) {
          assert.ok(Math.abs(at - middle[axis]) + own.radius[j] <= box[axis] / 2);
        }
      }
    }
  });
}

test('a folder gives back its own fields and trajectory, and the same rows give the same bytes', async () => {
  const store = await stored();
  const series = await listFields(store);
  assert.deepEqual(
    series.map(({ title, arm, cell, shape, times }) => [title, arm, cell, shape, times]),
    [
      ['Vehicle', 'vehicle', 2, deep, [0, 3600, 7200]],
      ['Vehicle', 'vehicle', 2, flat, [60, 120, 600]],
    ],
  );
  const read: (FieldSnapshot | undefined)[] = [];
  for (const each of series) {
    for (const time of each.times.keys()) {
      for (const channel of each.channels.keys()) read.push(await readField(store, each, channel, time));
    }
  }
  assert.deepEqual(
    read.filter((each) => each !== undefined),
    [...even, ...uneven],
  );
  const text = { title: 'Vehicle', description: notice };
  assert.deepEqual(readSimularium(writeSimularium(frames, text), 'a.simularium'), frames);

  const again = await stored();
  for (const name of await store.list('')) {
    assert.equal(sha256Hex((await again.get(name))!), sha256Hex((await store.get(name))!), name);
  }
  assert.deepEqual(await listFields(new MemoryStore()), []);
});

test('damage is refused by the name of the file', async () => {
  const store = await stored();
  const [series] = await listFields(store);
  const chunk = 'fields.zarr/1-vehicle-e1-c3/0/c/0/0/0/0/1';
  const whole = (await store.get(chunk))!;
  await store.put(chunk, whole.subarray(0, whole.length - 9));
  await assert.rejects(readField(store, series, 0, 0), (error) => isBadInput(error) && error.message.includes(chunk));
  const group = 'fields.zarr/1-vehicle-e1-c3/zarr.json';
  await store.put(group, new TextEncoder().encode('{"attributes": {}}'));
  await assert.rejects(listFields(store), (error) => isBadInput(error) && error.message.includes(group));
  const bytes = writeSimularium(frames, { title: 'Vehicle', description: notice });
  for (const wrong of [bytes.subarray(0, 300), new Uint8Array(40), bytes.subarray(0, bytes.length - 40)]) {
    assert.throws(
      () => readSimularium(wrong, 'a.simularium'),
      (error) => isBadInput(error) && error.message.includes('a.simularium'),
    );
  }
  assert.throws(
    () => writeSimularium([{ ...frames[0], ids: Float64Array.of(1, 2, 2 ** 24) }], { title: '', description: '' }),
    RangeError,
  );
});
