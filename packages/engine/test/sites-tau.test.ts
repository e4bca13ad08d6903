import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, modelOf, start, value, values } from './models.js';

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
const variance = (all: readonly number[]) => {
  const middle = mean(all);
  return all.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (all.length - 1);
};

/** Birth and death; an explicit leap of length h has the stationary variance mean / (1 - k h / 2). */
for (const [name, birth, expected, tick, sites] of [
  ['rare firings, drawn together', 0.4, 40, 2, 1500],
  ['firings drawn by inversion', 0.8, 80, 10, 4000],
  ['frequent firings', 60, 6000, 10, 5000],
] as const) {
  test(`birth and death in sites: Poisson mean and variance (${name})`, async () => {
    const model = modelOf({
      places: {
        dish: { species: { gone: { unit: 'molecule' } } },
        site: {
          in: 'dish',
          count: sites,
          solver: 'tau',
          species: { N: { unit: 'molecule', initial: '[40 molecule]' } },
        },
      },
      reactions: {
        birth: { in: 'site', equation: '-> N', rate: `[${birth} molecule/s]` },
        // What dies leaves for the dish, so that sites are advanced firing by firing.
        death: { in: 'site', equation: 'N -> gone', rate: '[0.01 1/s] * N' },
      },
      numerics: { tick: `${tick} s`, substeps: 5 },
    });
    const session = await start(model);
    await advance(session, 600);
    const all = await values(session, 'site.N');
    const atTime = expected + (40 - expected) * Math.exp(-6);
    assert.ok(all.every(Number.isInteger));
    assert.ok(Math.abs(mean(all) - atTime) < 4 * Math.sqrt(atTime / sites), `mean ${mean(all)}`);
    const spread = expected / (1 - (0.01 * tick) / 10);
    assert.ok(Math.abs(variance(all) - spread) < 4.5 * spread * Math.sqrt(2 / sites), `variance ${variance(all)}`);
  });
}

const exchange = (solver: 'ode' | 'tau' | 'explicit', coupling: 'lie' | 'strang') =>
  modelOf({
    parameters: { k: '0.02 1/s' },
    places: {
      dish: { species: { W: { unit: 'molecule' } } },
      cell: {
        in: 'dish',
        count: 3,
        volume: '[1000 um3]',
        species: { A: { unit: 'nM', initial: '[2 nM]' }, B: { unit: 'molecule', initial: '[300 molecule]' } },
      },
      site: { in: 'cell', count: 4, solver, species: { A1: { unit: 'molecule', returns: 'B' } } },
    },
    reactions: {
      inwards: { in: 'site', equation: '3 B -> 3 A1', rate: 'k * B' },
      outwards: { in: 'site', equation: 'A1 -> B', rate: 'k * A1' },
      wash: { in: 'site', equation: 'A1 -> W', rate: '[0.001 1/s] * A1' },
      convert: { in: 'cell', equation: 'A -> B', rate: '[0.01 1/s] * A' },
      leak: { in: 'cell', equation: 'B -> W', rate: '[0.001 1/s] * B' },
    },
    found: {
      more: {
        place: 'site',
        in: 'cell',
        hazard: '[0.01 1/s]',
        contents: { A1: '[5 molecule]' },
        takes: { B: '[5 molecule]' },
      },
    },
    dissolve: { fewer: { place: 'site', hazard: '[0.003 1/s]' } },
    numerics: { coupling },
  });

for (const solver of ['tau', 'explicit', 'ode'] as const)
  for (const coupling of ['lie', 'strang'] as const)
    test(`what leaves one place arrives in another: ${solver} sites, ${coupling}`, async () => {
      const session = await start(exchange(solver, coupling), [0, 1]);
      const total = async () => {
        const perNanomolar = 1000 * 602.214076e-3;
        const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
        const a = sum(await values(session, 'cell.A')) * perNanomolar;
        return (
          a +
          sum(await values(session, 'cell.B')) +
          sum(await values(session, 'site.A1')) +
          sum(await values(session, 'dish.W'))
        );
      };
      const before = await total();
      await advance(session, 600);
      assert.ok(Math.abs((await total()) / before - 1) < 1e-12, `${(await total()) / before - 1}`);
      assert.ok(Math.min(...(await values(session, 'cell.B')), ...(await values(session, 'site.A1'))) >= 0);
      const happened = session.happenings(0);
      assert.ok(happened.some((one) => one.what === 'found') && happened.some((one) => one.what === 'dissolve'));
    });

test('siblings cannot take more from their parent than there is, and the status says that they tried', async () => {
  const model = modelOf({
    places: {
      cell: { species: { B: { unit: 'molecule', initial: '[60002 molecule]' } }, solver: 'tau' },
      site: { in: 'cell', count: 10, solver: 'tau', species: { A: { unit: 'molecule' } } },
    },
    reactions: { grab: { in: 'site', equation: '3 B -> 3 A', rate: '[1 1/s] * B' } },
  });
  const session = await start(model);
  const warnings = await advance(session, 5);
  assert.ok(
    warnings.some((one) => one.includes('pool was empty')),
    warnings.join(),
  );
  assert.equal(await value(session, 'cell.B'), 2);
  assert.equal(
    (await values(session, 'site.A')).reduce((a, b) => a + b),
    60000,
  );
});

test('what is not counted in molecules moves by its mean', async () => {
  const model = modelOf({
    places: {
      cell: {},
      site: {
        in: 'cell',
        solver: 'tau',
        species: { length: { unit: 'um' }, N: { unit: 'molecule', initial: '[7 molecule]' } },
      },
    },
    reactions: { grow: { in: 'site', equation: '-> length', rate: '[0.01 um/s] * N / [7 molecule]' } },
  });
  const session = await start(model);
  await advance(session, 100);
  assert.ok(Math.abs((await value(session, 'site.length')) - 1) < 1e-12);
});

test('a member does not depend on its batch, nor on how it is cut into chunks', async () => {
  const model = exchange('tau', 'lie');
  const together = await start(model, [5, 9, 2]);
  await advance(together, 300);
  const alone = await start(model, [9]);
  for (const t of [5, 100, 145, 300]) await advance(alone, t);
  const half = await start(model, [2, 9]);
  await advance(half, 150);
  const { referenceEngine } = await import('@invadolab/engine');
  const from = await half.checkpoint();
  const resumed = await referenceEngine.start(model, { members: [2, 9], seed: 1, from });
  await advance(resumed, 300);
  for (const slot of ['cell.A', 'cell.B', 'site.A1', 'site.age', 'dish.W']) {
    const own = await values(alone, slot);
    assert.deepEqual([...(await together.read(slot, [1])).values], own);
    assert.deepEqual([...(await resumed.read(slot, [1])).values], own);
  }
  assert.deepEqual((await together.read('site.A1', [1])).ids, (await alone.read('site.A1')).ids);
  const strip = (session: typeof alone, member: number) =>
    session
      .happenings(0)
      .filter((one) => one.member === member)
      .map((one) => ({ ...one, member: 0 }));
  assert.deepEqual(strip(together, 1), strip(alone, 0));
  assert.deepEqual(strip(resumed, 1), strip(alone, 0));
});
