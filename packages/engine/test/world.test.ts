import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { advance, modelOf, start, value, values } from './models.js';

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

/** Everything at once: a moving cell, drawn sites, a film that is cut and dissolves, a soluble species that returns. */
const everything = modelOf({
  places: {
    dish: { volume: '[1e5 um3]', species: { P: { unit: 'nM' }, pieces: { unit: 'molecule' } } },
    cell: {
      in: 'dish',
      extent: { shape: 'disc', area: '[300 um2]', aspect: 2 },
      motion: { speed: '[0.02 um/s]', persistence: '[60 s]' },
      volume: '[1000 um3]',
      amounts: { level: { value: '2 nM', source: { assumed: 'a test' }, cv: 0.3 } },
      species: { A: { unit: 'nM', initial: 'level' }, B: { unit: 'molecule', initial: '[500 molecule]' } },
      definitions: { under: { value: 'film.G', unit: 'molecule/um2' } },
    },
    site: {
      in: 'cell',
      count: 0,
      solver: 'tau',
      extent: { shape: 'gaussian', radius: '[0.5 um]' },
      species: { E: { unit: 'molecule', returns: 'B' }, length: { unit: 'um' } },
    },
  },
  fields: {
    film: {
      kind: 'matrix',
      in: 'dish',
      voxel: '0.5 um',
      side: '40 um',
      species: { G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' } },
    },
    fluid: {
      kind: 'soluble',
      in: 'dish',
      voxel: '2 um',
      side: '40 um',
      height: '2 um',
      species: { P: { unit: 'nM', diffusivity: '[10 um2/s]', exchange: { with: 'P', rate: '[0.01 1/s]' } } },
    },
  },
  reactions: {
    turn: { in: 'cell', equation: 'A -> B', rate: '[0.001 1/s] * A' },
    secrete: { in: 'site', equation: 'E -> fluid.P', rate: '[0.01 1/s] * E' },
    bind: { in: 'site', equation: 'fluid.P -> E', rate: '[0.5 molecule/s] * fluid.P / (fluid.P + [1 nM])' },
    grow: { in: 'site', equation: '-> length', rate: '[0.01 um/s]' },
    cut: { in: 'site', over: 'film', equation: 'film.G -> pieces', rate: '[0.001 1/molecule/s] * E * film.G' },
    fine: { in: 'film', equation: 'film.G ->', rate: '[1e-6 um3/molecule/s] * fluid.P * film.G' },
  },
  found: {
    birth: {
      place: 'site',
      in: 'cell',
      hazard: '[0.02 1/s]',
      accept: 'film.G / [100 molecule/um2]',
      contents: { E: '[30 molecule]' },
      takes: { B: '[30 molecule]' },
    },
  },
  dissolve: { end: { place: 'site', hazard: '[0.004 1/s] + [0.02 1/s] * (1 - covered)' } },
  events: { dose: { at: '300 s', set: { P: 'P + [1 nM]' } } },
});

const slots = [
  'dish.P',
  'dish.pieces',
  'cell.A',
  'cell.B',
  'cell.x',
  'cell.angle',
  'site.E',
  'site.y',
  'film.G',
  'fluid.P',
];

test('chunks, checkpoints and batches change no bit of a model with everything in it', async () => {
  const whole = await start(everything, [7, 8]);
  await advance(whole, 900);
  const alone = await start(everything, [8]);
  await advance(alone, 345);
  assert.ok((await values(alone, 'site.E')).length > 0);
  const from = await alone.checkpoint();
  const resumed = await referenceEngine.start(everything, { members: [8], seed: 1, from });
  await advance(resumed, 350);
  await advance(resumed, 900);
  for (const slot of slots) {
    const expected = [...(await whole.read(slot, [1])).values];
    assert.ok(expected.length > 0 && expected.every(Number.isFinite), slot);
    assert.deepEqual(await values(resumed, slot), expected, slot);
  }
  const rows = (session: typeof whole, member: number) =>
    session
      .happenings(0)
      .filter((one) => one.member === member)
      .map((one) => ({ ...one, member: 0 }));
  assert.deepEqual(rows(resumed, 0), rows(whole, 1));
  assert.notDeepEqual(await values(resumed, 'cell.A'), [...(await whole.read('cell.A', [0])).values]);
});

test('the protein is conserved through cell, sites, layer and medium', async () => {
  const session = await start(everything, [3]);
  const perNanomolar = 602.214076e-3;
  const protein = async () =>
    (await value(session, 'dish.P')) * perNanomolar * 1e5 +
    sum(await values(session, 'fluid.P')) * perNanomolar * 8 +
    (await value(session, 'cell.A')) * perNanomolar * 1000 +
    (await value(session, 'cell.B')) +
    sum(await values(session, 'site.E'));
  const before = await protein();
  await advance(session, 295);
  assert.ok(Math.abs((await protein()) / before - 1) < 1e-10);
  await advance(session, 600);
  assert.ok(Math.abs((await protein()) / (before + perNanomolar * 1e5) - 1) < 1e-10);
});

test('a cell walks as far as its speed and persistence say', async () => {
  const model = modelOf({
    places: {
      dish: {},
      cell: {
        in: 'dish',
        count: 400,
        extent: { shape: 'disc', area: '[1 um2]' },
        motion: { speed: '[0.01 um/s]', persistence: '[100 s]' },
      },
    },
    numerics: { tick: '2 s' },
  });
  const session = await start(model);
  const [x0, y0] = [await values(session, 'cell.x'), await values(session, 'cell.y')];
  await advance(session, 400);
  const [x, y] = [await values(session, 'cell.x'), await values(session, 'cell.y')];
  const squares = x.map((_, i) => (x[i] - x0[i]) ** 2 + (y[i] - y0[i]) ** 2);
  // Fürth: 2 v2 P (t - P (1 - exp(-t / P))); squares of displacements scatter by about their mean.
  const expected = 2 * 1e-4 * 100 * (400 - 100 * (1 - Math.exp(-4)));
  assert.ok(Math.abs(sum(squares) / 400 / expected - 1) < 4 / Math.sqrt(400), `${sum(squares) / 400} ${expected}`);
});

test('sites that their cell has left know it', async () => {
  const members = Array.from({ length: 12 }, (_, i) => i);
  const session = await start(everything, members);
  await advance(session, 200);
  const moved = (all: readonly number[]) => all.map((one) => (one + 20) % 40);
  session.set('cell.x', moved(await values(session, 'cell.x')));
  session.set('cell.y', moved(await values(session, 'cell.y')));
  const outside = async () => {
    const [x, y, angle] = await Promise.all(['cell.x', 'cell.y', 'cell.angle'].map((slot) => values(session, slot)));
    const column = await session.read('site.x');
    const [sx, sy] = [await values(session, 'site.x'), await values(session, 'site.y')];
    const ring = (d: number) => d - 40 * Math.round(d / 40);
    const a2 = (300 * 2) / Math.PI;
    const left = sx.filter((_, i) => {
      const m = column.members[i];
      const [dx, dy] = [ring(sx[i] - x[m]), ring(sy[i] - y[m])];
      const u = dx * Math.cos(angle[m]) + dy * Math.sin(angle[m]);
      const v = dy * Math.cos(angle[m]) - dx * Math.sin(angle[m]);
      return (u * u) / a2 + (v * v) / (a2 / 4) > 1;
    });
    return left.length / sx.length;
  };
  assert.ok((await outside()) > 0.9);
  await advance(session, 400);
  // Left behind they go at 0.024 per second, so fewer than one in a hundred stay; the cells leave a few more as they walk.
  assert.ok((await outside()) < 0.1, `${await outside()}`);
});

test('a wide place sees the mean over blocks, which is that over voxels', async () => {
  const model = modelOf({
    places: {
      dish: {},
      cell: {
        in: 'dish',
        extent: { shape: 'disc', area: '[5000 um2]' },
        definitions: { under: { value: 'film.G', unit: 'molecule/um2' } },
      },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '0.5 um',
        side: '160 um',
        species: { G: { unit: 'molecule/um2', initial: '[1 molecule/um2]' } },
      },
    },
  });
  const session = await start(model);
  const slope = Array.from({ length: 320 * 320 }, (_, v) => 1 + (v % 320) / 320);
  session.set('film.G', slope);
  // The cell stands in the middle of a slope, so its mean is that in the middle, but for the blocks at its rim.
  assert.ok(Math.abs((await value(session, 'cell.under')) - 1.5) < 0.01);
});

