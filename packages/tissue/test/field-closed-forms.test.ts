import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Grid3, Places, SolubleField3, type Spreading } from '../src/index.js';

/** Errors of a problem with voxels and steps of two sizes, the second of half the voxel and a quarter of the step. */
function order(problem: (parts: number) => number): { coarse: number; fine: number; order: number } {
  const [coarse, fine] = [problem(1), problem(2)];
  return { coarse, fine, order: Math.log2(coarse / fine) };
}

/** The largest difference to `truth` over the largest truth. */
function worst(
  field: SolubleField3,
  truth: (x: number, y: number, z: number) => number,
  [from, to] = [0, Infinity],
): number {
  const { grid } = field;
  let [error, largest] = [0, 0];
  for (let k = 0; k < grid.nz; k++)
    for (let j = 0; j < grid.ny; j++)
      for (let i = 0; i < grid.nx; i++) {
        const [x, y, z] = [grid.centre(0, i), grid.centre(1, j), grid.centre(2, k)];
        const r = Math.hypot(x, y, z);
        if (r < from || r > to) continue;
        const exact = truth(x, y, z);
        largest = Math.max(largest, Math.abs(exact));
        error = Math.max(error, Math.abs(field.density[grid.index(i, j, k)] - exact));
      }
  return error / largest;
}

function set(field: SolubleField3, density: (x: number, y: number, z: number) => number): void {
  const { grid } = field;
  for (let k = 0; k < grid.nz; k++)
    for (let j = 0; j < grid.ny; j++)
      for (let i = 0; i < grid.nx; i++)
        field.density[grid.index(i, j, k)] = density(grid.centre(0, i), grid.centre(1, j), grid.centre(2, k));
  field.restart();
}

test('a cosine in a closed box falls by the factors of the implicit step', () => {
  const grid = new Grid3({ nx: 12, ny: 9, nz: 7, voxel: 0.5 });
  const field = new SolubleField3(grid, { diffusivity: 2, decay: 0.3 });
  const modes = [1, 2, 3];
  const counts = [grid.nx, grid.ny, grid.nz];
  const shape = (...at: number[]) =>
    at.reduce((product, x, axis) => product * Math.cos((modes[axis] * Math.PI * x) / (counts[axis] * grid.voxel)), 1);
  set(field, shape);
  const dt = 0.02;
  for (let i = 0; i < 5; i++) field.step(dt);
  // 4 D / h2 sin2(m pi / 2n) is the eigenvalue of the second difference.
  const perStep = modes.reduce(
    (product, m, axis) =>
      product / (1 + ((4 * 2 * dt) / grid.voxel ** 2) * Math.sin((m * Math.PI) / (2 * counts[axis])) ** 2),
    Math.exp(-0.3 * dt),
  );
  const left = perStep ** 5;
  assert.ok(worst(field, (x, y, z) => left * shape(x, y, z)) < 1e-13);
});

test('the error in time falls with the step', () => {
  const after = (steps: number) => {
    const field = new SolubleField3(new Grid3({ nx: 64, ny: 1, voxel: 1 }), { diffusivity: 30 });
    set(field, (x) => Math.cos((Math.PI * x) / 64));
    for (let i = 0; i < steps; i++) field.step(10 / steps);
    const rate = 4 * 30 * Math.sin(Math.PI / 128) ** 2;
    return worst(field, (x) => Math.exp(-10 * rate) * Math.cos((Math.PI * x) / 64));
  };
  const ratio = after(20) / after(40);
  assert.ok(Math.abs(ratio - 2) < 0.05, `${ratio}`);
});

test('decay alone is exact', () => {
  const field = new SolubleField3(new Grid3({ nx: 4, ny: 4, nz: 4, voxel: 1 }), { diffusivity: 5, decay: 0.07 });
  field.fill(3);
  for (let i = 0; i < 10; i++) field.step(2);
  for (const value of field.density) assert.ok(Math.abs(value / (3 * Math.exp(-1.4)) - 1) < 1e-14);
});

for (const dimensions of [2, 3] as const)
  test(`a Gaussian spreads in ${dimensions} dimensions at second order in the voxel`, () => {
    const [d, start, until, side] = [1.5, 4, 2, 16];
    // In a closed box with its mirror images.
    const line = (variance: number) => (x: number) =>
      [-side, 0, side].reduce((sum, image) => sum + Math.exp(-((x - image) ** 2) / (2 * variance)), 0) *
      Math.sqrt(start / variance);
    const found = order((parts) => {
      const n = side * parts;
      const voxel = 1 / parts;
      const low = -side / 2;
      const layer = dimensions === 2;
      const origin = [low, low, layer ? -0.5 * voxel : low] as const;
      const field = new SolubleField3(new Grid3({ nx: n, ny: n, nz: layer ? 1 : n, voxel, origin }), {
        diffusivity: d,
      });
      const at = (t: number) => {
        const along = line(start + 2 * d * t);
        return (x: number, y: number, z: number) => along(x) * along(y) * (layer ? 1 : along(z));
      };
      set(field, at(0));
      const steps = 16 * parts * parts;
      for (let i = 0; i < steps; i++) field.step(until / steps);
      return worst(field, at(until));
    });
    assert.ok(Math.abs(found.order - 2) < 0.1 && found.fine < 0.015, JSON.stringify(found));
  });

