import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';
import { beginDying } from '../src/cells/life.js';
import { tissueDemand, tissueEngine } from '../src/index.js';
import { tissuePlanOf } from '../src/world/plan.js';
import { TissueWorld } from '../src/world/world.js';
import { invented, tissue } from './invented.js';

const hour = 3600;

async function started(model: CompiledModel, members: readonly number[] = [0]): Promise<Session> {
  return tissueEngine.start(model, { members, seed: 7 });
}

async function advance(session: Session, until: number): Promise<void> {
  const status = await session.advance(until);
  assert.equal(status.state, 'done', status.message);
}

async function read(session: Session, slot: string, members?: readonly number[]): Promise<readonly number[]> {
  return [...(await session.read(slot, members)).values];
}

test('a stop on the way, and other members beside it, change no bit', async () => {
  const model = invented();
  const whole = await started(model);
  await advance(whole, 4 * hour);
  const parts = await started(model, [3, 0]);
  for (const time of [0.5, 1.7, 4]) {
    await advance(parts, time * hour);
    await parts.read('tissue.x');
  }
  for (const slot of ['tissue.x', 'tissue.y', 'tissue.z', 'tissue.load', 'gel.jelly', 'spread.breath'])
    assert.deepEqual(await read(parts, slot, [1]), await read(whole, slot), slot);
  assert.notDeepEqual(await read(parts, 'tissue.x', [0]), await read(whole, 'tissue.x'));
});

test('all of the jelly and of what is breathed is accounted for', () => {
  const world = new TissueWorld(tissuePlanOf(invented()), 0, 0, 7, []);
  for (let tick = 0; tick < 60; tick++) world.advance();
  const [jelly] = world.parts.gels;
  assert.ok(jelly.taken > 0.001 * jelly.intact, `${jelly.taken} of ${jelly.intact}`);
  assert.ok(Math.abs(jelly.amount() + jelly.taken - jelly.intact) <= 1e-10 * jelly.intact);
  const [breath] = world.parts.spread;
  const { ledger } = breath;
  assert.ok(Math.abs(breath.amount() - ledger.holds) <= 1e-10 * ledger.holds, `${breath.amount()}`);
});

test('a dying cell clears, gives, takes and turns nothing any more', () => {
  const { breath } = tissue.spread!;
  const stuff = { unit: 'uM', diffusivity: 'spreads' };
  const spread = {
    breath,
    given: { ...stuff, secretion: 'gives' },
    // As much there as around the box.
    turned: { ...stuff, initial: 'around', becomes: { into: 'made', cells: 'eats' } },
    made: stuff,
  };
  const world = new TissueWorld(tissuePlanOf(invented({ gives: '10 molecule/s' }, { spread })), 0, 0, 7, []);
  const done = () => [
    world.parts.gels[0].taken,
    world.parts.spread[0].ledger.taken,
    world.parts.spread[1].ledger.put,
    world.parts.spread[2].ledger.taken,
    world.parts.spread[3].ledger.put,
  ];
  for (let tick = 0; tick < 10; tick++) world.advance();
  const alive = done();
  for (const one of alive) assert.ok(one > 0, `${alive}`);
  const { table } = world.parts;
  for (let row = 1; row < table.count; row++) beginDying(table, row, 1e9);
  world.advance();
  const one = done();
  // The last one goes on by itself, some fortieth of all.
  for (const [i, before] of alive.entries()) {
    const more = one[i] - before;
    assert.ok(more > 0 && more < (0.1 * before) / 10, `${i}: ${more}`);
  }
  beginDying(table, 0, 1e9);
  for (let tick = 0; tick < 5; tick++) world.advance();
  assert.deepEqual(done(), one);
  assert.ok(table.count >= 40 && table.contacts.some((touched) => touched > 0), 'they are still in the way');
});

test('nobody gets where no opening is wide enough, and everybody where it is', async () => {
  const shut = await started(invented({ thick: '1000 uM', eats: '0 um3/s' }));
  const open = await started(invented({ thick: '1 uM' }));
  const farthest = async (session: Session): Promise<number> => {
    const [x, y, z] = [
      await read(session, 'tissue.x'),
      await read(session, 'tissue.y'),
      await read(session, 'tissue.z'),
    ];
    return Math.max(...x.map((_, i) => Math.hypot(x[i] - 48, y[i] - 48, z[i] - 48)));
  };
  const before = await farthest(shut);
  await advance(shut, 12 * hour);
  await advance(open, 12 * hour);
  // The mean of a voxel, 6 um, and a cell's own radius are the slack.
  assert.ok((await farthest(shut)) < before + 6, `${await farthest(shut)} after ${before}`);
  assert.ok((await farthest(open)) > before + 20, `${await farthest(open)} after ${before}`);
});

test('what a cell is told lies on the straight line between conditions, and is what a cell there does at each of them', async () => {
  const at = async (around: string, points: readonly number[]) => {
    const { breath } = tissue.spread!;
    const spread = { breath: { ...breath, uptake: 0, sets: { ...breath.sets!, at: points } } };
    const session = await started(invented({ around }, { spread }));
    await advance(session, hour);
    return { fuel: await read(session, 'tissue.fuel'), spikes: await read(session, 'tissue.spikes') };
  };
  // fuel = air^2 and air = around / 500 uM: 0.15 lies half way between 0.1 and 0.2.
  const middle = await at('75 uM', [0.1, 0.2]);
  for (const fuel of middle.fuel) assert.ok(Math.abs(fuel - (0.01 + 0.04) / 2) < 1e-12, `${fuel}`);
  const exact = await at('75 uM', [0.1, 0.15]);
  for (const fuel of exact.fuel) assert.ok(Math.abs(fuel - 0.0225) < 1e-12, `${fuel}`);
  // Beyond the outermost points nothing is extrapolated.
  const beyond = await at('400 uM', [0.1, 0.2]);
  for (const fuel of beyond.fuel) assert.ok(Math.abs(fuel - 0.04) < 1e-12, `${fuel}`);
});

test('what is asked for is said before it is made, and what is too coarse is refused by name', async () => {
  const small = tissueDemand(invented(), hour);
  assert.equal(small.voxels, 16 ** 3);
  assert.equal(small.followed, 9);
  const huge = tissueDemand(invented({ box: '6000 um', voxel: '1 um' }), hour);
  assert.ok(huge.memory > 6000 ** 3 * 8, `${huge.memory}`);
  const { breath } = tissue.spread!;
  const coarse = tissueDemand(
    invented({}, { spread: { breath: { ...breath, decay: '4*4*spreads/voxel/voxel' } } }),
    hour,
  );
  assert.match(coarse.problems.map(({ message }) => message).join(), /breath reaches/);
  // A pair of newborn cells of 4.76 um at full overlap: 2 x 4.76 um / (4 x 0.2 um/s) = 11.9 s.
  const stiff = (steps: number) => tissueDemand(invented({ push: '0.2 um/s' }, { steps }), hour).problems;
  assert.deepEqual(
    [30, 31, 90, 91].map((steps) => stiff(steps).map(({ grade }) => grade)),
    [['refused'], ['warned'], ['warned'], []],
  );
  assert.match(stiff(6)[0].message, /step of 60 s throws a pair past its rest; steps of at most 3.97 s/);
});

test('an engine says what a model lacks', () => {
  const { tissue: _, ...bare } = invented();
  const supported = tissueEngine.supports(bare as CompiledModel);
  assert.deepEqual(supported, { missing: 'a tissue' });
});
