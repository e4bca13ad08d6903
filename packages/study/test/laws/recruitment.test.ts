import assert from 'node:assert/strict';
import test from 'node:test';
import { benchOn, insist, measured, seeds } from './judging.js';
import { recruitment, watch } from './law-recruitment.js';
import { estimate, shown } from './statistics.js';

test('law 1: core, Tks5, its lipid, MT1-MMP, hole; without beta1 integrin or SHIP2 fewer sites last and degrade', async (t) => {
  insist(t, recruitment.judge, await measured(recruitment.measure));
});

test('law 1 breaks where delivery waits for nothing and nothing holds MT1-MMP', async (t) => {
  const after = async (set: Record<string, string>) => {
    const columns = await watch(benchOn(seeds[0]), { set }, 'control', true);
    const [lipid, protease] = [columns['PI(3,4)P2 after Tks5'], columns['MT1-MMP after PI(3,4)P2']];
    return estimate(lipid.map((delay, cell) => delay + protease[cell]));
  };
  // By the criterion of decision 0070 free delivery alone should do; MT1-MMP that is held for minutes still comes late.
  const free = { delivery_leak: '1', core_K: '1 molecule' };
  const delivered = await after(free);
  const exchanged = await after({ ...free, mt1_hold: '0 1/s' });
  t.diagnostic(
    `MT1-MMP after Tks5: ${shown(delivered)} s with free delivery, ${shown(exchanged)} s without holding too`,
  );
  assert.ok(exchanged.high < 0, shown(exchanged));
});
