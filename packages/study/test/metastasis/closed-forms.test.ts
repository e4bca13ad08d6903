import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, alike, amountOf, organs, started, sumOf, week } from './body.js';

const close = (found: number, wanted: number, relative: number, what: string) =>
  assert.ok(Math.abs(found - wanted) <= relative * Math.abs(wanted), `${what}: ${found}, not ${wanted}`);

/** Nothing dies, nothing sleeps, everybody harbours: every cell that is shed becomes a micrometastasis in the end. */
const immortal = {
  cluster_share: 0,
  death_blood: '0 1/h',
  death_arrested: '0 1/h',
  death_lone: '0 1/h',
  dormancy: '0 1/h',
  ...Object.fromEntries(organs.map((organ) => [`${organ}_harbours`, 1])),
};

test('a primary grows logistically, and is gone with its source once it is removed', async () => {
  const session = await started({ ...alike({ resection_time: '40 weeks', capacity: '1e8 cell' }), found: {} });
  try {
    await advance(session, 30 * week);
    const grown = Math.exp((Math.LN2 / (51.7 / 7)) * 30);
    close(await amountOf(session, 'primary'), (1e7 * grown) / (1 + 0.1 * (grown - 1)), 1e-5, 'primary');
    await advance(session, 41 * week);
    const shed = await amountOf(session, 'shed');
    assert.equal(await amountOf(session, 'primary'), 0);
    await advance(session, 60 * week);
    assert.equal(await amountOf(session, 'shed'), shed);
    assert.ok((await amountOf(session, 'ctc')) < 1e-9);
  } finally {
    session.dispose();
  }
});

test('what was shed is somewhere, each single cell and cluster once', async () => {
  const session = await started({ ...alike({ vascularised: 0.3, resection_time: '20 weeks' }), found: {} });
  try {
    for (const weeks of [10, 30, 100]) {
      await advance(session, weeks * week);
      let found = (await amountOf(session, 'in_blood')) + (await amountOf(session, 'lost_blood'));
      for (const what of ['held', 'lost_held', 'out_1', 'lost_out', 'dormant', 'small', 'lost_micro'])
        found += await sumOf(session, what);
      // Micrometastases that found vessels have left; three in ten of those that ended, but where none can grow.
      for (const organ of organs.filter((each) => each !== 'elsewhere'))
        found += (await amountOf(session, `${organ}_lost_micro`)) * (0.3 / 0.7);
      close(found, await amountOf(session, 'shed'), 1e-6, `after ${weeks} weeks`);
    }
  } finally {
    session.dispose();
  }
});

test('the share of single cells and of clusters that become micrometastases is that of a chain of births and deaths', async () => {
  // Deaths over births of colonies of 1 to 8 in which each cell touches 2 (3 n - 6) / n others, half the deaths each.
  const touched = [0, 1, 2, 3, 3.6, 4, 4.29, 4.5];
  const terms = [1];
  for (const z of touched) terms.push((terms[terms.length - 1] * 4) / (1 + z));
  const sum = (count: number) => terms.slice(0, count).reduce((total, each) => total + each, 0);
  for (const [share, cells] of [
    [0, 1],
    [1, 4],
  ]) {
    const calm = { cluster_share: share, death_blood: '0 1/h', death_arrested: '0 1/h', dormancy: '0 1/h' };
    const session = await started({ ...alike({ ...calm, resection_time: '10 weeks', vascularised: 0 }), found: {} });
    try {
      await advance(session, 200 * week);
      const micro =
        ((await sumOf(session, 'micro')) + (await sumOf(session, 'lost_micro'))) / (await amountOf(session, 'shed'));
      close(micro, sum(cells) / sum(9), 1e-5, `clusters of ${cells}`);
    } finally {
      session.dispose();
    }
  }
});

/** A primary that neither grows nor shrinks, so that shedding is constant. */
async function founded(seed: number, members: readonly number[], weeks: number) {
  const file = alike({ ...immortal, vascularised: 1e-6 });
  const still = { ...file, reactions: { ...file.reactions } };
  delete (still.reactions as Record<string, unknown>).primary_grows;
  const session = await started(still, members, seed);
  try {
    await advance(session, weeks * week);
    const counts = members.map(() => 0);
    for (const organ of organs)
      for (const member of (await session.read(`${organ}_colony.cells`)).members) counts[member]++;
    return counts;
  } finally {
    session.dispose();
  }
}

test('metastases are founded as a Poisson process whose rate is the expected flow', async () => {
  const n = 240;
  const weeks = 26;
  const counts = await founded(
    5,
    Array.from({ length: n }, (_, member) => member),
    weeks,
  );
  // 1e4 a day come in; on average each is delayed by the blood, the wait for extravasation, the divisions and the wait for vessels.
  const blood = (1 - 0.96) / 0.31;
  const flows: Readonly<Record<string, number>> = { lung: 1, liver: 0.255, bone: 0.075, brain: 0.12, elsewhere: 0.55 };
  const leaks: Readonly<Record<string, number>> = { lung: 1, liver: 3, bone: 3, brain: 0.2, elsewhere: 1 };
  const vessels = Object.keys(flows).reduce((sum, organ) => {
    const share = (organ === 'lung' ? 0.96 : 0) + (0.04 * flows[organ]) / 2;
    return sum + share / (0.1 * leaks[organ]);
  }, 0);
  const divisions = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, k) => sum + 1 / (k * 0.03), 0);
  const delay = (blood + vessels + divisions) / 24 + 30;
  const wait = 1e4 * 1e-6;
  // The delay of the last step is exponential with 30 days, so a little has not yet come to its steady state.
  const expected = wait * (7 * weeks - delay + 30 * Math.exp(-(7 * weeks - delay + 30) / 30));
  const mean = counts.reduce((sum, each) => sum + each, 0) / n;
  const variance = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const free = counts.filter((each) => each === 0).length / n;
  const none = Math.exp(-expected);
  // Four standard errors of a mean, of a variance and of a share of a Poisson law.
  assert.ok(Math.abs(mean - expected) < 4 * Math.sqrt(expected / n), `mean ${mean}, not ${expected}`);
  const spread = Math.sqrt((expected + 2 * expected * expected) / n);
  assert.ok(Math.abs(variance - expected) < 4 * spread, `variance ${variance}, not ${expected}`);
  assert.ok(Math.abs(free - none) < 4 * Math.sqrt((none * (1 - none)) / n), `free ${free}, not ${none}`);
});

test('who is run beside whom changes nobody', async () => {
  const together = await founded(9, [3, 4, 5, 6], 20);
  const alone: number[] = [];
  for (const member of [3, 4, 5, 6]) alone.push(...(await founded(9, [member], 20)));
  assert.deepEqual(alone, together);
});