test('between a held face and decay stands a cosh, at second order', () => {
  const [d, decay, length] = [10, 0.1, 30];
  const reach = Math.sqrt(d / decay);
  const found = order((parts) => {
    const field = new SolubleField3(new Grid3({ nx: 15 * parts, ny: 1, voxel: 2 / parts }), {
      ...{ diffusivity: d, decay },
      walls: { x0: { kind: 'held', density: 5 } },
    });
    field.fill(0);
    for (let i = 0; i < 300 * parts * parts; i++) field.step(1 / parts / parts);
    return worst(field, (x) => (5 * Math.cosh((length - x) / reach)) / Math.cosh(length / reach));
  });
  assert.ok(Math.abs(found.order - 2) < 0.15 && found.fine < 0.02, JSON.stringify(found));
});

test('through a film and a slab go the resistances in a row, and the ledger has that flux', () => {
  const [d, speed, length] = [4, 0.5, 20];
  const grid = new Grid3({ nx: 10, ny: 3, nz: 2, voxel: 2 });
  const field = new SolubleField3(grid, {
    diffusivity: d,
    walls: { x0: { kind: 'held', density: 3 }, x1: { kind: 'exchange', speed, density: 1 } },
  });
  field.fill(1);
  for (let i = 0; i < 400; i++) field.step(50);
  const flux = (3 - 1) / (length / d + 1 / speed);
  // A straight line is exact on any grid and step; what has not settled yet is far below rounding.
  assert.ok(worst(field, (x) => 3 - (flux * x) / d) < 1e-12);
  const [held, film] = (['x0', 'x1'] as const).map((face) => {
    const one = new SolubleField3(grid, { ...field.spreading, walls: { [face]: field.spreading.walls?.[face] } });
    one.density.set(field.density);
    one.restart();
    one.step(1e-6);
    return one.ledger.entered - one.ledger.left;
  });
  const area = 3 * 2 * grid.voxel ** 2;
  // With one face shut the line bends, by some 1e-6 in a microsecond.
  for (const crossed of [held, -film]) assert.ok(Math.abs(crossed / (flux * area * 1e-6) - 1) < 1e-5, `${crossed}`);
});

test('around a point source with decay stands exp(-r / reach) / r, at second order', () => {
  const [d, decay, rate] = [8, 0.5, 1000];
  const reach = Math.sqrt(d / decay);
  const found = order((parts) => {
    const n = 22 * parts;
    const voxel = 2 / parts;
    const low = -(n / 2 + 0.5) * voxel;
    const grid = new Grid3({ nx: n, ny: n, nz: n, voxel, origin: [low, low, low] });
    const field = new SolubleField3(grid, { diffusivity: d, decay });
    const places = new Places(grid);
    places.stand(Int32Array.of(grid.voxelAt(0, 0, 0)));
    const dt = 0.04 / parts / parts;
    for (let i = 0; i * dt < 20; i++) {
      field.exchange(places, { source: Float64Array.of(rate) }, dt);
      field.step(dt);
    }
    const truth = (r: number) => (rate * Math.exp(-r / reach)) / (4 * Math.PI * d * r);
    // Nearer the source is no smooth field, farther the walls are felt.
    return worst(field, (x, y, z) => truth(Math.hypot(x, y, z)), [6, 10]);
  });
  // Three coarse voxels off the source, terms of higher order still count: it falls faster than the declared order.
  assert.ok(found.order > 1.85 && found.fine < 0.05, JSON.stringify(found));
});

test('uptake by cells spread evenly leaves a cosh, at second order', () => {
  const [d, uptake, length] = [10, 0.1, 30];
  const reach = Math.sqrt(d / uptake);
  const spreading: Spreading = { diffusivity: d, walls: { y1: { kind: 'held', density: 5 } } };
  const found = order((parts) => {
    const n = 15 * parts;
    const grid = new Grid3({ nx: 1, ny: n, voxel: 2 / parts });
    const field = new SolubleField3(grid, spreading);
    const places = new Places(grid);
    // Three cells to a voxel.
    places.stand(Int32Array.from({ length: 3 * n }, (_, row) => row % n));
    const clearance = new Float64Array(3 * n).fill((uptake * grid.volume) / 3);
    field.fill(0);
    for (let i = 0; i < 300 * parts * parts; i++) {
      field.exchange(places, { clearance }, 1 / parts / parts);
      field.step(1 / parts / parts);
    }
    return worst(field, (_, y) => (5 * Math.cosh(y / reach)) / Math.cosh(length / reach));
  });
  assert.ok(Math.abs(found.order - 2) < 0.15 && found.fine < 0.03, JSON.stringify(found));
});
