import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { writeOmeTiff } from '@invadolab/assays';
import {
  type FieldSnapshot,
  type Frame,
  finishRun,
  listFields,
  type Manifest,
  MemoryStore,
  readField,
  readSimularium,
  writeFields,
  writeSimularium,
} from '@invadolab/results';
import { FolderStore } from '../src/folder-store.js';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const page = readFileSync(join(shippedFolder('studies'), '..', 'docs', 'how-to-look-at-a-tissue.md'), 'utf8');
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1] ?? '';
const arms = [
  { id: 'none', title: 'Untreated' },
  { id: 'much', title: 'Much of it' },
];
const hash = 'ab'.repeat(32);
const manifest: Manifest = {
  kind: 'invadolab result',
  format: 1,
  versions: {},
  study: 'How far?',
  assay: 'network',
  seed: 1,
  engine: { id: 'reference', exactness: 'bitwise' },
  hashes: { study: hash, catalog: hash, models: {} },
  plan: { arms: ['none', 'much'], experiments: 1, cells: 1, timepoints: [60] },
  thresholds: {},
  status: 'done',
  warnings: [],
  shards: [],
  details: { report: { control: 'none', arms, measure: [] } },
};

function frame(arm: string, time: number, agents: number): Frame {
  const column = (of: (i: number) => number) => Float32Array.from({ length: agents }, (_, i) => of(i));
  return {
    arm,
    experiment: 0,
    cell: 0,
    time,
    ids: Float64Array.from({ length: agents }, (_, i) => 2 * i + 1),
    x: column((i) => 10 * i),
    y: column((i) => time + i),
    z: column(() => -3),
    radius: column(() => 5),
    type: Uint16Array.from({ length: agents }, (_, i) => i % 2),
    types: ['Ahead', 'Behind'],
  };
}

const runs = { none: [frame('none', 0, 3), frame('none', 60, 4)], much: [frame('much', 0, 2), frame('much', 30, 2)] };
const field: FieldSnapshot = {
  arm: 'none',
  experiment: 0,
  cell: 0,
  time: 60,
  name: 'oxygen',
  unit: 'uM',
  shape: [2, 2, 2],
  voxel: 5,
  origin: [-5, -5, -5],
  values: Float32Array.from({ length: 8 }, (_, i) => i / 3),
};
const photograph = {
  name: 'gelatin',
  arm: 'none',
  experiment: 0,
  cell: 0,
  time: 60,
  width: 3,
  height: 2,
  pixel: 0.1,
  dark: 100,
  channels: [{ name: 'actin', data: Uint16Array.of(1, 2, 3, 4, 5, 65535) }],
};

/** A result folder of two arms with trajectories, one with a field and a photograph. */
async function madeRun(folder: string): Promise<void> {
  const store = new FolderStore(folder);
  const text = { title: 'made', description: '' };
  await store.put('trajectories/1-none-e1-c1.simularium', writeSimularium(runs.none, text));
  await store.put('trajectories/2-much-e1-c1.simularium', writeSimularium(runs.much, text));
  await writeFields(store, [{ path: '1-none-e1-c1', title: 'Untreated', notice: '', fields: [field] }]);
  await store.put('images/1-none-e1-c1-60s-gelatin.ome.tiff', writeOmeTiff(photograph));
  await finishRun(store, manifest, { measures: [], series: [], events: [] });
}

