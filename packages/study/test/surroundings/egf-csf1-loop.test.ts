import assert from 'node:assert/strict';
import test from 'node:test';
import { advance, modelOf, realCatalog, type Setting, start } from '../laws/laboratory.js';

const catalog = realCatalog();
const signals = ['EGFR_active', 'CSF1R_active', 'SRC_active', 'CDC42_gtp'];
const blocks = {
  EGFR: { drugs: [{ name: 'erlotinib', free: '1 uM' }] },
  CSF1R: { drugs: [{ name: 'pexidartinib', free: '1 uM' }] },
} as const;

/** Signals of a carcinoma cell and of the macrophages around it after six hours, by `cell.` and `partner.`. */
async function signalsOf(change: Setting, set: Record<string, string> = {}): Promise<Record<string, number>> {
  const partners = { cell: 'macrophage', per_cell: 3, kind: 'cell' };
  const model = modelOf(catalog, {
    assay: 'network',
    cell: 'MTLn3',
    partners,
    ...change,
    set: { csf1r_on: '0 1/s', ...set },
  });
  const { session } = await start({ ...model, numerics: { ...model.numerics, tick: '60 s' } }, 1);
  await advance(session, 6 * 3600);
  const found: Record<string, number> = {};
  for (const kind of ['cell', 'partner'])
    for (const id of signals) found[`${kind}.${id}`] = (await session.read(`${kind}.${id}`)).values[0];
  session.dispose();
  return found;
}

test('a block at either end of the loop calms both kinds of cells', async () => {
  const whole = await signalsOf({});
  for (const [receptor, change] of Object.entries(blocks)) {
    const cut = await signalsOf(change);
    for (const id of [
      'cell.EGFR_active',
      'cell.SRC_active',
      'cell.CDC42_gtp',
      'partner.CSF1R_active',
      'partner.SRC_active',
      'partner.CDC42_gtp',
    ])
      assert.ok(cut[id] < 0.99 * whole[id], `${receptor}, ${id}: ${whole[id]}, then ${cut[id]}`);
  }
});

/** What a block reaches only through the signal that is taken away. */
const through = {
  egf_secretion: ['CSF1R', 'cell', '0 molecule/s'],
  csf1_secretion: ['EGFR', 'partner', '0 molecule/s'],
} as const;

for (const [secretion, [receptor, kind, none]] of Object.entries(through))
  test(`without ${secretion} a block of ${receptor} does not reach the other cells`, async () => {
    const set = { [secretion]: none };
    const [whole, cut] = [await signalsOf({}, set), await signalsOf(blocks[receptor], set)];
    for (const id of ['SRC_active', 'CDC42_gtp']) {
      const [before, after] = [whole[`${kind}.${id}`], cut[`${kind}.${id}`]];
      assert.ok(Math.abs(after / before - 1) < 2e-3, `${kind}.${id}: ${before}, then ${after}`);
    }
  });
