import type { Grid3 } from './grid.js';
import type { LineFactors } from './line.js';
import { UniformSweeps } from './sweeps.js';

/** Sweeps as plain loops. */
export class PlainSweeps extends UniformSweeps {
  readonly values: Float64Array;

  constructor(grid: Grid3) {
    super(grid);
    this.values = new Float64Array(grid.size);
  }

  protected override taken(): void {}

  protected override lines(direction: 0 | 1 | 2, index: number): void {
    const { nx, ny } = this.grid;
    const factors = this.factors[direction];
    const plane = index * nx * ny;
    if (direction === 0) alongRows(this.values, plane, nx, ny, factors);
    else if (direction === 1) acrossRows(this.values, plane, nx, nx, factors);
    else acrossRows(this.values, index * nx, nx * ny, nx, factors);
  }
}

/** Lines along `count` rows of `length` voxels. */
function alongRows(u: Float64Array, from: number, length: number, count: number, factors: LineFactors): void {
  let row = 0;
  for (; row + 4 <= count; row += 4) fourRows(u, from + row * length, length, factors);
  for (; row < count; row++) oneRow(u, from + row * length, length, factors);
}

/** All lines through a row of `length` voxels at once, `stride` from one voxel of a line to the next. */
function acrossRows(
  u: Float64Array,
  from: number,
  stride: number,
  length: number,
  { gain, down, up, first, last }: LineFactors,
): void {
  const count = gain.length;
  const start = down[0] * first;
  for (let i = from; i < from + length; i++) u[i] = gain[0] * u[i] + start;
  for (let k = 1; k < count; k++) {
    const at = from + k * stride;
    const [g, d] = [gain[k], down[k]];
    for (let i = at; i < at + length; i++) u[i] = g * u[i] + d * u[i - stride];
  }
  const end = from + (count - 1) * stride;
  const more = up[count - 1] * last;
  for (let i = end; i < end + length; i++) u[i] += more;
  for (let k = count - 2; k >= 0; k--) {
    const at = from + k * stride;
    const f = up[k];
    for (let i = at; i < at + length; i++) u[i] += f * u[i + stride];
  }
}

function oneRow(u: Float64Array, a: number, length: number, { gain, down, up, first, last }: LineFactors): void {
  let s = first;
  for (let i = 0; i < length; i++) {
    s = gain[i] * u[a + i] + down[i] * s;
    u[a + i] = s;
  }
  s = last;
  for (let i = length - 1; i >= 0; i--) {
    s = u[a + i] + up[i] * s;
    u[a + i] = s;
  }
}

/** As `oneRow` for four rows: each recursion waits for its own last result, so four at a time take little longer. */
function fourRows(u: Float64Array, a: number, length: number, { gain, down, up, first, last }: LineFactors): void {
  const b = a + length;
  const c = b + length;
  const d = c + length;
  let s0 = first;
  let s1 = first;
  let s2 = first;
  let s3 = first;
  for (let i = 0; i < length; i++) {
    const g = gain[i];
    const f = down[i];
    s0 = g * u[a + i] + f * s0;
    s1 = g * u[b + i] + f * s1;
    s2 = g * u[c + i] + f * s2;
    s3 = g * u[d + i] + f * s3;
    u[a + i] = s0;
    u[b + i] = s1;
    u[c + i] = s2;
    u[d + i] = s3;
  }
  s0 = last;
  s1 = last;
  s2 = last;
  s3 = last;
  for (let i = length - 1; i >= 0; i--) {
    const f = up[i];
    s0 = u[a + i] + f * s0;
    s1 = u[b + i] + f * s1;
    s2 = u[c + i] + f * s2;
    s3 = u[d + i] + f * s3;
    u[a + i] = s0;
    u[b + i] = s1;
    u[c + i] = s2;
    u[d + i] = s3;
  }
}