test('the commands of the page write all arms side by side and all fields and photographs', async () => {
  await withFiles({}, async (folder) => {
    mkdirSync(join(folder, 'results'));
    await madeRun(join(folder, 'results', 'study'));
    const commands = block('sh').trim().split('\n');
    assert.equal(commands.length, 2);
    for (const line of commands) {
      const words = line.replace('npx invadolab ', '').split(' ');
      const args = words.map((word) => (/[./]/.test(word) ? join(folder, word) : word));
      const { code, err, out } = await invadolab(args);
      assert.equal(code, 0, err);
      assert.match(out, / is written: 2 (arms|images)\.$/m);
      const again = await invadolab(args);
      assert.deepEqual([again.code, again.out], [2, '']);
      assert.match(again.err, /is there already/);
    }
    const frames = readSimularium(new Uint8Array(readFileSync(join(folder, 'arms.simularium'))), 'arms');
    assert.deepEqual(frames[0].types, [
      'Untreated: Ahead',
      'Untreated: Behind',
      'Much of it: Ahead',
      'Much of it: Behind',
    ]);
    // One clock: an arm without a picture at a time stays as it was.
    assert.deepEqual(
      frames.map(({ time, ids }) => [time, ids.length]),
      [
        [0, 5],
        [30, 5],
        [60, 6],
      ],
    );
    for (const { ids, x } of frames) {
      assert.equal(new Set(ids).size, ids.length);
      // The widest is 40 um wide: their middles, at 15 and 5 um, stand 1.15 times that apart.
      const next = 1.15 * 40;
      const own = ids.filter((id) => id < 8).length;
      x.forEach((each, i) => {
        assert.ok(Math.abs(each - (i < own ? 10 * i - 15 : 10 * (i - own) - 5 + next)) < 1e-4);
      });
    }
    const written = new MemoryStore();
    const collection = new FolderStore(join(folder, 'study.ome.zarr'));
    for (const name of await collection.list(''))
      await written.put(`fields.zarr/${name}`, (await collection.get(name))!);
    const series = await listFields(written);
    assert.deepEqual(
      series.map(({ path, channels, voxel }) => [path, channels[0], voxel]),
      [
        ['1-none-e1-c1', { name: 'oxygen', unit: 'uM' }, 5],
        ['1-none-e1-c1-gelatin', { name: 'actin', unit: 'counts' }, 0.1],
      ],
    );
    assert.deepEqual(await readField(written, series[0], 0, 0), field);
    assert.deepEqual(
      (await readField(written, series[1], 0, 0))?.values,
      Float32Array.from(photograph.channels[0].data),
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      [],
    );
  });
});

test('the Python of the page prints the fields and cells of a result folder', async (context) => {
  const python = process.env.PYTHON ?? 'python3';
  const probe = spawnSync(python, ['-c', 'import zarr, simulariumio'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    if (process.env.REQUIRE_ALL === '1') assert.fail(`zarr and simulariumio are missing: ${probe.stderr}`);
    return context.skip('zarr or simulariumio are not installed');
  }
  await withFiles({ 'look.py': block('python') }, async (folder) => {
    await madeRun(join(folder, 'study'));
    const { stdout, stderr } = spawnSync(python, [join(folder, 'look.py'), join(folder, 'study')], {
      encoding: 'utf8',
    });
    assert.match(stdout, /^none oxygen 1\.16\d* uM$/m, stderr);
    assert.match(stdout, /1-none-e1-c1\.simularium 4 cells at 60\.0 s$/m);
  });
});

test('what cannot be written is refused in one line, and nothing is left behind', async () => {
  await withFiles({ 'study.yaml': 'format: 1\n' }, async (folder) => {
    const at = (name: string) => join(folder, name);
    const empty = new FolderStore(at('empty'));
    await finishRun(empty, manifest, { measures: [], series: [], events: [] });
    await madeRun(at('full'));
    const cases: [string[], RegExp][] = [
      [[at('empty'), '--simularium', at('a')], /this run left no trajectories/],
      [[at('empty'), '--ome-zarr', at('a')], /this run left no fields and no photographs/],
      [[at('none'), '--simularium', at('a')], /no result folder/],
      [[at('study.yaml'), '--ome-zarr', at('a')], /no result folder/],
      [[at('full')], /nothing to write.*--sbml FILE, --ome-zarr FOLDER, --simularium FILE/],
      [[at('full'), '--simularium', at('a'), '--ome-zarr', at('b')], /--ome-zarr and --simularium/],
      [[at('full'), '--simularium', at('no/a')], /no such folder/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await invadolab(['export', ...args]);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, message);
      assert.equal(err.trim().split('\n').length, 1, err);
    }
    assert.ok(!existsSync(at('a')) && !existsSync(at('b')));
  });
});
