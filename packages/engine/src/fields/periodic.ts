/**
 * Solves `(1 + decay + 2c) u_i - c (u_(i-1) + u_(i+1)) = b_i` on a ring, in place, for every row or column of a square.
 * With constant coefficients the matrix is `A (1 - r S)(1 - r S^-1)`, S the shift by one: two recursive filters,
 * no division and no stored factors. The value that a filter starts from closes the ring: a geometric sum, cut where its
 * terms fall below the rounding error.
 */
export interface RingFilter {
  readonly side: number;
  /** 1 / A */
  readonly gain: number;
  readonly r: number;
  /** Terms of the geometric sum, and 1 / (1 - r^side). */
  readonly terms: number;
  readonly closure: number;
}

/** `c` = D dt / h2 (dimensionless), `decay` = rate x dt. */
export function ringFilter(side: number, c: number, decay: number): RingFilter {
  const b = 1 + decay + 2 * c;
  const twiceA = b + Math.sqrt((1 + decay) * (1 + decay + 4 * c));
  const r = (2 * c) / twiceA;
  let power = 1;
  let terms = 0;
  while (terms < side && power > 1e-18) {
    power *= r;
    terms++;
  }
  return { side, gain: 2 / twiceA, r, terms, closure: terms < side ? 1 : 1 / (1 - power) };
}

/** Along each row; four rows at a time, since each filter waits for its own last result. */
export function filterRows(u: Float64Array, filter: RingFilter): void {
  const { side, gain, r, terms, closure } = filter;
  const whole = side - (side % 4);
  for (let row = 0; row < whole; row += 4) {
    const a = row * side;
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
  for (let row = whole; row < side; row++) filterRow(u, row * side, filter);
}

function filterRow(u: Float64Array, from: number, { side, gain, r, terms, closure }: RingFilter): void {
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

/** Columns at a time: what fits the first cache together with one line of each row. */
const tile = 32;

/** Along each column, a tile of neighbouring columns at a time. */
export function filterColumns(u: Float64Array, filter: RingFilter): void {
  const { side, gain, r, terms, closure } = filter;
  const carry = new Float64Array(tile);
  for (let from = 0; from < side; from += tile) {
    const width = Math.min(tile, side - from);
    carry.fill(0);
    for (let j = side - terms; j < side; j++) gather(u, j * side + from, width, r, carry);
    scaleCarry(carry, width, gain * closure);
    first(u, from, width, gain, r, carry);
    for (let j = 1; j < side; j++) follow(u, j * side + from, -side, width, gain, r);
    carry.fill(0);
    for (let j = terms - 1; j >= 0; j--) gather(u, j * side + from, width, r, carry);
    scaleCarry(carry, width, closure);
    first(u, (side - 1) * side + from, width, 1, r, carry);
    for (let j = side - 2; j >= 0; j--) follow(u, j * side + from, side, width, 1, r);
  }
}

function gather(u: Float64Array, at: number, width: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < width; i++) carry[i] = u[at + i] + r * carry[i];
}

/** The row where a filter starts, from what closes the ring. */
function first(u: Float64Array, at: number, width: number, gain: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < width; i++) u[at + i] = gain * u[at + i] + r * carry[i];
}

/** Every other row, from the one before it. */
function follow(u: Float64Array, at: number, step: number, width: number, gain: number, r: number): void {
  const before = at + step;
  for (let i = 0; i < width; i++) u[at + i] = gain * u[at + i] + r * u[before + i];
}

function scaleCarry(carry: Float64Array, width: number, factor: number): void {
  for (let i = 0; i < width; i++) carry[i] *= factor;
}