test('amounts per member arrive before the initial state', async () => {
  const session = await referenceEngine.start(everything, {
    members: [0, 1],
    seed: 1,
    values: [{ slot: 'cell.level', values: [3, 5] }],
  });
  assert.deepEqual(
    (await values(session, 'cell.A')).map((one) => Math.round(one * 1e9) / 1e9),
    [3, 5],
  );
});

test('a run stops at a signal, and says where', async () => {
  const control = new AbortController();
  const session = await referenceEngine.start(everything, {
    members: [0],
    seed: 1,
    signal: control.signal,
    onProgress: () => control.abort(),
  });
  const status = await session.advance(20_000);
  assert.equal(status.state, 'stopped');
  assert.ok(status.time > 0 && status.time < 20_000);
});

test('what the engine lacks is said before it starts', async () => {
  const { fields } = everything;
  const [film, fluid] = fields;
  const both = film.reactions[0].changes.map((change) => ({ ...change, amount: -2 }));
  const broken = { ...everything, fields: [{ ...film, reactions: [{ ...film.reactions[0], changes: both }] }, fluid] };
  const verdict = referenceEngine.supports(broken);
  assert.ok(verdict !== true && verdict.missing.includes('"fine"'));
  assert.equal(referenceEngine.supports(everything), true);
  await assert.rejects(start(broken), /cannot run the model/);
});

