import assert from 'node:assert/strict';
import test from 'node:test';
import { setTo } from './changes.js';
import { insist, insistBroken, measured, said, seeds } from './judging.js';
import { holds, holdsAtValue } from './law.js';
import { secretion, support } from './law-vesicles.js';

const first = seeds.slice(0, 1);

test('law 13: fewer vesicles without invadopodia', async (t) => {
  insist(t, secretion.judge, await measured(secretion.measure, { of: first }));
});

test('law 13 breaks where endosomes do not dock at invadopodia', async (t) => {
  const { all } = await measured(secretion.measure, { of: first, change: setTo({ mve_docking: 0 }) });
  for (const criterion of secretion.judge(all)) insistBroken(t, criterion);
});

test('law 13: fewer invadopodia and less degradation without secretion of vesicles', async (t) => {
  const { all } = await measured(support.measure);
  const [puncta, area] = support.judge(all);
  for (const criterion of [puncta, area]) t.diagnostic(said(criterion));
  assert.ok(holds(area), said(area));
  // Of 36 cells the interval of puncta touches the bound: the value is asked for (docs/decisions/0161).
  assert.ok(holdsAtValue(puncta) && puncta.estimate.high < 1, said(puncta));
});

test('law 13 breaks where vesicles neither signal nor help founding', async (t) => {
  const mute = setTo({ src_by_vesicles: 0, vesicle_egf: 0, vesicle_free: 1 });
  const { all } = await measured(support.measure, { of: first, change: mute });
  for (const criterion of support.judge(all)) insistBroken(t, criterion);
});
