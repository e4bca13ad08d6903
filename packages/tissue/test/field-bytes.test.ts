import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { Grid3, SolubleField3, type Spreading, type Walls } from '../src/index.js';

const walls: Walls = {
  x0: { kind: 'held', density: 2 },
  x1: { kind: 'exchange', speed: 0.3, density: 0.5 },
  y0: { kind: 'exchange', speed: 5, density: 0 },
  z1: { kind: 'held', density: 1 },
};

const open: Spreading = { diffusivity: 3, decay: 0.01, walls };

function filled(grid: Grid3, spreading: Spreading, options: object): SolubleField3 {
  const field = new SolubleField3(grid, spreading, options);
  const draw = new Stream(3, 'fields').at(0, 0, 0);
  for (let v = 0; v < grid.size; v++) field.density[v] = draw.uniform();
  field.restart();
  return field;
}

// Strips of eight rows and rests of two to six; one plane; rows that four vectors do and do not divide; closed and open.
for (const [nx, ny, nz, spreading] of [
  [16, 16, 5, { diffusivity: 3, decay: 0.01 }],
  [16, 14, 4, open],
  [10, 12, 3, open],
  [6, 10, 1, open],
  [2, 2, 2, open],
  [8, 4, 1, { diffusivity: 40 }],
] as const)
  test(`vectors have the bytes of the plain loops: ${nx} x ${ny} x ${nz}, ${'walls' in spreading ? 'open' : 'closed'}`, () => {
    const grid = new Grid3({ nx, ny, nz, voxel: 2 });
    const [fast, plain] = (['fast', 'plain'] as const).map((kernel) => filled(grid, spreading, { kernel }));
    const before = Float64Array.from(plain.density);
    for (let i = 0; i < 3; i++) for (const field of [fast, plain]) field.step(0.7 + i);
    assert.ok(fast.density.buffer.byteLength >= 65536, 'this platform has WebAssembly with vectors');
    assert.deepEqual(fast.density, plain.density);
    assert.deepEqual(fast.ledger.parts, plain.ledger.parts);
    assert.ok(plain.density.every((value, v) => value > 0 && value !== before[v]));
  });

test('any ranges of planes and rows have the bytes of the whole step, also between regions', () => {
  const grid = new Grid3({ nx: 6, ny: 7, nz: 5, voxel: 1 });
  const regions = Uint8Array.from({ length: grid.size }, (_, v) => v % 3);
  for (const [spreading, options] of [
    [open, {}],
    [{ ...open, diffusivity: [3, 0.1, 0] }, { regions }],
  ] as const) {
    const whole = filled(grid, spreading, options);
    const parts = filled(grid, spreading, options);
    whole.step(2);
    parts.begin(2);
    for (const [from, to] of [
      [3, 5],
      [0, 1],
      [1, 3],
    ])
      parts.sweepPlanes(from, to);
    for (const [from, to] of [
      [6, 7],
      [0, 6],
    ])
      parts.sweepRows(from, to);
    parts.end();
    assert.deepEqual(parts.density, whole.density);
    assert.deepEqual(parts.ledger.parts, whole.ledger.parts);
  }
});

test('regions of one diffusivity do as no regions do', () => {
  const grid = new Grid3({ nx: 9, ny: 5, nz: 4, voxel: 1.5 });
  const uniform = filled(grid, open, {});
  const regions = filled(
    grid,
    { ...open, diffusivity: [3, 3] },
    { regions: Uint8Array.from({ length: grid.size }, (_, v) => v & 1) },
  );
  for (const field of [uniform, regions]) field.step(1.3);
  // Two forms of the same elimination: some roundings of each of the nine unknowns of a line.
  uniform.density.forEach((value, v) => {
    assert.ok(Math.abs(regions.density[v] / value - 1) < 1e-14, `${v}: ${regions.density[v]} for ${value}`);
  });
});

test('lines of one pattern do as lines alone do, also after regions were redrawn', () => {
  const grid = new Grid3({ nx: 14, ny: 12, nz: 10, voxel: 1 });
  const inside = (radius: number) => (_: unknown, v: number) => {
    const [x, y, z] = [(v % 14) - 6.5, (Math.floor(v / 14) % 12) - 5.5, Math.floor(v / 168) - 4.5];
    return x * x + y * y + z * z < radius * radius ? 1 : 0;
  };
  const ball = Uint8Array.from({ length: grid.size }, inside(4));
  // The same ball out of two kinds of region that do not differ, so that hardly two lines are alike.
  const speckled = ball.map((region, v) => 2 * region + ((v * 7919) % 13 < 6 ? 1 : 0));
  const few = filled(grid, { ...open, diffusivity: [3, 0.1] }, { regions: ball });
  const many = filled(grid, { ...open, diffusivity: [3, 3, 0.1, 0.1] }, { regions: speckled });
  const compare = () => {
    for (const field of [few, many]) field.step(1.3);
    few.density.forEach((value, v) => {
      assert.ok(Math.abs(many.density[v] / value - 1) < 1e-13, `${v}: ${many.density[v]} for ${value}`);
    });
  };
  compare();
  ball.set(Uint8Array.from({ length: grid.size }, inside(2)));
  speckled.set(ball.map((region, v) => 2 * region + (v % 2)));
  for (const field of [few, many]) field.regionsChanged();
  compare();
  const old = filled(grid, { ...open, diffusivity: [3, 0.1] }, { regions: ball });
  old.density.set(few.density);
  for (const field of [few, old]) field.step(1.3);
  assert.deepEqual(few.density, old.density);
});

test('a copy of the densities and the ledger goes on with the same bytes', () => {
  const grid = new Grid3({ nx: 8, ny: 6, nz: 3, voxel: 2 });
  const first = filled(grid, open, {});
  for (let i = 0; i < 3; i++) first.step(0.5);
  const second = new SolubleField3(grid, open);
  second.density.set(first.density);
  second.ledger.parts.set(first.ledger.parts);
  for (const field of [first, second]) for (let i = 0; i < 3; i++) field.step(0.5);
  assert.deepEqual(second.density, first.density);
  assert.deepEqual(second.ledger.parts, first.ledger.parts);
});
