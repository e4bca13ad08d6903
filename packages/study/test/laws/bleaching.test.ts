import assert from 'node:assert/strict';
import test from 'node:test';
import { assays } from '@invadolab/assays';
import { advance, cellsPerSeed, modelOf, readFile, realCatalog, seeds, start } from './laboratory.js';
import { mean } from './statistics.js';

const catalog = realCatalog();
const protocol = catalog.protocols.frap.roles;
const bleach = 3600;
const record = 900;
const every = 10;

/** Pairs `site.A_dark = site.A` of the protocol. */
const tracers = protocol.tracers.split(',').map((pair) => pair.split('=').map((slot) => slot.trim()));

/** Light of one look by site: a share of all the molecules the site holds then, as a second colour of them would say it. */
type Frame = ReadonlyMap<number, number>;

/**
 * Bleaches every site of some cells at once and follows those that hold protease. `blocked` parameters are 0 from the
 * bleach on, so all cases start from the same sites; `set` differ from the start.
 */
async function frames(seed: number, blocked: readonly string[], set: Record<string, string>): Promise<Frame[]> {
  const { session } = await start(modelOf(catalog, { assay: 'frap', set }), cellsPerSeed, seed);
  await advance(session, bleach);
  const total = await session.read('site.mt1_total');
  const key = ({ members, ids }: typeof total, i: number) => (seed * 1e4 + members[i]) * 1e6 + ids[i];
  const chosen = new Set([...total.values].flatMap((value, i) => (value >= 100 ? [key(total, i)] : [])));
  for (const [dark, pool] of tracers)
    session.set(
      dark,
      (await session.read(pool)).values.map((value) => 0.9 * value),
    );
  for (const parameter of blocked) session.set(`parameter.${parameter}`, 0);
  const look = async () => {
    const [light, all] = [await session.read('site.mt1_bright'), await session.read('site.mt1_total')];
    const rows = [...light.values.keys()].filter((i) => chosen.has(key(light, i)));
    return new Map(rows.map((i) => [key(light, i), light.values[i] / Math.max(1, all.values[i])]));
  };
  const seen = [new Map([...chosen].map((id) => [id, 1]))];
  for (let time = bleach + every; time <= bleach + record; time += every) {
    await advance(session, time);
    seen.push(await look());
  }
  session.dispose();
  return seen;
}

/** What the assay makes of the sites of all these runs together, and the share of the bleached light that came back. */
function recovery(runs: readonly (readonly Frame[])[]): Map<string, number> {
  const observer = assays.frap.observer(
    {
      protocol: { ...protocol, bright: 'light' },
      timepoints: [bleach],
      settings: { record, every, before: 1, photons: 0 },
      measures: [],
    },
    { arm: '', experiment: 0, cell: 0, seed: 1 },
  );
  for (const i of runs[0].keys()) {
    const sites = runs.flatMap((run) => [...run[i]]);
    const column = {
      unit: '1',
      values: Float64Array.from(sites, ([, light]) => light),
      ids: Float64Array.from(sites, ([id]) => id),
      parents: new Float64Array(sites.length),
    };
    observer.sample({ time: bleach + i * every, columns: new Map([['light', column]]) });
  }
  const { measures, series } = observer.finish();
  const course = series.map(({ value }) => value);
  const back = (mean(course.slice(-6)) - course[0]) / (1 - course[0]);
  const fitted = measures.map(({ measure, value }) => [measure.slice(measure.lastIndexOf('.') + 1), value] as const);
  return new Map([...fitted, ['back', back] as const]);
}

async function bleached(of: readonly number[], blocked: readonly string[] = [], set: Record<string, string> = {}) {
  const runs: Frame[][] = [];
  for (const seed of of) runs.push(await frames(seed, blocked, set));
  return { each: runs.map((run) => recovery([run])), all: recovery(runs) };
}

const first = seeds.slice(0, 1);
const transport = ['recycling_delivery', 'late_delivery', 'mve_docking', 'core_endocytosis'];
const said = (fit: ReadonlyMap<string, number>) =>
  [...fit].map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ');

/** Time constants of MT1-MMP at invadopodia as published (26 s and 259 s); no number of the catalogue comes from them. */
const published = { fast: 26, slow: 259 };

test('law 3: MT1-MMP recovers in a fast and a slow part, and not without transport', async (t) => {
  const { each, all } = await bleached(seeds);
  for (const [i, fit] of each.entries()) t.diagnostic(`seed ${seeds[i]}: ${said(fit)}`);
  t.diagnostic(`all: ${said(all)}`);
  for (const fit of [...each, all]) {
    assert.equal(fit.get('components'), 2);
    assert.ok(fit.get('tau_slow')! / fit.get('tau_fast')! >= 4, said(fit));
  }
  const within = (value: number, target: number) => value >= target / 2 && value <= 2 * target;
  assert.ok(within(all.get('tau_fast')!, published.fast), said(all));
  assert.ok(within(all.get('tau_slow')!, published.slow), said(all));
  const still = await bleached(seeds, transport);
  t.diagnostic(`blocked: ${said(still.all)}`);
  assert.ok(still.all.get('back')! <= 0.1);
});

test('law 3 breaks where nothing holds MT1-MMP: the slow part goes', async (t) => {
  const { all } = await bleached(first, [], { mt1_hold: '0 1/s' });
  t.diagnostic(said(all));
  assert.ok(!all.has('tau_slow') || all.get('tau_slow')! < 100);
});

test('law 3: the constants follow from the rates and from no single number', async (t) => {
  // Removing half as fast must move the fast constant, letting go half as fast the slow one.
  const [usual, removal, hold] = [
    (await bleached(seeds)).all,
    (await bleached(seeds, [], { core_endocytosis: '0.0125 1/s' })).all,
    (await bleached(seeds, [], { mt1_unhold: '0.003 1/s' })).all,
  ];
  for (const fit of [usual, removal, hold]) t.diagnostic(said(fit));
  assert.ok(removal.get('tau_fast')! > 1.2 * usual.get('tau_fast')!);
  assert.ok((hold.get('tau_slow') ?? record) > 1.2 * usual.get('tau_slow')!);
  const text = readFile('catalog/parts/site.yaml') + readFile('catalog/parts/bleaching.yaml');
  for (const measured of Object.values(published)) assert.ok(!new RegExp(`value: ${measured}\\b`).test(text));
});
