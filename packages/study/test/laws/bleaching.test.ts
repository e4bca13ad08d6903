import assert from 'node:assert/strict';
import test from 'node:test';
import { assays } from '@invadolab/assays';
import { advance, modelOf, readFile, realCatalog, start } from './laboratory.js';
import { mean } from './statistics.js';

const catalog = realCatalog();
const protocol = catalog.protocols.frap.roles;
const bleach = 3600;
const record = 900;
const every = 10;

/** Pairs `site.A_dark = site.A` of the protocol. */
const tracers = protocol.tracers.split(',').map((pair) => pair.split('=').map((slot) => slot.trim()));

/**
 * Bleaches every site of some cells at once and gives the assay the light of those that hold protease, each over all
 * the molecules it holds at that time, as a second colour of the same molecule would say it. `blocked` parameters are 0
 * from the bleach on, so all cases start from the same sites; `set` differ from the start.
 */
async function recovery(cells: number, blocked: readonly string[], set: Record<string, string> = {}) {
  const { session } = await start(modelOf(catalog, { assay: 'frap', set }), cells);
  await advance(session, bleach);
  const total = await session.read('site.mt1_total');
  const key = ({ members, ids }: typeof total, i: number) => members[i] * 1e6 + ids[i];
  const chosen = new Set([...total.values].flatMap((value, i) => (value >= 100 ? [key(total, i)] : [])));
  for (const [dark, pool] of tracers)
    session.set(
      dark,
      (await session.read(pool)).values.map((value) => 0.9 * value),
    );
  for (const parameter of blocked) session.set(`parameter.${parameter}`, 0);
  const observer = assays.frap.observer(
    {
      protocol: { ...protocol, bright: 'light' },
      timepoints: [bleach],
      settings: { record, every, before: 1, photons: 0 },
      measures: [],
    },
    { arm: '', experiment: 0, cell: 0, seed: 1 },
  );
  const look = async (intact: boolean) => {
    const [light, all] = [await session.read('site.mt1_bright'), await session.read('site.mt1_total')];
    const rows = [...light.values.keys()].filter((i) => chosen.has(key(light, i)));
    const column = {
      unit: '1',
      values: Float64Array.from(rows, (i) => (intact ? 1 : light.values[i] / Math.max(1, all.values[i]))),
      ids: Float64Array.from(rows, (i) => key(light, i)),
      parents: new Float64Array(rows.length),
    };
    observer.sample({ time: session.time, columns: new Map([['light', column]]) });
  };
  await look(true);
  for (let time = bleach + every; time <= bleach + record; time += every) {
    await advance(session, time);
    await look(false);
  }
  session.dispose();
  const { measures, series } = observer.finish();
  const course = series.map(({ value }) => value);
  const back = (mean(course.slice(-6)) - course[0]) / (1 - course[0]);
  const fitted = measures.map(({ measure, value }) => [measure.slice(measure.lastIndexOf('.') + 1), value] as const);
  return new Map([...fitted, ['back', back] as const]);
}

const transport = ['recycling_delivery', 'late_delivery', 'mve_docking', 'core_endocytosis'];

test('law 3: MT1-MMP recovers in a fast and a slow part, and not without transport', async (t) => {
  const free = await recovery(24, []);
  t.diagnostic(JSON.stringify([...free]));
  assert.equal(free.get('components'), 2);
  const [fast, slow] = [free.get('tau_fast')!, free.get('tau_slow')!];
  // Apart by more than either could be mistaken for the other; neither is a parameter of the model.
  assert.ok(slow / fast > 4, `${fast} s and ${slow} s`);
  assert.ok(fast > 10 && fast < 100 && slow > 100 && slow < 1000, `${fast} s and ${slow} s`);
  const still = await recovery(12, transport);
  t.diagnostic(`blocked: ${JSON.stringify([...still])}`);
  assert.ok(free.get('back')! > 0.8);
  assert.ok(still.get('back')! <= 0.1);
});

test('law 3 breaks where nothing holds MT1-MMP: the slow part goes', async (t) => {
  const loose = await recovery(24, [], { mt1_hold: '0 1/s' });
  t.diagnostic(JSON.stringify([...loose]));
  assert.ok(!loose.has('tau_slow') || loose.get('tau_slow')! < 100);
});

test('law 3: the constants follow from the rates and from no single number', async (t) => {
  // Removing half as fast must move the fast constant, letting go half as fast the slow one.
  const [usual, removal, hold] = [
    await recovery(24, []),
    await recovery(24, [], { core_endocytosis: '0.0125 1/s' }),
    await recovery(24, [], { mt1_unhold: '0.003 1/s' }),
  ];
  for (const each of [usual, removal, hold]) t.diagnostic(JSON.stringify([...each]));
  assert.ok(removal.get('tau_fast')! > 1.2 * usual.get('tau_fast')!);
  assert.ok((hold.get('tau_slow') ?? record) > 1.2 * usual.get('tau_slow')!);
  const text = readFile('catalog/parts/site.yaml') + readFile('catalog/parts/bleaching.yaml');
  for (const measured of ['26', '259']) assert.ok(!new RegExp(`value: ${measured}\\b`).test(text));
});