test('exact events say when their surroundings are frozen over a tick', async () => {
  const model = (rate: string) =>
    modelOf({
      places: {
        dish: { species: { P: { unit: 'molecule', initial: '[100 molecule]' } } },
        site: { in: 'dish', count: 2, solver: 'ssa', species: { N: { unit: 'molecule' } } },
      },
      reactions: {
        bind: { in: 'site', equation: 'P -> N', rate },
        leave: { in: 'site', equation: 'N -> P', rate: '[0.1 1/s] * N' },
      },
    });
  const frozen = await start(model('[0.01 1/s] * P'));
  assert.match((await advance(frozen, 100)).join(), /frozen over each tick/);
  assert.equal((await value(frozen, 'dish.P')) + sum(await values(frozen, 'site.N')), 100);
  const exact = await start(model('[1 molecule/s]'));
  assert.doesNotMatch((await advance(exact, 100)).join(), /frozen/);
});

test('the serial pool runs in turn, copies what it carries, and passes errors on', async () => {
  const order: number[] = [];
  const pool = new SerialPool({
    double: async (input: { n: number; wait: number }) => {
      await new Promise((resolve) => setTimeout(resolve, input.wait));
      order.push(input.n);
      return { twice: 2 * input.n };
    },
    fail: async () => {
      throw new Error('no');
    },
  });
  const work = [
    pool.run('double', { n: 1, wait: 20 }),
    pool.run('fail', {}).catch((error) => String(error)),
    pool.run('double', { n: 2, wait: 0 }),
  ];
  assert.deepEqual(await Promise.all(work), [{ twice: 2 }, 'Error: no', { twice: 4 }]);
  assert.deepEqual(order, [1, 2]);
  await assert.rejects(pool.run('unknown', {}), /knows no task/);
  await assert.rejects(pool.run('double', { n: 3, wait: 0 }, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await pool.close();
});
