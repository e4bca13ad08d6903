import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterSquare, ringFilter } from '../src/fields/periodic.js';

/** `(1 + decay + 2c) u_i - c (u_(i-1) + u_(i+1))` along rows (`step` 1) or columns (`step` side) of a periodic square. */
function multiplied(u: Float64Array, side: number, along: 'row' | 'column', c: number, decay: number): Float64Array {
  return u.map((value, v) => {
    const [x, y] = [v % side, Math.floor(v / side)];
    const at = (shift: number) =>
      along === 'row' ? u[y * side + ((x + shift + side) % side)] : u[((y + shift + side) % side) * side + x];
    return (1 + decay + 2 * c) * value - c * (at(-1) + at(1));
  });
}

// Sides that four does and does not divide, rings that close within a part of themselves and around more than once.
for (const [side, c, decay] of [
  [3, 0.4, 0.1],
  [16, 0.1, 0],
  [21, 1.3, 0.02],
  [64, 40, 0.001],
  [50, 0.02, 3],
] as const)
  test(`the filters undo the matrix of diffusion: ${side} x ${side}, c = ${c}, decay = ${decay}`, () => {
    const density = Float64Array.from({ length: side * side }, (_, v) => ((v * 7919) % 101) / 101 + (v === 5 ? 30 : 0));
    const solution = Float64Array.from(density);
    filterSquare(solution, ringFilter(side, c, decay));
    const back = multiplied(multiplied(solution, side, 'row', c, decay), side, 'column', c, decay);
    // Multiplying magnifies the rounding of each solution by at most the norm of the matrix.
    const bound = 40 * 2 ** -53 * (1 + decay + 4 * c) ** 2 * Math.max(...solution);
    back.forEach((value, v) => {
      assert.ok(Math.abs(value - density[v]) < bound, `${v}: ${value} for ${density[v]}`);
    });
  });
