import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { advance, modelOf, start, value, values } from './models.js';

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

const layer = (more: {
  decay?: string;
  exchange?: { with: string; rate: string };
  tick?: string;
  diffusivity?: string;
  secretion?: string;
}) =>
  modelOf({
    places: {
      medium: { volume: '[40000 um3]', species: { P: { unit: 'nM' }, S: { unit: 'molecule' } } },
      cell: {
        in: 'medium',
        solver: 'tau',
        extent: { shape: 'disc', area: '[0.01 um2]' },
        species: { made: { unit: 'molecule' } },
      },
    },
    fields: {
      fluid: {
        kind: 'soluble',
        in: 'medium',
        voxel: '1 um',
        side: '100 um',
        height: '2 um',
        species: {
          P: {
            unit: 'molecule/um3',
            diffusivity: more.diffusivity ?? '[1 um2/s]',
            ...(more.decay && { decay: more.decay }),
            ...(more.exchange && { exchange: more.exchange }),
          },
        },
      },
    },
    ...(more.secretion && {
      reactions: { secrete: { in: 'cell', equation: '-> fluid.P + made', rate: more.secretion } },
    }),
    numerics: { tick: more.tick ?? '1 s' },
  });

const point = (amount: number) => Array.from({ length: 10_000 }, (_, v) => (v === 50 * 100 + 50 ? amount : 0));

/** Variance of a periodic density around voxel (50, 50), along a row. */
function spread(density: readonly number[]): number {
  return sum(density.map((d, v) => d * ((v % 100) - 50) ** 2)) / sum(density);
}

test('a point source spreads as 2 D t and stays round, positive and whole', async () => {
  const session = await start(layer({ diffusivity: '[0.1 um2/s]' }));
  session.set('fluid.P', point(1000));
  await advance(session, 30);
  const density = await values(session, 'fluid.P');
  assert.ok(Math.abs(sum(density) / 1000 - 1) < 1e-10);
  assert.ok(Math.min(...density) >= 0);
  // One implicit step of length dt adds exactly 2 D dt to the variance of a periodic density that has not met itself.
  assert.ok(Math.abs(spread(density) / 6 - 1) < 1e-6, `${spread(density)}`);
  assert.ok(Math.abs(density[50 * 100 + 40] / density[40 * 100 + 50] - 1) < 1e-9);
});

test('the step of the fields has order 1 in time against the Gaussian', async () => {
  const errors: number[] = [];
  const { SolubleField } = await import('../src/fields/soluble.js');
  const field = layer({}).fields[0];
  for (const steps of [8, 16, 32]) {
    const fluid = new SolubleField(field);
    // A wide Gaussian, so that the error of the grid is far below that of the time step.
    const gaussian = (variance: number) => (v: number) => {
      const [x, y] = [(v % 100) - 50, Math.floor(v / 100) - 50];
      return Math.exp(-(x * x + y * y) / (2 * variance)) / (2 * Math.PI * variance);
    };
    const before = gaussian(36);
    const after = gaussian(36 + 2 * 40);
    fluid.density[0].forEach((_, v) => {
      fluid.density[0][v] = before(v);
    });
    for (let i = 0; i < steps; i++) fluid.step(0, 40 / steps, { diffusivity: 1, decay: 0 });
    errors.push(Math.sqrt(sum([...fluid.density[0]].map((d, v) => (d - after(v)) ** 2))));
  }
  for (const i of [1, 2]) {
    const order = Math.log2(errors[i - 1] / errors[i]);
    assert.ok(Math.abs(order - 1) < 0.2, `${order} from ${errors}`);
  }
});

test('decay follows its implicit form, and its exponential as the step shrinks', async () => {
  const session = await start(layer({ decay: '[0.01 1/s]', tick: '30 s' }));
  session.set('fluid.P', 5);
  await advance(session, 120);
  const density = await values(session, 'fluid.P');
  const expected = 5 / (1 + 0.01 * 15) ** 8;
  assert.ok(density.every((d) => Math.abs(d / expected - 1) < 1e-12));
});

