import type { Tile } from './tile.js';

/** A tile as plain loops. */
export class PlainTile implements Tile {
  readonly values: Float64Array;
  readonly carry: Float64Array;
  readonly #side: number;
  readonly #rows: number;

  constructor(side: number, rows: number) {
    this.values = new Float64Array(side * rows);
    this.carry = new Float64Array(side);
    this.#side = side;
    this.#rows = rows;
  }

  alongRows(gain: number, r: number, terms: number, closure: number): void {
    const u = this.values;
    const side = this.#side;
    let row = 0;
    for (; row + 4 <= this.#rows; row += 4) fourRows(u, row * side, side, gain, r, terms, closure);
    for (; row < this.#rows; row++) oneRow(u, row * side, side, gain, r, terms, closure);
  }

  forward(gain: number, r: number): void {
    for (let row = 0; row < this.#rows; row++) {
      const { values: u, carry } = this;
      const at = row * this.#side;
      for (let i = 0; i < carry.length; i++) {
        const s = gain * u[at + i] + r * carry[i];
        carry[i] = s;
        u[at + i] = s;
      }
    }
  }

  backward(r: number): void {
    for (let row = this.#rows - 1; row >= 0; row--) {
      const { values: u, carry } = this;
      const at = row * this.#side;
      for (let i = 0; i < carry.length; i++) {
        const s = u[at + i] + r * carry[i];
        carry[i] = s;
        u[at + i] = s;
      }
    }
  }

  gatherForward(r: number): void {
    for (let row = 0; row < this.#rows; row++) gather(this.values, row * this.#side, r, this.carry);
  }

  gatherBackward(r: number): void {
    for (let row = this.#rows - 1; row >= 0; row--) gather(this.values, row * this.#side, r, this.carry);
  }
}

function gather(u: Float64Array, at: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < carry.length; i++) carry[i] = u[at + i] + r * carry[i];
}

function oneRow(
  u: Float64Array,
  from: number,
  side: number,
  gain: number,
  r: number,
  terms: number,
  closure: number,
): void {
  let s = 0;
  for (let i = side - terms; i < side; i++) s = u[from + i] + r * s;
  s *= gain * closure;
  for (let i = 0; i < side; i++) {
    s = gain * u[from + i] + r * s;
    u[from + i] = s;
  }
  s = 0;
  for (let i = terms - 1; i >= 0; i--) s = u[from + i] + r * s;
  s *= closure;
  for (let i = side - 1; i >= 0; i--) {
    s = u[from + i] + r * s;
    u[from + i] = s;
  }
}

/** As `oneRow` for four rows: each filter waits for its own last result, so four at a time take little longer. */
function fourRows(
  u: Float64Array,
  a: number,
  side: number,
  gain: number,
  r: number,
  terms: number,
  closure: number,
): void {
  const b = a + side;
  const c = b + side;
  const d = c + side;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = side - terms; i < side; i++) {
    s0 = u[a + i] + r * s0;
    s1 = u[b + i] + r * s1;
    s2 = u[c + i] + r * s2;
    s3 = u[d + i] + r * s3;
  }
  const start = gain * closure;
  s0 *= start;
  s1 *= start;
  s2 *= start;
  s3 *= start;
  for (let i = 0; i < side; i++) {
    s0 = gain * u[a + i] + r * s0;
    s1 = gain * u[b + i] + r * s1;
    s2 = gain * u[c + i] + r * s2;
    s3 = gain * u[d + i] + r * s3;
    u[a + i] = s0;
    u[b + i] = s1;
    u[c + i] = s2;
    u[d + i] = s3;
  }
  s0 = 0;
  s1 = 0;
  s2 = 0;
  s3 = 0;
  for (let i = terms - 1; i >= 0; i--) {
    s0 = u[a + i] + r * s0;
    s1 = u[b + i] + r * s1;
    s2 = u[c + i] + r * s2;
    s3 = u[d + i] + r * s3;
  }
  s0 *= closure;
  s1 *= closure;
  s2 *= closure;
  s3 *= closure;
  for (let i = side - 1; i >= 0; i--) {
    s0 = u[a + i] + r * s0;
    s1 = u[b + i] + r * s1;
    s2 = u[c + i] + r * s2;
    s3 = u[d + i] + r * s3;
    u[a + i] = s0;
    u[b + i] = s1;
    u[c + i] = s2;
    u[d + i] = s3;
  }
}
