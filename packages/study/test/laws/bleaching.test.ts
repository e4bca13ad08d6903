import assert from 'node:assert/strict';
import test from 'node:test';
import { insist, measured, seeds } from './judging.js';
import { readFile } from './laboratory.js';
import { bleached, bleaching, published, recovery } from './law-bleaching.js';

const first = seeds.slice(0, 1);
const record = 900;

const said = (fit: ReadonlyMap<string, number>) =>
  [...fit].map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ');

/** The fit to all sites of some seeds. */
async function fitted(of: readonly number[], set: Record<string, string>) {
  const { all } = await measured((bench) => bleached(bench, 'free', { set }), { of });
  return recovery(all, 'free');
}

test('law 3: MT1-MMP recovers in a fast and a slow part, and not without transport', async (t) => {
  const seen = await measured(bleaching.measure);
  insist(t, bleaching.judge, seen);
  for (const one of seen.each) {
    const fit = recovery(one, 'free');
    t.diagnostic(said(fit));
    assert.equal(fit.get('components'), 2);
    assert.ok(fit.get('tau_slow')! / fit.get('tau_fast')! >= 4, said(fit));
  }
});

test('law 3 breaks where nothing holds MT1-MMP: the slow part goes', async (t) => {
  const all = await fitted(first, { mt1_hold: '0 1/s' });
  t.diagnostic(said(all));
  assert.ok(!all.has('tau_slow') || all.get('tau_slow')! < 100);
});

test('law 3: the constants follow from the rates and from no single number', async (t) => {
  // Removing half as fast must move the fast constant, letting go half as fast the slow one.
  const usual = await fitted(seeds, {});
  const removal = await fitted(seeds, { core_endocytosis: '0.0125 1/s' });
  const hold = await fitted(seeds, { mt1_unhold: '0.003 1/s' });
  for (const fit of [usual, removal, hold]) t.diagnostic(said(fit));
  assert.ok(removal.get('tau_fast')! > 1.2 * usual.get('tau_fast')!);
  assert.ok((hold.get('tau_slow') ?? record) > 1.2 * usual.get('tau_slow')!);
  const text = readFile('catalog/parts/site.yaml') + readFile('catalog/parts/bleaching.yaml');
  for (const measure of Object.values(published)) assert.ok(!new RegExp(`value: ${measure}\\b`).test(text));
});
