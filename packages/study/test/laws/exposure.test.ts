import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { setTo } from './changes.js';
import { insist, insistBroken, measured, seeds } from './judging.js';
import { exposure } from './law-exposure.js';

const first = seeds.slice(0, 1);

test('law 14: what is free puts drugs in another order than what is in plasma, and holds fewer targets', async (t) => {
  insist(t, exposure.judge, await measured(exposure.measure, { of: first }));
});

test('law 14 breaks where all of a drug is free', async (t) => {
  const unbound = (file: ModelFile) => {
    const ids = Object.keys(file.parameters ?? {}).filter((id) => id.endsWith('_unbound_plasma'));
    assert.equal(ids.length, 1);
    return setTo({ [ids[0]]: 1 })(file);
  };
  const { all } = await measured(exposure.measure, { of: first, change: unbound });
  for (const criterion of exposure.judge(all)) insistBroken(t, criterion);
});