test('exchange with the medium closes the sum and ends in equilibrium', async () => {
  const session = await start(layer({ exchange: { with: 'P', rate: '[0.02 1/s]' } }));
  session.set('fluid.P', point(6000));
  const perNanomolar = 602.214076e-3;
  const inMedium = async () => (await value(session, 'medium.P')) * perNanomolar * 40_000;
  const inFluid = async () => sum(await values(session, 'fluid.P')) * 2;
  await advance(session, 60);
  assert.ok(Math.abs(((await inMedium()) + (await inFluid())) / 12_000 - 1) < 1e-10);
  // Two boxes, 20,000 and 40,000 um3: the difference of their concentrations decays at 0.02 x (1 + 20/40) per second.
  const difference = 0.6 * Math.exp(-0.03 * 60);
  const found = (await inFluid()) / 20_000 - (await inMedium()) / 40_000;
  assert.ok(Math.abs(found / difference - 1) < 1e-9, `${found} ${difference}`);
});

test('what a cell secretes is in the layer at every tick, also between two steps of the fields', async () => {
  const session = await start(layer({ secretion: '[50 molecule/s]', tick: '7 s' }));
  for (const t of [7, 14, 63, 70]) {
    await advance(session, t);
    const made = await value(session, 'cell.made');
    assert.ok(made > 0 && Math.abs((2 * sum(await values(session, 'fluid.P'))) / made - 1) < 1e-10);
  }
});

const film = (shape: 'disc' | 'gaussian', more: { rate?: string; solver?: 'tau' | 'ode'; voxel?: string } = {}) =>
  modelOf({
    places: {
      dish: { species: { pieces: { unit: 'molecule' } } },
      site: {
        in: 'dish',
        solver: more.solver ?? 'tau',
        extent: shape === 'disc' ? { shape, area: '[2 um2]' } : { shape, radius: '[0.5 um]' },
        species: { seen: { unit: 'molecule' }, E: { unit: 'molecule', initial: '[10 molecule]' } },
        definitions: { under: { value: 'film.G', unit: 'molecule/um2' } },
      },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: more.voxel ?? '0.1 um',
        side: '12 um',
        species: {
          G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' },
          H: { unit: 'molecule/um2', initial: '0 * [1 molecule/um2]' },
        },
      },
    },
    reactions: {
      cut: {
        in: 'site',
        equation: 'film.G -> film.H + pieces',
        over: 'film',
        rate: more.rate ?? '[0.002 1/s] * film.G',
      },
    },
    numerics: { tick: '5 s' },
  });

for (const shape of ['disc', 'gaussian'] as const)
  test(`a ${shape} footprint degrades by its closed form, and every piece arrives`, async () => {
    const session = await start(film(shape));
    await advance(session, 600);
    const [g, h] = [await values(session, 'film.G'), await values(session, 'film.H')];
    const [cx, cy] = [await value(session, 'site.x'), await value(session, 'site.y')];
    const lost = sum(g.map((density) => 100 - density)) * 0.01;
    assert.ok(Math.abs(sum(h) * 0.01 - lost) < 1e-9);
    assert.ok(Math.abs((await value(session, 'dish.pieces')) - lost) < 1e-9);
    g.forEach((density, v) => {
      const [dx, dy] = [((v % 120) + 0.5) * 0.1 - cx, (Math.floor(v / 120) + 0.5) * 0.1 - cy];
      const r2 = dx * dx + dy * dy;
      if (shape === 'gaussian' && r2 < 9 * 0.25) {
        const expected = 100 * Math.exp(-0.002 * 600 * Math.exp(-r2 / (2 * 0.25)));
        // The weights are scaled to the area of the whole Gaussian, of which 0.22 % is cut off.
        assert.ok(Math.abs(density - expected) < 0.2, `${density} ${expected}`);
      }
      if (shape === 'disc' && r2 > 2 / Math.PI) assert.equal(density, 100);
    });
    if (shape === 'disc') {
      // Scaled to 2 um2 exactly, so the number of voxels under it changes the share of each, not the total.
      const touched = g.filter((density) => density < 100);
      const weight = 200 / touched.length;
      const expected = 100 * Math.exp(-0.002 * 600 * weight);
      assert.ok(touched.every((density) => Math.abs(density - expected) < 1e-5));
    }
  });

