import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Bench, type Change, shelfOf } from './bench.js';
import { realCatalog } from './laboratory.js';
import { type Columns, type Criterion, holds, holdsAtValue, type Part, pooled } from './law.js';
import { shown } from './statistics.js';

/**
 * Seeds on which every law is judged, and cells of one seed in one arm (decision 0070). Fewer cells than the 24 of its
 * table, as in every run of the tests, only make a criterion harder to meet. LAW_SEEDS=101,102 LAW_CELLS=24 judges on others.
 */
export const seeds = (process.env.LAW_SEEDS ?? '1,2,3').split(',').map(Number);
export const cellsPerSeed = Number(process.env.LAW_CELLS ?? 12);

const shelf = shelfOf(realCatalog());

/** What a test asks for besides a seed. */
export interface Wanted {
  readonly of?: readonly number[];
  readonly cells?: number;
  readonly form?: Bench['form'];
  readonly change?: Change;
}

/** Cells of one seed at the catalogue's values, in the full form unless asked otherwise. */
export function benchOn(seed: number, { cells = cellsPerSeed, form = 'full', change }: Wanted = {}): Bench {
  return { shelf, seed, cells, form, change, runs: new Map() };
}

/** What every seed gives, and all of it together. */
export async function measured(
  measure: Part['measure'],
  wanted: Wanted = {},
): Promise<{ each: Columns[]; all: Columns }> {
  const each: Columns[] = [];
  for (const seed of wanted.of ?? seeds) each.push(await measure(benchOn(seed, wanted)));
  return { each, all: pooled(each) };
}

/** Prints what was found, by seed and pooled, and insists that all of it holds pooled. */
export function insist(t: TestContext, judge: Part['judge'], { each, all }: { each: Columns[]; all: Columns }): void {
  const bySeed = each.map(judge);
  const criteria = judge(all);
  for (const [i, { name, estimate }] of criteria.entries())
    t.diagnostic(`${name}: ${shown(estimate)}; by seed ${bySeed.map((one) => shown(one[i].estimate)).join(', ')}`);
  for (const criterion of criteria) assert.ok(holds(criterion), said(criterion));
}

/** Insists that a criterion is missed by its very value, as it must where its mechanism is disabled. */
export function insistBroken(t: TestContext, criterion: Criterion): void {
  t.diagnostic(said(criterion));
  assert.ok(criterion.enough, `too little to compare: ${said(criterion)}`);
  assert.ok(!holdsAtValue(criterion), said(criterion));
}

/** A criterion in words. */
export function said({ name, estimate, above, atMost }: Criterion): string {
  const bounds = [above === undefined ? '' : `above ${above}`, atMost === undefined ? '' : `at most ${atMost}`];
  return `${name}: ${shown(estimate)}, wanted ${bounds.filter((each) => each !== '').join(' and ')}`;
}

/** The criterion of that name. */
export function named(criteria: readonly Criterion[], name: string): Criterion {
  const found = criteria.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no criterion ${name}`);
  return found;
}
