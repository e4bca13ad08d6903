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

/**
 * Both directions at once, in place, row-major. The filters along columns run through whole rows, so that memory is
 * read in its order, and the first of them follows the filters along rows while these rows are at hand: the square
 * passes twice through memory. What closes the ring of the columns are the last rows, so these come first.
 */
export function filterSquare(u: Float64Array, filter: RingFilter): void {
  const { side, gain, r, terms, closure } = filter;
  const carry = new Float64Array(side);
  const closing = side - terms;
  const split = closing - (closing % 4);
  for (let row = split; row < side; row += 4) {
    filterRows(u, row, filter);
    for (let j = Math.max(row, closing); j < Math.min(side, row + 4); j++) gather(u, j * side, r, carry);
  }
  scale(carry, gain * closure);
  for (let row = 0; row < split; row += 4) {
    filterRows(u, row, filter);
    for (let j = row; j < row + 4; j++) forward(u, j * side, gain, r, carry);
  }
  for (let j = split; j < side; j++) forward(u, j * side, gain, r, carry);
  carry.fill(0);
  for (let j = terms - 1; j >= 0; j--) gather(u, j * side, r, carry);
  scale(carry, closure);
  for (let j = side - 1; j >= 0; j--) backward(u, j * side, r, carry);
}

/** Along up to four rows from `row` on; four at a time, since each filter waits for its own last result. */
function filterRows(u: Float64Array, row: number, filter: RingFilter): void {
  const { side, gain, r, terms, closure } = filter;
  if (row + 4 > side) {
    for (let one = row; one < side; one++) filterRow(u, one * side, filter);
    return;
  }
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

/** One row more of the geometric sums that the filters along all columns start from. */
function gather(u: Float64Array, at: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < carry.length; i++) carry[i] = u[at + i] + r * carry[i];
}

function scale(carry: Float64Array, factor: number): void {
  for (let i = 0; i < carry.length; i++) carry[i] *= factor;
}

/** One row of the first filter along all columns; `carry` holds its result for the row before. */
function forward(u: Float64Array, at: number, gain: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < carry.length; i++) {
    const s = gain * u[at + i] + r * carry[i];
    carry[i] = s;
    u[at + i] = s;
  }
}

/** The same of the second, which runs backwards. */
function backward(u: Float64Array, at: number, r: number, carry: Float64Array): void {
  for (let i = 0; i < carry.length; i++) {
    const s = u[at + i] + r * carry[i];
    carry[i] = s;
    u[at + i] = s;
  }
}