test('a site sees the mean of what is under it', async () => {
  const session = await start(film('disc', { rate: '0 * [1 1/s] * film.G' }));
  assert.ok(Math.abs((await value(session, 'site.under')) - 100) < 1e-9);
});

test('zeroth-order cutting empties voxels but never below zero', async () => {
  const session = await start(film('disc', { rate: '[5 molecule/um2/s]' }));
  await advance(session, 100);
  const g = await values(session, 'film.G');
  const lost = sum(g.map((density) => 100 - density)) * 0.01;
  assert.ok(Math.min(...g) >= 0 && Math.min(...g) < 1);
  assert.ok(Math.abs((await value(session, 'dish.pieces')) / lost - 1) < 1e-10);
});

test('a soluble enzyme acts on every voxel without touching it, and sites see the result', async () => {
  const model = modelOf({
    places: {
      dish: { volume: '[1e6 um3]', species: { pieces: { unit: 'molecule' } } },
      site: {
        in: 'dish',
        extent: { shape: 'disc', area: '[2 um2]' },
        definitions: { under: { value: 'film.G', unit: 'molecule/um2' } },
      },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '0.25 um',
        side: '20 um',
        species: {
          G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' },
          H: { unit: 'molecule/um2', initial: '0 * [1 molecule/um2]' },
        },
      },
      fluid: {
        kind: 'soluble',
        in: 'dish',
        voxel: '2 um',
        side: '20 um',
        height: '1 um',
        species: { P: { unit: 'molecule/um3', initial: '[4 molecule/um3]', diffusivity: '[1 um2/s]' } },
      },
    },
    reactions: {
      fine: { in: 'film', equation: 'film.G -> 2 film.H', rate: '[0.001 um3/molecule/s] * fluid.P * film.G' },
    },
  });
  const [field, fluid] = model.fields;
  const [fine] = field.reactions;
  const pieces = { at: 'state', up: 0, field: -1, index: 0, amount: 3 } as const;
  const makesPieces = { ...field, reactions: [{ ...fine, changes: [...fine.changes, pieces] }] };
  const session = await start({ ...model, fields: [makesPieces, fluid] });
  await advance(session, 3600);
  const kept = Math.exp(-0.004 * 3600);
  for (const density of await values(session, 'film.G')) assert.ok(Math.abs(density / (100 * kept) - 1) < 1e-9);
  for (const density of await values(session, 'film.H')) assert.ok(Math.abs(density / (200 * (1 - kept)) - 1) < 1e-9);
  assert.ok(Math.abs((await value(session, 'site.under')) / (100 * kept) - 1) < 1e-9);
  assert.ok(Math.abs((await value(session, 'dish.pieces')) / (3 * 40_000 * (1 - kept)) - 1) < 1e-9);
});

const exposed = (rate: string) =>
  modelOf({
    places: { dish: {} },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '1 um',
        side: '20 um',
        species: {
          G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' },
          H: { unit: 'molecule/um2', initial: '[1 molecule/um2]' },
        },
      },
      fluid: {
        kind: 'soluble',
        in: 'dish',
        voxel: '2 um',
        side: '20 um',
        height: '1 um',
        species: { P: { unit: 'molecule/um3', diffusivity: '[1 um2/s]' } },
      },
    },
    reactions: { fine: { in: 'film', equation: 'film.G ->', rate } },
  });

test('a rate at every voxel that reads another species of a matrix is refused', () => {
  const missing = (rate: string) => {
    const found = referenceEngine.supports(exposed(rate));
    return found === true ? '' : found.missing;
  };
  assert.equal(missing('[1e-3 um3/molecule/s] * fluid.P * film.G'), '');
  assert.match(missing('[1e-3 um5/molecule2/s] * fluid.P * film.G * film.H'), /"fine".*does not consume/);
});

test('a rate at every voxel that is not a number ends the run with its name', async () => {
  const session = await start(exposed('[1e-3 1/s] * (fluid.P / fluid.P) * film.G'));
  const status = await session.advance(600);
  assert.equal(status.state, 'failed');
  assert.match(status.message ?? '', /"fine" is not a number/);
});
