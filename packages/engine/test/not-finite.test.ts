import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { modelOf, start } from './models.js';

/** What a run of the model ends with. */
async function message(model: ReturnType<typeof modelOf>): Promise<string> {
  const status = await (await start(model)).advance(60);
  assert.equal(status.state, 'failed');
  return status.message ?? '';
}

type Solver = 'ode' | 'tau' | 'ssa' | 'explicit';

/** A drop in a dish. It has no A, and what it makes goes to the dish if it is `open`. */
const drop = (solver: Solver, open: boolean, rate: string) =>
  modelOf({
    places: {
      dish: { species: { out: { unit: 'molecule' } } },
      drop: { in: 'dish', solver, species: { A: { unit: 'molecule' }, B: { unit: 'molecule' } } },
    },
    reactions: { made: { in: 'drop', equation: open ? '-> B + out' : '-> B', rate } },
  });

for (const solver of ['ode', 'tau', 'ssa', 'explicit'] as const)
  for (const open of [true, false]) {
    test(`0 / 0 under ${solver}${open ? '' : ', closed'}, ends the run with what to look at`, async () => {
      const found = await message(drop(solver, open, '[1 molecule/s] * (A / A)'));
      assert.match(found, /Member 0 at 0 s: The rate of "made" in drop is not a number: a quotient of 0 \(drop\.A\)/);
      assert.match(found, /guard it/);
    });

    test(`an infinite rate under ${solver}${open ? '' : ', closed'}, ends the run, too`, async () => {
      const found = await message(drop(solver, open, '[1 molecule2/s] / A'));
      assert.match(found, /The rate of "made" in drop is infinite: a quotient of 1 .*and 0 \(drop\.A\)/);
    });
  }

const sites = (parts: { hazard?: string; contents?: string; cut?: string }) =>
  modelOf({
    places: {
      dish: { species: { A: { unit: 'molecule' } } },
      site: {
        in: 'dish',
        count: parts.cut === undefined ? 0 : 1,
        solver: 'tau',
        extent: { shape: 'disc', area: '[4 um2]' },
        species: { E: { unit: 'molecule' } },
      },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '1 um',
        side: '20 um',
        species: { G: { unit: 'molecule/um2', initial: '[100 molecule/um2]' } },
      },
    },
    reactions: { cut: { in: 'site', equation: 'film.G ->', over: 'film', rate: parts.cut ?? '[1 1/s] * film.G' } },
    found: {
      birth: {
        place: 'site',
        in: 'dish',
        hazard: parts.hazard ?? '[1 1/s]',
        contents: { E: parts.contents ?? '[3 molecule]' },
      },
    },
  });

test('hazards, contents and rates at voxels name themselves', async () => {
  assert.match(
    await message(sites({ hazard: '[1 1/s] * (A / A)' })),
    /The hazard of "birth" in dish is not a number: a quotient of 0 \(dish\.A\) and 0 \(dish\.A\)/,
  );
  assert.match(await message(sites({ hazard: '[1 molecule/s] / A' })), /The hazard of "birth" in dish is infinite/);
  assert.match(
    await message(sites({ contents: '[3 molecule] * log(A / [1 molecule])' })),
    /What "birth" asks for in dish is infinite: the logarithm of 0 \(from dish\.A, q\d+\)/,
  );
  assert.match(
    await message(sites({ cut: '[1 1/s] * film.G * (E / E)' })),
    /The rate of "cut" in site is not a number: a quotient of 0 \(site\.E\)/,
  );
});

test('a place that cannot start says so', async () => {
  const model = modelOf({
    places: {
      dish: {
        amounts: { n: { value: '2 molecule', source: { assumed: 'a test' } } },
        species: { A: { unit: 'molecule', initial: 'n / n * n' } },
      },
    },
  });
  const values = [{ slot: 'dish.n', values: [0] }];
  const session = await referenceEngine.start(model, { members: [0], seed: 1, values });
  await assert.rejects(session.advance(5), /dish\.A cannot start.*NaN/);
});
