import assert from 'node:assert/strict';
import test from 'node:test';
import { type Engine, referenceEngine, SerialPool, type WorkerPool } from '@invadolab/engine';
import { MemoryStore, type Store } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan, type Task, writeResult } from '../src/index.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const catalog = smallCatalog();
const parsed = parseStudy(
  smallStudy.replace('cells: 6', 'cells: 5').replace('[10 min, 30 min]', '[10 min]'),
  'study.yaml',
  catalog,
);
const plan = planStudy(parsed.study, parsed.place, { catalog, engine: 'reference' });
const provenance = { versions: { invadolab: '0.0.0' }, exactness: 'bitwise' } as const;

function pool(engine: Engine = referenceEngine): WorkerPool {
  return new SerialPool({ perform: performer(() => engine) });
}

async function hashes(store: Store, with_ = pool()) {
  const gathered = await runPlan(plan, { pool: with_, store });
  const { tables } = await writeResult(plan, gathered, store, provenance);
  return { tables, gathered };
}

/** Hands out pieces of work in another order than they come. */
function shuffled(inner: WorkerPool, together: number): WorkerPool {
  let waiting: (() => void)[] = [];
  return {
    size: together,
    async run(task, input, options) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        setTimeout(() => {
          for (const go of waiting.reverse()) go();
          waiting = [];
        }, 5);
      });
      return inner.run(task, input, options);
    },
    close: () => inner.close(),
  };
}

test('the order of the work, an interruption and a failed write cannot be seen in the tables', async () => {
  const whole = await hashes(new MemoryStore());
  assert.ok(whole.gathered.measures.length > 0 && whole.gathered.events.length > 0);
  assert.deepEqual(whole.gathered.failures, []);

  const another = await hashes(new MemoryStore(), shuffled(pool(), 5));
  assert.deepEqual(another.tables, whole.tables);

  const store = new MemoryStore();
  const stop = new AbortController();
  const stopped = runPlan(plan, {
    pool: pool(),
    store,
    signal: stop.signal,
    onProgress: (done) => done === 5 && stop.abort(),
  });
  await assert.rejects(stopped, { name: 'AbortError' });
  const kept = (await store.list('shards/')).length;
  assert.ok(kept >= 5 && kept < plan.specs.length, `${kept} shards were kept`);
  const counted: number[] = [];
  const inner = pool();
  const counting: WorkerPool = {
    size: 1,
    run(task, input, options) {
      counted.push(1);
      return inner.run(task, input, options);
    },
    close: () => inner.close(),
  };
  const resumed = await hashes(store, counting);
  assert.equal(counted.length, plan.specs.length - kept);
  assert.deepEqual(resumed.tables, whole.tables);
});

test('pieces of work are begun one of each arm after the other', async () => {
  const begun: string[] = [];
  const inner = pool();
  const noting: WorkerPool = {
    size: 1,
    run(task, input, options) {
      const { spec } = (input as Task).work;
      begun.push(spec.id);
      return inner.run(task, input, options);
    },
    close: () => inner.close(),
  };
  await runPlan(plan, { pool: noting, store: new MemoryStore() });
  const models = plan.models.length;
  assert.ok(models > 1 && plan.specs.length > models);
  assert.equal(new Set(begun.slice(0, models).map((id) => id.split('-')[0])).size, models);
  assert.deepEqual(new Set(begun), new Set(plan.specs.map(({ id }) => id)));
});

test('arms of one model have the same rows under their own names', async () => {
  const { gathered } = await hashes(new MemoryStore());
  const rows = (arm: string) => gathered.measures.filter((row) => row.arm === arm).map(({ arm: _arm, ...row }) => row);
  assert.ok(rows('vehicle').length > 0);
  assert.deepEqual(rows('control nothing'), rows('vehicle'));
  assert.notDeepEqual(rows('kd'), rows('vehicle'));
});

test('a cell that fails is named and absent, and its neighbours are as they would be without it', async () => {
  const bad = 65_536 + 2;
  const failing: Engine = {
    ...referenceEngine,
    async start(model, options) {
      const session = await referenceEngine.start(model, options);
      if (!options.members.includes(bad)) return session;
      const failed = {
        state: 'failed',
        time: 30,
        message: 'The step became too small; lower the rate.',
        warnings: [],
      } as const;
      return Object.assign(session, { advance: async () => failed });
    },
  };
  const whole = await hashes(new MemoryStore());
  const { gathered } = await hashes(new MemoryStore(), pool(failing));
  assert.deepEqual(
    new Set(gathered.failures.map(({ experiment, cell, message }) => `${experiment} ${cell} ${message}`)),
    new Set(['1 2 The step became too small; lower the rate.']),
  );
  const without = whole.gathered.measures.filter(({ experiment, cell }) => !(experiment === 1 && cell === 2));
  assert.deepEqual(gathered.measures, without);
});

test('a control that does not show what it must is a warning in the manifest', async () => {
  const store = new MemoryStore();
  const gathered = await runPlan(plan, { pool: pool(), store });
  const strict = {
    ...plan,
    study: {
      ...plan.study,
      arms: plan.study.arms.map((arm) =>
        arm.id === 'control calm'
          ? { ...arm, expect: { measure: 'matrix.degraded_mass', ratio: [2, 3] as const } }
          : arm,
      ),
    },
  };
  const { warnings } = await writeResult(strict, gathered, store, provenance);
  assert.equal(warnings.filter((warning) => warning.includes('misbehaves')).length, 1);
  assert.match(warnings.join('\n'), /The control "Calm cells" misbehaves: matrix\.degraded_mass is .* expected 2 to 3/);
});

test('models come with their trace, the control first', async () => {
  const store = new MemoryStore();
  await hashes(store);
  const { models } = JSON.parse(new TextDecoder().decode(await store.get('resolved-model.json')));
  assert.deepEqual(models[0].arms, ['vehicle', 'control nothing']);
  assert.equal(models.length, plan.models.length);
  const kd = models.find(({ arms }: { arms: string[] }) => arms[0] === 'kd');
  assert.ok(kd.trace.some(({ target }: { target: string }) => target.includes('cutter')));
});
