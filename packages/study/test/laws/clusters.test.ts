import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type Body, clustersOverSingles, fatesIn } from './law-clusters.js';

/** The published range, and what counts as more (decision 0185). */
const published = [23, 50];
const more = 1.25;

async function losses(t: TestContext, body: Body): Promise<{ arrested: number; blood: number }> {
  const { blood, arrested, outside } = await fatesIn(body);
  t.diagnostic(`${body.host}: lost in the blood ${blood}, arrested ${arrested}, after extravasation ${outside}`);
  return { arrested: outside / arrested, blood: outside / blood };
}

test('law 10: most of what is shed is lost after extravasation', async (t) => {
  for (const body of [{ host: 'human' }, { host: 'mouse', set: { portal_share: 1, cluster_share: 0 } }]) {
    const { arrested, blood } = await losses(t, body);
    assert.ok(arrested > more && blood > more, `${body.host}: ${arrested}, ${blood}`);
  }
});

test('law 10: a cluster that enters the blood does 23 to 50 times what a single cell does', async (t) => {
  const { entered, seen } = await clustersOverSingles();
  t.diagnostic(`of those that enter ${entered}; of those seen in the blood ${seen}`);
  assert.ok(entered > published[0] && entered <= published[1], `${entered}`);
  // Counted as it was published the model overshoots: decision 0185. This says so if it ever comes down.
  assert.ok(seen > published[1], `${seen}: the law holds as published too; say so in the decision`);
});

test('law 10 breaks where neighbours do not matter, and where cells hardly leave vessels', async (t) => {
  const equal = { contacts_half: 1e9, death_lone: '0.0218 1/h', dormancy: '0 1/h' };
  const { entered, seen } = await clustersOverSingles(equal);
  t.diagnostic(`without neighbours: of those that enter ${entered}; of those seen in the blood ${seen}`);
  assert.ok(entered <= published[0] && seen <= published[0], `${entered}, ${seen}`);
  const { arrested } = await losses(t, { host: 'human', set: { extravasation: '0.001 1/h' } });
  assert.ok(arrested <= more, `${arrested}`);
});
