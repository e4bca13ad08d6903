import test from 'node:test';
import { type Change, fileOf } from './bench.js';
import { benchOn, insistBroken, named, seeds } from './judging.js';
import { judgeLoss, watch } from './law-recruitment.js';

/** As many cells of the first seed as decision 0070 asks for where a mechanism is disabled. */
const cells = 24;

test('law 1 breaks where the ring brings nothing', async (t) => {
  const bench = benchOn(seeds[0], { cells });
  const set = { delivery_leak: '1', ring_on_arg: '0', ring_hold: '0' };
  const columns = {
    ...(await watch(bench, { set }, 'control', false)),
    ...(await watch(bench, { set, knockout: ['ITGB1'] }, 'beta1 integrin', false)),
  };
  insistBroken(t, named(judgeLoss(columns, 'beta1 integrin'), 'no beta1 integrin: lasting and degrading'));
});

test('law 1 breaks where Tks5 binds and stays without lipid', async (t) => {
  const plain = fileOf(benchOn(seeds[0]), {});
  const like = plain.parameters!.lipid_hold;
  const deaf: Change = (file) => {
    const reactions = { ...file.reactions! };
    for (const id of ['core_tks5', 'core_tks5_loss']) {
      const { rate, ...rest } = reactions[id];
      reactions[id] = { ...rest, rate: `${rate}`.replaceAll('PI34P2_core', 'usual_lipid') };
    }
    // The lipid that a lasting core holds, in its place.
    const usual_lipid = { ...like, name: 'lipid of a core', value: '900', range: undefined };
    return { ...file, reactions, parameters: { ...file.parameters, usual_lipid } };
  };
  const bench = benchOn(seeds[0], { cells, change: deaf });
  const columns = {
    ...(await watch(bench, {}, 'control', false)),
    ...(await watch(bench, { knockout: ['INPPL1'] }, 'SHIP2', false)),
  };
  insistBroken(t, named(judgeLoss(columns, 'SHIP2'), 'no SHIP2: lasting and degrading'));
});
