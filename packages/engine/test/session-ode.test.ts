import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, modelOf, start, value, values } from './models.js';

const decayAndBack = modelOf({
  parameters: { k1: '0.02 1/s', k2: '0.01 1/s' },
  places: {
    cell: {
      volume: '[1000 um3]',
      amounts: { total: { value: '10 uM', source: { assumed: 'a test' } } },
      species: { A: { unit: 'uM', initial: 'total' }, B: { unit: 'nM' } },
      definitions: { share: 'A / total', sum: { value: 'A + B', unit: 'nM' } },
    },
  },
  reactions: {
    forth: { in: 'cell', equation: 'A -> B', rate: 'k1 * A' },
    back: { in: 'cell', equation: 'B -> A', rate: 'k2 * B' },
  },
});

const closedForm = (t: number, total = 10) => total * (1 / 3 + (2 / 3) * Math.exp(-0.03 * t));

test('a reversible reaction follows its closed form, in declared units', async () => {
  const session = await start(decayAndBack);
  assert.equal(await value(session, 'cell.A'), 10);
  for (const t of [5, 60, 200]) {
    await advance(session, t);
    assert.equal(session.time, t);
    const a = await value(session, 'cell.A');
    assert.ok(Math.abs(a - closedForm(t)) < 2e-5, `${a} at ${t}`);
    assert.ok(Math.abs((await value(session, 'cell.B')) - 1000 * (10 - a)) < 1e-6);
    assert.ok(Math.abs((await value(session, 'cell.share')) - a / 10) < 1e-12);
    assert.ok(Math.abs((await value(session, 'cell.sum')) - 10_000) < 1e-6);
    assert.equal(await value(session, 'cell.age'), t);
  }
});

test('an amount set before the start moves the initial state, a parameter set later the rate', async () => {
  const session = await start(decayAndBack, [0, 1]);
  session.set('cell.A', 3, [1]);
  session.set('cell.total', 20);
  assert.deepEqual(await values(session, 'cell.A'), [20, 3]);
  session.set('parameter.k1', [0.02, 0], undefined);
  session.set('parameter.k2', 0, [1]);
  await advance(session, 60);
  const [first, second] = await values(session, 'cell.A');
  assert.ok(Math.abs(first - closedForm(60, 20)) < 1e-4);
  assert.equal(second, 3);
  assert.deepEqual(await values(session, 'parameter.k1'), [0.02, 0]);
});

test('unknown slots name the nearest, wrong lengths say how many', async () => {
  const session = await start(decayAndBack);
  await assert.rejects(session.read('cell.a'), /nearest is "cell.A"/);
  assert.throws(() => session.set('cell.A', [1, 2]), /expected one, or 1/);
  assert.throws(() => session.set('cell.share', 1), /follows from the rest/);
  assert.throws(() => session.set('cell.A', Number.NaN), /finite/);
});

test('chunks and a checkpoint change no bit', async () => {
  const whole = await start(decayAndBack, [3, 4]);
  await advance(whole, 500);
  const chunked = await start(decayAndBack, [3, 4]);
  for (const t of [5, 35, 40, 100]) await advance(chunked, t);
  const bytes = await chunked.checkpoint();
  const { referenceEngine } = await import('@invadolab/engine');
  const restored = await referenceEngine.start(decayAndBack, { members: [3, 4], seed: 1, from: bytes });
  assert.equal(restored.time, 100);
  await advance(restored, 500);
  await advance(chunked, 500);
  for (const slot of ['cell.A', 'cell.B']) {
    assert.deepEqual(await values(chunked, slot), await values(whole, slot));
    assert.deepEqual(await values(restored, slot), await values(whole, slot));
  }
  await assert.rejects(referenceEngine.start(decayAndBack, { members: [3, 5], seed: 1, from: bytes }), /other members/);
});

test('events fire on ticks, again and again, and where a state crosses, between ticks', async () => {
  const model = modelOf({
    parameters: { k: '0.01 1/s' },
    places: {
      cell: {
        volume: '[1 um3]',
        species: { A: { unit: 'molecule', initial: '[100 molecule]' }, B: { unit: 'molecule' } },
      },
    },
    reactions: { fall: { in: 'cell', equation: 'A ->', rate: 'k * A' } },
    events: {
      dose: { at: '10 s', every: '20 s', set: { B: 'B + [1 molecule]' } },
      refill: { in: 'cell', when: 'A - [50 molecule]', crossing: 'falling', set: { A: 'A + [50 molecule]' } },
    },
  });
  const session = await start(model);
  await advance(session, 9);
  await advance(session, 300);
  assert.equal(await value(session, 'cell.B'), 15);
  const refills = session.happenings(0).filter((one) => one.by === 'refill');
  assert.equal(refills.length, 4);
  refills.forEach(({ time }, i) => {
    assert.ok(Math.abs(time - (i + 1) * 100 * Math.LN2) < 1e-3, `${time}`);
  });
  const since = session.happenings(200);
  assert.ok(since.every((one) => one.time >= 200) && since.length > 0);
});

test('a failed solver is a status that says the cure', async () => {
  const model = modelOf({
    parameters: { k: '1 1/molecule/s' },
    places: { cell: { species: { A: { unit: 'molecule', initial: '[1 molecule]' } } } },
    reactions: { explode: { in: 'cell', equation: '-> A', rate: 'k * A * A' } },
  });
  const session = await start(model);
  const status = await session.advance(10);
  assert.equal(status.state, 'failed');
  assert.match(status.message ?? '', /Member 0 .*cell.*without bound/);
});

test('the explicit method agrees with the implicit one, and names it where a model is stiff', async () => {
  const model = (method: 'rodas4' | 'dopri5', fast: string) =>
    modelOf({
      places: { dish: { species: { A: { unit: 'molecule', initial: '[1000 molecule]' }, B: { unit: 'molecule' } } } },
      reactions: {
        meet: { in: 'dish', equation: '2 A -> B', rate: '[1e-5 1/molecule/s] * A * A' },
        part: { in: 'dish', equation: 'B -> 2 A', rate: `${fast} * B` },
      },
      numerics: { method, tolerance: 1e-9, tick: '10 s' },
    });
  const found = [];
  for (const method of ['rodas4', 'dopri5'] as const) {
    const session = await start(model(method, '[0.002 1/s]'));
    await advance(session, 600);
    found.push(await value(session, 'dish.A'));
  }
  assert.notEqual(found[0], found[1]);
  assert.ok(Math.abs(found[0] / found[1] - 1) < 1e-7, `${found}`);
  const status = await (await start(model('dopri5', '[1e7 1/s]'))).advance(10);
  assert.match(status.message ?? '', /dish: needs more than .* steps .*: set numerics.method to rodas4/);
  await advance(await start(model('rodas4', '[1e7 1/s]')), 10);
});
