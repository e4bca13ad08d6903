import { assays } from '@invadolab/assays';
import { type Bench, startOf } from './bench.js';
import { advance } from './laboratory.js';
import { type Columns, fewest, type Part } from './law.js';
import { exactly, mean } from './statistics.js';

const bleach = 3600;
const record = 900;
const every = 10;
const frames = record / every + 1;
const transport = ['recycling_delivery', 'late_delivery', 'mve_docking', 'core_endocytosis'];

/** Time constants of MT1-MMP at invadopodia as published (26 s and 259 s); no number of the catalogue comes from them. */
export const published = { fast: 26, slow: 259 };

/** Recovery of bleached MT1-MMP, and what is left of it without transport. */
export const bleaching: Part = {
  allCells: true,
  measure: async (bench) => ({
    ...(await bleached(bench, 'free')),
    ...(await bleached(bench, 'blocked', { blocked: transport })),
  }),
  judge(columns) {
    const [free, blocked] = [recovery(columns, 'free'), recovery(columns, 'blocked')];
    const enough = (columns['light of free 0'] ?? []).length >= fewest;
    const value = (name: string) => exactly(free.get(name) ?? Number.NaN);
    const [fast, slow] = [value('tau_fast'), value('tau_slow')];
    const { fast: f, slow: s } = published;
    return [
      { name: 'parts', estimate: value('components'), above: 1, enough },
      { name: 'slow over fast', estimate: exactly(slow.value / fast.value), above: 4, enough },
      { name: 'fast (s)', estimate: fast, above: f / 2, atMost: 2 * f, enough },
      { name: 'slow (s)', estimate: slow, above: s / 2, atMost: 2 * s, enough },
      { name: 'back without transport', estimate: exactly(blocked.get('back') ?? Number.NaN), atMost: 0.1, enough },
    ];
  },
};

/**
 * Bleaches every site with 100 MT1-MMP or more at once and follows its light: a share of all the molecules that it holds
 * then, as a second colour of them would say it. `blocked` parameters are 0 from the bleach on, `set` differ from the start.
 */
export async function bleached(
  bench: Bench,
  name: string,
  { blocked = [], set = {} }: { blocked?: readonly string[]; set?: Record<string, string> } = {},
): Promise<Columns> {
  const session = await startOf(bench, { assay: 'frap', set });
  await advance(session, bleach);
  const total = await session.read('site.mt1_total');
  const key = ({ members, ids }: typeof total, i: number) => (bench.seed * 1e4 + members[i]) * 1e6 + ids[i];
  const chosen = new Set([...total.values].flatMap((value, i) => (value >= 100 ? [key(total, i)] : [])));
  const { tracers } = bench.shelf.catalog.protocols.frap.roles;
  // Pairs `site.A_dark = site.A` of the protocol.
  for (const [dark, pool] of tracers.split(',').map((pair) => pair.split('=').map((slot) => slot.trim())))
    session.set(
      dark,
      (await session.read(pool)).values.map((value) => 0.9 * value),
    );
  for (const parameter of blocked) session.set(`parameter.${parameter}`, 0);
  const columns: Record<string, number[]> = {};
  columns[`light of ${name} 0`] = [...chosen].map(() => 1);
  columns[`site of ${name} 0`] = [...chosen];
  for (let frame = 1; frame < frames; frame++) {
    await advance(session, bleach + frame * every);
    const [light, all] = [await session.read('site.mt1_bright'), await session.read('site.mt1_total')];
    const rows = [...light.values.keys()].filter((i) => chosen.has(key(light, i)));
    columns[`light of ${name} ${frame}`] = rows.map((i) => light.values[i] / Math.max(1, all.values[i]));
    columns[`site of ${name} ${frame}`] = rows.map((i) => key(light, i));
  }
  session.dispose();
  return columns;
}

/** What the assay makes of all sites together, and the share of the bleached light that came back. */
export function recovery(columns: Columns, name: string): ReadonlyMap<string, number> {
  if ((columns[`light of ${name} 0`] ?? []).length === 0) return new Map();
  const observer = assays.frap.observer(
    {
      protocol: { bright: 'light' },
      timepoints: [bleach],
      settings: { record, every, before: 1 },
      measures: [],
    },
    { arm: '', experiment: 0, cell: 0, seed: 1 },
  );
  for (let frame = 0; frame < frames; frame++) {
    const values = Float64Array.from(columns[`light of ${name} ${frame}`] ?? []);
    const ids = Float64Array.from(columns[`site of ${name} ${frame}`] ?? []);
    const column = { unit: '1', values, ids, parents: new Float64Array(values.length) };
    observer.sample({ time: bleach + frame * every, columns: new Map([['light', column]]) });
  }
  const { measures, series } = observer.finish();
  const course = series.map(({ value }) => value);
  const back = (mean(course.slice(-6)) - course[0]) / (1 - course[0]);
  const fitted = measures.map(
    ({ measure, value }) => [measure.replace('frap.label.', '').replace('.true', ''), value] as const,
  );
  return new Map([...fitted, ['back', back] as const]);
}
