import assert from 'node:assert/strict';
import test from 'node:test';
import { referenceEngine, SerialPool, type WorkerPool } from '@invadolab/engine';
import {
  type FieldSnapshot,
  type Frame,
  listFields,
  MemoryStore,
  readSimularium,
  type Store,
} from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan, type Task, writeResult } from '../src/index.js';
import { decodeShard, encodeShard } from '../src/shard.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const parsed = parseStudy(smallStudy.replace('[10 min, 30 min]', '[1 min]'), 'study.yaml', smallCatalog());
const plan = planStudy(parsed.study, parsed.place, { catalog: smallCatalog(), engine: 'reference' });

function left({ work: { spec } }: Task): { fields: FieldSnapshot[]; frames: Frame[] } {
  const [cell] = spec.cells;
  const run = { arm: spec.arm, experiment: spec.experiment, cell, time: 60 };
  const one = 1 + spec.experiment;
  const types = ['a cell', 'a dying cell'];
  return {
    fields: [
      {
        ...run,
        name: 'oxygen',
        unit: 'uM',
        shape: [1, 2, 3],
        voxel: 5,
        origin: [0, -5, -7.5],
        values: Float32Array.of(one, 0.1, Number.NaN, -0, 1e-30, Number.POSITIVE_INFINITY),
      },
    ],
    frames: [
      {
        ...run,
        ids: Float64Array.of(one, 9_000_001),
        x: Float32Array.of(-1.5, 2),
        y: Float32Array.of(0.1, 3),
        z: Float32Array.of(0, -4),
        radius: Float32Array.of(7.5, 6),
        type: Uint16Array.of(0, 1),
        types,
      },
      // Nobody is left.
      {
        ...run,
        time: 120,
        ids: new Float64Array(0),
        x: new Float32Array(0),
        y: new Float32Array(0),
        z: new Float32Array(0),
        radius: new Float32Array(0),
        type: new Uint16Array(0),
        types,
      },
    ],
  };
}

/** A pool whose first piece of work of each experiment leaves fields and frames. */
function pool(): WorkerPool {
  const perform = performer(() => referenceEngine);
  return new SerialPool({
    perform: async (task: Task, options?: { readonly signal?: AbortSignal }) => {
      const bytes = await perform(task, options);
      return task.work.spec.cells.includes(0) ? encodeShard({ ...decodeShard(bytes), ...left(task) }) : bytes;
    },
  });
}

test('fields and frames travel in shards, value by value, and are gathered in the order of the plan', async () => {
  const { fields, frames, measures } = await runPlan(plan, { pool: pool(), store: new MemoryStore() });
  const expected = plan.specs
    .filter(({ cells, exposure }) => cells.includes(0) && !exposure)
    .map((spec) => left({ work: { spec } } as Task));
  assert.ok(expected.length > 1 && measures.length > 0);
  assert.deepEqual(
    fields,
    expected.flatMap((each) => each.fields),
  );
  assert.deepEqual(
    frames,
    expected.flatMap((each) => each.frames),
  );
  assert.ok(Object.is(fields[0].values[3], -0));
});

test('a run without fields and frames has the shard it always had, and half a shard is refused', async () => {
  const plain = { measures: [], series: [], events: [], images: [], failures: [], warnings: [] };
  assert.deepEqual(encodeShard({ ...plain, fields: [], frames: [] }), encodeShard(plain));
  const { fields, frames } = left({ work: { spec: plan.specs[0] } } as Task);
  const bytes = encodeShard({ ...plain, fields, frames });
  assert.throws(() => decodeShard(bytes.subarray(0, bytes.length - 1)), RangeError);
});

test('they are written with the result, and an interruption cannot be seen in any file', async () => {
  const notice = 'Simulated.';
  const provenance = { versions: { invadolab: '0.0.0' }, exactness: 'bitwise', notice } as const;
  const finished = async (store: Store, onProgress?: (done: number) => void, signal?: AbortSignal) =>
    writeResult(plan, await runPlan(plan, { pool: pool(), store, onProgress, signal }), store, provenance);
  const whole = new MemoryStore();
  await finished(whole);
  const resumed = new MemoryStore();
  const stop = new AbortController();
  await assert.rejects(finished(resumed, (done) => done === 3 && stop.abort(), stop.signal));
  await finished(resumed);
  const names = await whole.list('');
  assert.deepEqual(await resumed.list(''), names);
  for (const name of names) assert.deepEqual(await resumed.get(name), await whole.get(name), name);

  const trajectories = names.filter((name) => name.startsWith('trajectories/'));
  const series = await listFields(whole);
  assert.deepEqual(trajectories, series.map(({ path }) => `trajectories/${path}.simularium`).sort());
  const [first] = readSimularium((await whole.get(trajectories[0]))!, trajectories[0]);
  assert.deepEqual([first.arm, first.experiment, first.cell], [plan.study.arms[0].id, 0, 0]);
  assert.match(trajectories[0], /^trajectories\/1-.*-e1-c1\.simularium$/);
  assert.match(new TextDecoder().decode(await whole.get(trajectories[0])), /Simulated\./);
  assert.match(new TextDecoder().decode(await whole.get(`fields.zarr/${series[0].path}/zarr.json`)), /Simulated\./);
});
