import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { advance, modelOf, realCatalog, start } from './laboratory.js';
import { mean, pairedDifference, shown } from './statistics.js';

const catalog = realCatalog();
const every = 10;
const hours = 2.5;
const lasting = 1800;

const slots = {
  'N-WASP': 'site.NWASP_core',
  actin: 'site.FACTIN',
  cortactin: 'site.cortactin_total',
  Tks5: 'site.TKS5_core',
  'PI(3,4)P2': 'site.PI34P2_core',
  'MT1-MMP': 'site.mt1_total',
  hole: 'site.ligand_here',
} as const;
type What = keyof typeof slots;
const all = Object.keys(slots) as What[];

/**
 * Time from its founding at which each site that lasts half an hour first holds half of the most of a species that it
 * holds in that time; for the hole, half of the deepest loss of ligand. One entry per site.
 */
async function halfTimes(file: ModelFile, cells: number): Promise<Record<What, number[]>> {
  const { session } = await start(file, cells);
  const seen = new Map<number, Record<What, number[]>>();
  for (let time = every; time <= hours * 3600; time += every) {
    await advance(session, time);
    for (const what of all) {
      const { values, members, ids } = await session.read(slots[what]);
      for (const [i, value] of values.entries()) {
        const key = members[i] * 1e6 + ids[i];
        const record =
          seen.get(key) ?? (Object.fromEntries(all.map((each) => [each, []])) as unknown as Record<What, number[]>);
        seen.set(key, record);
        record[what].push(what === 'hole' ? -value : value);
      }
    }
  }
  session.dispose();
  const frames = lasting / every;
  const sites = [...seen.values()].filter((record) => record.actin.length >= frames);
  const half = (course: readonly number[]) => {
    const base = Math.min(0, course[0]);
    const most = Math.max(...course);
    return (course.findIndex((value) => value - base >= (most - base) / 2) + 1) * every;
  };
  return Object.fromEntries(
    all.map((what) => [what, sites.map((record) => half(record[what].slice(0, frames)))]),
  ) as Record<What, number[]>;
}

const order: readonly (readonly [What, What])[] = [
  ['N-WASP', 'Tks5'],
  ['actin', 'Tks5'],
  ['cortactin', 'Tks5'],
  ['actin', 'PI(3,4)P2'],
  ['Tks5', 'MT1-MMP'],
  ['PI(3,4)P2', 'MT1-MMP'],
  ['MT1-MMP', 'hole'],
];

test('law 1: core, then Tks5, then MT1-MMP, then the hole, from local state alone', async (t) => {
  const times = await halfTimes(modelOf(catalog), 12);
  t.diagnostic(`${times.actin.length} sites lasted`);
  for (const what of all) t.diagnostic(`${what}: ${mean(times[what]).toFixed(0)} s`);
  assert.ok(times.actin.length >= 20);
  for (const [first, then] of order) {
    const later = pairedDifference(times[then], times[first]);
    t.diagnostic(`${then} after ${first}: ${shown(later)} s`);
    assert.ok(later.low > 0, `${then} after ${first}: ${shown(later)} s`);
  }
});

test('law 1 breaks where delivery waits neither for actin nor for a ring', async (t) => {
  const times = await halfTimes(modelOf(catalog, { set: { delivery_leak: '1', core_K: '1 molecule' } }), 6);
  for (const what of all) t.diagnostic(`${what}: ${mean(times[what]).toFixed(0)} s`);
  const later = pairedDifference(times['MT1-MMP'], times.Tks5);
  t.diagnostic(`MT1-MMP after Tks5: ${shown(later)} s`);
  assert.ok(later.low < 0, shown(later));
});
