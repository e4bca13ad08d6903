import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import type { Tissue } from '@invadolab/model';
import { Grid3 } from '../src/fields/grid.js';
import { tissuePlanOf } from '../src/world/plan.js';
import { distanceFromVessel, vesselWall } from '../src/world/vessel.js';
import { TissueWorld } from '../src/world/world.js';
import { invented } from './invented.js';

const quantities = {
  mixed: '20000 um2/s',
  plasma: '1000 nM',
  wall: '0.001 um/s',
  lumen: '7 um',
  fades: '1e-5 1/s',
  opens: '2e-5 1/s',
  chews: '0.02 um3/s',
  opened_by: '1e-5 1/s',
  split: '0 1/s',
};
const shipped = { unit: 'nM', diffusivity: 'mixed', vessel: { plasma: 'plasma', permeability: 'wall' } };

/** A tissue in which something leaves a vessel and turns into something else, run for that many hours. */
function run(hours: number, spread: NonNullable<Tissue['spread']>): TissueWorld {
  const model = invented(quantities, { vessel: { radius: 'lumen' }, gels: {}, tick: '36 s', spread });
  const world = new TissueWorld(tissuePlanOf(model), 0, 0, 7, []);
  for (let tick = 0; tick < 100 * hours; tick++) world.advance();
  return world;
}

const box = 96;
const nanomolar = 0.602214076;
/** 1/s at which the wall fills the box. */
const filling = (0.001 * 2 * Math.PI * 7 * box) / (box * box * box);
const tick = 36;
/** Share by which a tick may be off: first order in time, and of what the wall adds most is in the voxels around it until it spreads. */
const step = tick * (filling * (box / 12) ** 2 + 2e-5);

function amounts({ parts: { spread } }: TissueWorld): readonly number[] {
  return spread.map((field) => field.amount() / (box * box * box) / nanomolar);
}

test('what a vessel gives and what that turns into follow two linear equations, and every molecule is somewhere', () => {
  const world = run(8, {
    cargo: { ...shipped, becomes: { into: 'free', rate: 'opens' } },
    free: { unit: 'nM', diffusivity: 'mixed' },
  });
  const t = 8 * 3600;
  const all = filling + 2e-5;
  const level = (1000 * filling) / all;
  const expected = [level * (1 - Math.exp(-all * t)), 2e-5 * level * (t - (1 - Math.exp(-all * t)) / all)];
  amounts(world).forEach((value, s) => {
    assert.ok(Math.abs(value / expected[s] - 1) < step, `${value} against ${expected[s]}`);
  });
  const [load, free] = world.parts.spread.map(({ ledger }) => ledger);
  assert.ok(Math.abs(load.put - load.taken - world.parts.spread[0].amount()) < 1e-10 * load.put);
  for (const field of world.parts.spread) assert.ok(field.ledger.error(field.amount()) < 1e-10);
  // The wall takes some back, and the rest of what left the one is in the other.
  assert.ok(Math.abs(free.put - world.parts.spread[1].amount()) < 1e-10 * free.put && free.put < load.taken);
});

test('cells turn what they clear, and plasma runs out', () => {
  const world = run(8, {
    cargo: {
      unit: 'nM',
      diffusivity: 'mixed',
      vessel: { plasma: 'plasma', loss: 'fades', permeability: 'wall' },
      becomes: { into: 'free', cells: 'chews' },
    },
    free: { unit: 'nM', diffusivity: 'mixed' },
  });
  const t = 8 * 3600;
  const turning = (40 * 0.02) / (box * box * box);
  const all = filling + turning;
  const load = ((1000 * filling) / (all - 1e-5)) * (Math.exp(-1e-5 * t) - Math.exp(-all * t));
  const into = (rate: number) => (1 - Math.exp(-rate * t)) / rate;
  const free = ((1000 * filling * turning) / (all - 1e-5)) * (into(1e-5) - into(all));
  const found = amounts(world);
  assert.ok(Math.abs(found[0] / load - 1) < step, `${found[0]} against ${load}`);
  assert.ok(Math.abs(found[1] / free - 1) < step, `${found[1]} against ${free}`);
});

test('a rate reads what else is dissolved there', () => {
  const half = 900;
  const model = (rate: string) => ({
    scissors: { unit: 'nM', initial: 'plasma', diffusivity: 'mixed' },
    cargo: { unit: 'nM', initial: 'plasma', diffusivity: 'mixed', becomes: { into: 'free', rate } },
    free: { unit: 'nM', diffusivity: 'mixed' },
  });
  const hours = 2;
  const [, left] = amounts(run(hours, model(`opened_by*scissors/plasma`)));
  assert.ok(Math.abs(left / (1000 * Math.exp(-1e-5 * hours * 3600)) - 1) < 1e-9, `${left} left`);
  assert.ok(left > half);
});

test('the wall of a vessel is all dealt out, and distances are from it', () => {
  const grid = new Grid3({ nx: 3, ny: 10, nz: 10, voxel: 4 });
  for (const radius of [1, 7, 11]) {
    const { area } = vesselWall(grid, radius);
    const sum = area.reduce((all, one) => all + one, 0);
    assert.ok(Math.abs(sum - 2 * Math.PI * radius * 12) < 1e-9);
  }
  const away = distanceFromVessel(grid, 7);
  assert.equal(away[grid.index(0, 5, 5)], Math.sqrt(8) - 7);
  assert.equal(away[grid.index(2, 9, 5)], Math.sqrt(18 * 18 + 4) - 7);
});

test('what cannot be is refused by name', () => {
  const free = { unit: 'nM', diffusivity: 'mixed' };
  const fails = (parts: Partial<Tissue>, words: RegExp) =>
    assert.throws(
      () => invented(quantities, { gels: {}, ...parts }),
      (error) => isBadInput(error) && words.test(error.message),
    );
  fails({ spread: { cargo: shipped } }, /vessel in a tissue without one/);
  fails(
    { spread: { free, cargo: { ...free, becomes: { into: 'fre' } } } },
    /turns into one that does not exist.*free/s,
  );
  fails({ spread: { cargo: { ...free, becomes: { into: 'cargo' } } } }, /turns into one that does not exist/);
});
