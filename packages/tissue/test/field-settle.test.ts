import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { Grid3, Places, Settler, SolubleField3 } from '../src/index.js';

const nobody = (grid: Grid3) => {
  const places = new Places(grid);
  places.stand(new Int32Array(0));
  return places;
};

test('between a held face and decay it settles in a cosh, at second order, whatever the step', () => {
  const [d, decay, length] = [10, 0.1, 30];
  const reach = Math.sqrt(d / decay);
  const error = (n: number) => {
    const grid = new Grid3({ nx: n, ny: 3, nz: 2, voxel: length / n });
    const field = new SolubleField3(grid, { diffusivity: d, decay, walls: { x0: { kind: 'held', density: 5 } } });
    const found = new Settler(grid).settle(field, nobody(grid), {}, 1, { tolerance: 1e-12 });
    assert.ok(Math.abs(found.imbalance) < 1e-10 && Math.abs(found.entered / found.decayed - 1) < 1e-10);
    let worst = 0;
    for (let i = 0; i < n; i++) {
      const exact = (5 * Math.cosh((length - grid.centre(0, i)) / reach)) / Math.cosh(length / reach);
      worst = Math.max(worst, Math.abs(field.density[i] - exact));
    }
    return worst;
  };
  const order = Math.log2(error(20) / error(40));
  assert.ok(Math.abs(order - 2) < 0.1, `${order}`);
});

for (const kind of ['one diffusivity', 'regions'])
  test(`it settles where steps lead, with cells and open faces: ${kind}`, () => {
    const grid = new Grid3({ nx: 7, ny: 6, nz: 5, voxel: 4 });
    const draw = new Stream(2, 'settle').at(0, 0, 0);
    const regions = Uint8Array.from({ length: grid.size }, () => Math.floor(3 * draw.uniform()));
    const field = new SolubleField3(
      grid,
      {
        ...{ diffusivity: kind === 'regions' ? [20, 3, 0.5] : 6, decay: 0.01 },
        walls: {
          x1: { kind: 'held', density: 3 },
          y0: { kind: 'exchange', speed: 0.4, density: 0 },
          z1: { kind: 'held', density: 1 },
        },
      },
      kind === 'regions' ? { regions } : {},
    );
    const rows = 30;
    const places = new Places(grid);
    places.stand(Int32Array.from({ length: rows }, () => Math.floor(grid.size * draw.uniform())));
    const source = Float64Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? 40 * draw.uniform() : 0));
    const clearance = Float64Array.from({ length: rows }, () => 30 * draw.uniform());
    const taken = new Float64Array(rows);
    const found = new Settler(grid).settle(field, places, { source, clearance, taken }, 7, { tolerance: 1e-12 });
    assert.ok(Math.abs(found.imbalance) < 1e-10);
    assert.ok(Math.abs(taken.reduce((sum, one) => sum + one, 0) / 7 / found.taken - 1) < 1e-12);
    const settled = Float64Array.from(field.density);
    // Steps are first order: their balance comes to the settled one as they get shorter.
    const away = (dt: number) => {
      for (let i = 0; i * dt < 200; i++) {
        field.exchange(places, { source, clearance }, dt);
        field.step(dt);
      }
      return field.density.reduce((worst, value, v) => Math.max(worst, Math.abs(value - settled[v])), 0);
    };
    const [coarse, fine] = [away(0.05), away(0.025)];
    assert.ok(Math.abs(coarse / fine - 2) < 0.2 && fine < 0.05, `${coarse} ${fine}`);
  });

test('uptake that saturates settles where film and cells balance', () => {
  // One voxel behind a film: speed / voxel (outside - C) = most / volume C / (half + C), a quadratic in C.
  const grid = new Grid3({ nx: 1, ny: 1, voxel: 10 });
  const places = new Places(grid);
  places.stand(Int32Array.of(0, 0));
  for (const [outside, most, half] of [
    [1, 20, 0.1],
    [1, 2000, 0.02],
    [0.01, 50, 3],
  ]) {
    const film = { kind: 'exchange', speed: 2, density: outside } as const;
    const field = new SolubleField3(grid, { diffusivity: 1e9, walls: { x0: film } });
    field.fill(outside);
    const taken = new Float64Array(2);
    const uptake = { most: Float64Array.of(most, 3 * most), half, taken };
    new Settler(grid).settleSaturable(field, places, uptake, 1, { tolerance: 1e-10 });
    const rate = 2 / (1 / 1 + (2 * grid.voxel) / 4e9) / grid.voxel;
    const b = half - outside + (4 * most) / grid.volume / rate;
    const exact = (-b + Math.sqrt(b * b + 4 * half * outside)) / 2;
    assert.ok(Math.abs(field.density[0] / exact - 1) < 1e-8, `${field.density[0]} for ${exact}`);
    assert.ok(Math.abs(taken[1] / taken[0] - 3) < 1e-12);
  }
});

test('where uptake does not depend on the density stands a parabola', () => {
  const [d, length, uptake] = [2000, 100, 0.05];
  const grid = new Grid3({ nx: 20, ny: 1, voxel: length / 20 });
  const field = new SolubleField3(grid, { diffusivity: d, walls: { x0: { kind: 'held', density: 1 } } });
  const places = new Places(grid);
  places.stand(Int32Array.from({ length: 20 }, (_, i) => i));
  field.fill(1);
  const most = new Float64Array(20).fill(uptake * grid.volume);
  new Settler(grid).settleSaturable(field, places, { most, half: 1e-7 }, 1, { tolerance: 1e-10 });
  for (let i = 0; i < 20; i++) {
    const x = grid.centre(0, i);
    const exact = 1 - (uptake / d) * (length * x - (x * x) / 2);
    // Second order: a parabola is off by h2/8 of its bend.
    assert.ok(Math.abs(field.density[i] - exact) < (1.01 * (uptake / d) * grid.voxel ** 2) / 8 + 1e-6);
  }
});

test('it starts from where it is, so that a small change takes few iterations', () => {
  const grid = new Grid3({ nx: 20, ny: 20, nz: 20, voxel: 10 });
  const walls = { x0: { kind: 'held', density: 1 }, x1: { kind: 'held', density: 1 } } as const;
  const field = new SolubleField3(grid, { diffusivity: 2000, decay: 0.2, walls });
  const settler = new Settler(grid);
  const first = settler.settle(field, nobody(grid), {}, 1);
  const again = settler.settle(field, nobody(grid), {}, 1);
  assert.ok(first.iterations > 5 && again.iterations === 0);
});

test('where nothing takes it away it is refused', () => {
  const grid = new Grid3({ nx: 3, ny: 3, voxel: 1 });
  const places = new Places(grid);
  places.stand(Int32Array.of(4));
  const field = new SolubleField3(grid, { diffusivity: 1 });
  assert.throws(
    () => new Settler(grid).settle(field, places, { source: Float64Array.of(1) }, 1),
    /nothing takes the substance away/,
  );
  const decaying = new SolubleField3(grid, { diffusivity: 1, decay: 1e-3 });
  const once = { iterations: 1 };
  assert.throws(
    () => new Settler(grid).settle(decaying, places, { source: Float64Array.of(1) }, 1, once),
    /not settled after 1 iterations/,
  );
});
