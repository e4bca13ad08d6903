/**
 * The elementary functions as fixed-point integers with 220 bits after the point: slow, simple, and independent of both
 * our floating-point versions and the platform's. A double is a ratio of integers, so arguments are exact.
 */
const BITS = 220n;
const ONE = 1n << BITS;

export function fixed(x: number): bigint {
  // Every double above 2^-150 in size is a multiple of 2^-203; smaller ones are not used as arguments.
  let digits = 0n;
  let rest = x;
  let shift = BITS;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    shift -= 1n;
  }
  digits = BigInt(rest);
  return shift >= 0n ? digits << shift : digits >> -shift;
}

const multiply = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const divide = (a: bigint, b: bigint): bigint => (a << BITS) / b;

export function exactExp(x: bigint): bigint {
  // e^x = (e^(x / 2^20))^(2^20); the guard bits lost by squaring are far below the 60 that matter.
  const halvings = 20n;
  const small = x >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; n < 40n; n++) {
    term = multiply(term, small) / n;
    sum += term;
  }
  for (let n = 0n; n < halvings; n++) sum = multiply(sum, sum);
  return sum;
}

export function exactLog(x: bigint): bigint {
  let power = 0n;
  let m = x;
  while (m > 2n * ONE) {
    m >>= 1n;
    power++;
  }
  while (m < ONE) {
    m <<= 1n;
    power--;
  }
  return atanhSeries(m) + power * atanhSeries(2n * ONE);
}

/** log x = 2 (s + s^3/3 + ...), s = (x - 1)/(x + 1), for x in [1, 2]. */
function atanhSeries(x: bigint): bigint {
  const s = divide(x - ONE, x + ONE);
  const square = multiply(s, s);
  let power = s;
  let sum = 0n;
  for (let n = 1n; n < 150n; n += 2n) {
    sum += power / n;
    power = multiply(power, square);
  }
  return 2n * sum;
}

export function exactSine(x: bigint): bigint {
  return alternating(reduced(x), reduced(x), 1n);
}

export function exactCosine(x: bigint): bigint {
  return alternating(ONE, reduced(x), 0n);
}

function alternating(first: bigint, x: bigint, start: bigint): bigint {
  const square = multiply(x, x);
  let term = first;
  let sum = first;
  for (let n = start; n < 90n; n += 2n) {
    term = -multiply(term, square) / ((n + 1n) * (n + 2n));
    sum += term;
  }
  return sum;
}

/** The angle modulo 2 pi, pi by Machin's formula with enough bits for the largest argument used. */
function reduced(x: bigint): bigint {
  const extra = 1100n;
  return ((x << extra) % (2n * pi(BITS + extra))) >> extra;
}

function pi(bits: bigint): bigint {
  return 4n * (4n * arctangent(5n, bits) - arctangent(239n, bits));
}

/** Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/15 + ...), with bits to spare for what cancels in the tails. */
export function exactNormal(z: bigint): bigint {
  const square = multiply(z, z);
  let term = z;
  let sum = z;
  for (let n = 3n; n < 800n; n += 2n) {
    term = multiply(term, square) / n;
    sum += term;
  }
  const density = divide(exactExp(-square / 2n), squareRoot(2n * pi(BITS)));
  return ONE / 2n + multiply(density, sum);
}

function squareRoot(x: bigint): bigint {
  let root = x;
  for (let i = 0; i < 20; i++) root = (root + divide(x, root)) / 2n;
  return root;
}

function arctangent(inverse: bigint, bits: bigint): bigint {
  let power = (1n << bits) / inverse;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += n % 4n === 1n ? power / n : -power / n;
    power /= inverse * inverse;
  }
  return sum;
}

/** Distance of `value` from the exact number, in units of the last place of the exact number. */
export function ulps(value: number, exact: bigint): number {
  const nearest = Math.abs(toNumber(exact));
  const above = nearest * (1 + Number.EPSILON);
  const spacing = above > nearest ? above - nearest : Number.MIN_VALUE;
  return Math.abs(toNumber(fixed(value) - exact)) / 2 ** Math.round(Math.log2(spacing));
}

export function toNumber(x: bigint): number {
  return Number(x) / 2 ** Number(BITS);
}
