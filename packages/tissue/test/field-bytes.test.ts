import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { PlainSweeps } from '../src/fields/sweeps-plain.js';
import { wasmSweeps } from '../src/fields/sweeps-wasm.js';
import { Grid3, SolubleField3, type Spreading, type Walls } from '../src/index.js';

const walls: Walls = {
  x0: { kind: 'held', density: 2 },
  x1: { kind: 'exchange', speed: 0.3, density: 0.5 },
  y0: { kind: 'exchange', speed: 5, density: 0 },
  z1: { kind: 'held', density: 1 },
};

const wallsOf = ({ walls: own = {} }: Spreading): Walls => own;
const open: Spreading = { diffusivity: 3, decay: 0.01, walls };

function filled(grid: Grid3, spreading: Spreading): SolubleField3 {
  const field = new SolubleField3(grid, spreading);
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
    const draw = new Stream(3, 'sweeps').at(0, 0, 0);
    const start = Float64Array.from({ length: grid.size }, () => draw.uniform());
    const fast = wasmSweeps(grid);
    assert.ok(fast, 'this platform has WebAssembly with vectors');
    const crossed = [fast, new PlainSweeps(grid)].map((sweeps) => {
      sweeps.values.set(start);
      const through = { in: 0, out: 0 };
      for (let i = 0; i < 3; i++) {
        sweeps.prepare({ dt: 0.7 + i, diffusivity: spreading.diffusivity, share: 0.9, walls: wallsOf(spreading) });
        for (let plane = 0; plane < nz; plane++) {
          sweeps.alongX(plane, through);
          sweeps.alongY(plane, through);
        }
        for (let row = 0; row < ny; row++) sweeps.alongZ(row, through);
      }
      return { values: Float64Array.from(sweeps.values), through };
    });
    assert.deepEqual(crossed[0], crossed[1]);
    assert.ok(crossed[0].values.every((value, v) => value > 0 && value !== start[v]));
  });

test('any ranges of planes and rows have the bytes of the whole step', () => {
  const grid = new Grid3({ nx: 6, ny: 7, nz: 5, voxel: 1 });
  const whole = filled(grid, open);
  const parts = filled(grid, open);
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
});

test('a copy of the densities and the ledger goes on with the same bytes', () => {
  const grid = new Grid3({ nx: 8, ny: 6, nz: 3, voxel: 2 });
  const first = filled(grid, open);
  for (let i = 0; i < 3; i++) first.step(0.5);
  const second = new SolubleField3(grid, open);
  second.density.set(first.density);
  second.ledger.parts.set(first.ledger.parts);
  for (const field of [first, second]) for (let i = 0; i < 3; i++) field.step(0.5);
  assert.deepEqual(second.density, first.density);
  assert.deepEqual(second.ledger.parts, first.ledger.parts);
});
