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

test('it settles where steps lead, with cells and open faces', () => {
  const grid = new Grid3({ nx: 7, ny: 6, nz: 5, voxel: 4 });
  const draw = new Stream(2, 'settle').at(0, 0, 0);
  const field = new SolubleField3(grid, {
    ...{ diffusivity: 6, decay: 0.01 },
    walls: {
      x1: { kind: 'held', density: 3 },
      y0: { kind: 'exchange', speed: 0.4, density: 0 },
      z1: { kind: 'held', density: 1 },
    },
  });
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
