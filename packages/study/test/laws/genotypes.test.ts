import assert from 'node:assert/strict';
import test from 'node:test';
import { setTo } from './changes.js';
import { insistBroken, measured, named, said, seeds } from './judging.js';
import { holds } from './law.js';
import { scaffolded } from './law-genotypes.js';
import { onAndOff } from './law-signals.js';

const first = seeds.slice(0, 1);

// Two signs of one loss, the excess of two signals over their sum, and the need for RhoC do not come out (docs/decisions/0161).
test('law 17: MCF10A turns on with TGF-beta, and off again without Src', async (t) => {
  const { all } = await measured(onAndOff.measure);
  const criteria = onAndOff.judge(all);
  for (const criterion of criteria) t.diagnostic(said(criterion));
  for (const name of ['area with TGF-beta', 'area with TGF-beta without Src'])
    assert.ok(holds(named(criteria, name)), said(named(criteria, name)));
});

test('law 17 breaks where TGF-beta reaches neither Src nor RhoC nor MT1-MMP', async (t) => {
  const deaf = setTo({ src_by_hic5: 0, rhoc_by_hic5: 0, smad_on_mt1: 0 });
  const { all } = await measured(onAndOff.measure, { change: deaf });
  insistBroken(t, named(onAndOff.judge(all), 'area with TGF-beta'));
});

test('law 17: fewer cores hold Tks5 where a line has little cortactin, but some do', async (t) => {
  const { all } = await measured(scaffolded.measure, { of: first });
  const [criterion] = scaffolded.judge(all);
  t.diagnostic(said(criterion));
  assert.ok(criterion.estimate.value > 0 && criterion.estimate.high < 1, said(criterion));
});
