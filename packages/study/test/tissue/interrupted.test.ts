import assert from 'node:assert/strict';
import test from 'node:test';
import { type Engine, SerialPool } from '@invadolab/engine';
import { MemoryStore, type Store } from '@invadolab/results';
import { tissueEngine } from '@invadolab/tissue';
import { parseStudy, performer, planStudy, runPlan, shardName } from '../../src/index.js';
import { realCatalog } from '../laws/laboratory.js';

const text = `
format: 1
study: does an interrupted tissue go on?
assay: invasion
cell: MDA-MB-231
matrix: {kind: collagen-gel}
timepoints: [3 h]
experiments: 1
cells: 1
seed: 5
controls: false
control: plain
settings: {points: 6}
arms:
  plain:
    set: {spheroid_cells: 12, spheroid_radius: 25 um, gel_edge: 120 um, doubling_time: 3 h}
`;

const { study, place } = parseStudy(text, 'interrupted.yaml', realCatalog());
const plan = planStudy(study, place, { catalog: realCatalog(), engine: 'reference' });
const name = shardName(plan.specs[0]);

/** The engine, and at which times (h) its sessions began and were told to go on. */
function watched(): { readonly engine: Engine; readonly from: number[]; readonly to: number[] } {
  const [from, to]: number[][] = [[], []];
  const engine: Engine = {
    ...tissueEngine,
    async start(model, options) {
      const session = await tissueEngine.start(model, options);
      from.push(session.time / 3600);
      const advance = session.advance.bind(session);
      return Object.assign(session, {
        advance(until: number) {
          to.push(until / 3600);
          return advance(until);
        },
      });
    },
  };
  return { engine, from, to };
}

const run = (engine: Engine, store: Store, signal?: AbortSignal) =>
  runPlan(plan, { pool: new SerialPool({ perform: performer(() => engine, 12) }), store, signal });

test('a tissue that was interrupted goes on from where it was kept, to the same bytes', async () => {
  const whole = new MemoryStore();
  const all = watched();
  await run(all.engine, whole);
  assert.deepEqual(await whole.list('shards/'), [name], 'nothing stays beside what is whole');
  assert.deepEqual([all.from, all.to], [[0], [0, 0.5, 1, 1.5, 2, 2.5, 3]]);

  const store = new MemoryStore();
  const stop = new AbortController();
  const put = store.put.bind(store);
  let kept = 0;
  store.put = async (what, bytes) => {
    await put(what, bytes);
    if (what.endsWith('.checkpoint') && ++kept === 3) stop.abort();
  };
  await assert.rejects(run(watched().engine, store, stop.signal), { name: 'AbortError' });
  assert.deepEqual(await store.list('shards/'), [name.replace('.shard', '.checkpoint')]);

  const rest = watched();
  await run(rest.engine, store);
  assert.ok(rest.from[0] >= 1.5, `it went on from ${rest.from[0]} h`);
  assert.deepEqual(
    rest.to,
    all.to.filter((time) => time > rest.from[0]),
  );
  assert.deepEqual(await store.get(name), await whole.get(name));
  assert.deepEqual(await store.list('shards/'), [name]);
});
