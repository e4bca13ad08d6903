import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cos,
  exp,
  expm1,
  log,
  log1p,
  logFactorial,
  normalCdf,
  normalQuantile,
  pow,
  Stream,
  sin,
  tanh,
} from '../src/index.js';
import { exactCosine, exactExp, exactLog, exactNormal, exactSine, fixed, toNumber, ulps } from './exact.js';

const ONE = fixed(1);
// Half a unit is the last rounding and a quarter the addition before it; the rest is for errors of higher order.
const LIMIT = 0.8;
const random = new Stream(1, 'arguments');

function worst(count: number, argument: () => number, error: (x: number) => number): number {
  let result = 0;
  for (let i = 0; i < count; i++) result = Math.max(result, error(argument()));
  return result;
}
const between = (low: number, high: number) => () => low + (high - low) * random.uniform();
const decades = (low: number, high: number) => () => (random.uniform() < 0.5 ? -1 : 1) * 10 ** between(low, high)();

test('exp is within 0.8 ulp', () => {
  assert.ok(worst(1500, between(-60, 80), (x) => ulps(exp(x), exactExp(fixed(x)))) < LIMIT);
  assert.ok(worst(500, decades(-9, 0), (x) => ulps(exp(x), exactExp(fixed(x)))) < LIMIT);
});

test('expm1 is within 1 ulp, also near 0', () => {
  const error = (x: number) => ulps(expm1(x), exactExp(fixed(x)) - ONE);
  assert.ok(worst(1500, between(-3, 3), error) < 1);
  assert.ok(worst(500, decades(-9, 1.5), error) < 1);
});

test('log and log1p are within 0.8 ulp, also near 1', () => {
  assert.ok(worst(500, between(0.4, 2.5), (x) => ulps(log(x), exactLog(fixed(x)))) < LIMIT);
  assert.ok(worst(200, decades(-20, 20), (x) => ulps(log(Math.abs(x)), exactLog(fixed(Math.abs(x))))) < LIMIT);
  const near = (x: number) => ulps(log1p(x), exactLog(ONE + fixed(x)));
  assert.ok(worst(500, between(-0.9, 3), near) < LIMIT);
  assert.ok(worst(200, decades(-9, -1), near) < LIMIT);
  assert.ok(worst(100, between(0, 1e12), near) < LIMIT);
});

test('pow is within 0.8 ulp', () => {
  // Sizes up to e^30 keep the fixed-point reference sharp; the exponent is taken far beyond that below.
  const error = (x: number) => {
    const y = between(-30, 30)() / Math.max(0.1, Math.abs(log(x)));
    const exponent = (exactLog(fixed(x)) * fixed(y)) >> 220n;
    return ulps(pow(x, y), exactExp(exponent));
  };
  assert.ok(worst(400, between(0.3, 3), error) < LIMIT);
  assert.ok(worst(200, between(1e-6, 1e6), error) < LIMIT);
});

test('pow of large results agrees with whole-number powers', () => {
  for (let i = 0; i < 300; i++) {
    const base = 3 + 2 * random.integer(500);
    const power = 5 + random.integer(90);
    const exact = Number(BigInt(base) ** BigInt(power));
    const result = pow(base, power);
    assert.ok(Math.abs(result - exact) <= exact * Number.EPSILON, `${base}^${power}`);
  }
});

test('sin and cos are within 0.8 ulp for every size of angle', () => {
  const sine = (x: number) => ulps(sin(x), exactSine(fixed(x)));
  const cosine = (x: number) => ulps(cos(x), exactCosine(fixed(x)));
  assert.ok(worst(1500, between(-10, 10), sine) < LIMIT);
  assert.ok(worst(1500, between(-10, 10), cosine) < LIMIT);
  assert.ok(worst(100, decades(-9, 6), sine) < LIMIT);
  assert.ok(worst(40, decades(6, 300), cosine) < LIMIT);
  // Next to multiples of pi/2, where all digits of the rest come from digits of pi far behind the point.
  const multiple = () => ((1 + random.integer(600000)) * Math.PI) / 2;
  assert.ok(worst(1000, multiple, sine) < 0.503 && worst(1000, multiple, cosine) < 0.503);
  // The double closest to a multiple of pi/2, relative to its size (Muller, Elementary Functions, table 11.1).
  const closest = 6381956970095103 * 2 ** 797;
  assert.ok(Math.abs(cos(closest) - -4.687165924254628e-19) < 1e-33);
  assert.ok(sine(Math.PI) < 1 && cosine(Math.PI / 2) < LIMIT);
});

test('tanh is within 2 ulp', () => {
  const error = (x: number) => {
    const doubled = exactExp(2n * fixed(x));
    return ulps(tanh(x), ((doubled - ONE) << 220n) / (doubled + ONE));
  };
  assert.ok(worst(800, between(-5, 5), error) < 2);
  assert.ok(worst(300, decades(-7, 1.5), error) < 2);
});

test('corner cases are those of the platform', () => {
  const values = [
    0,
    -0,
    1,
    -1,
    0.5,
    -2,
    2,
    3,
    -3,
    1e308,
    -1e308,
    5e-324,
    710,
    -746,
    Infinity,
    -Infinity,
    NaN,
    2 ** 53,
    1e-310,
  ];
  const pairs = [
    [exp, Math.exp],
    [expm1, Math.expm1],
    [log, Math.log],
    [log1p, Math.log1p],
    [sin, Math.sin],
    [cos, Math.cos],
    [tanh, Math.tanh],
  ] as const;
  for (const [own, platform] of pairs) for (const x of values) close(own(x), platform(x), `${platform.name}(${x})`);
  for (const x of values) for (const y of values) close(pow(x, y), x ** y, `pow(${x}, ${y})`);
});

function close(own: number, platform: number, what: string): void {
  if (Number.isFinite(platform) && Math.abs(platform) > 1e-307) {
    assert.ok(Math.abs(own - platform) <= 2 * Number.EPSILON * Math.abs(platform), `${what}: ${own}, ${platform}`);
  } else {
    assert.ok(Math.abs(own - platform) < 1e-322 || Object.is(own, platform), `${what}: ${own}, ${platform}`);
  }
}

test('normalQuantile inverts the normal distribution', () => {
  for (const z of [-8, -7.5, -5, -3, -1.2, -0.1, 0.3, 1.96, 2.5, 4]) {
    const p = toNumber(exactNormal(fixed(z)));
    // What the rounding of p to a double alone changes in z.
    const slack = (Number.EPSILON * p * Math.sqrt(2 * Math.PI)) / Math.exp((-z * z) / 2);
    assert.ok(Math.abs(normalQuantile(p) - z) < 2e-15 * (0.1 + Math.abs(z)) + slack, `z = ${z}: ${normalQuantile(p)}`);
  }
  assert.equal(normalQuantile(0.5), 0);
  assert.equal(normalQuantile(0), -Infinity);
  assert.equal(normalQuantile(1), Infinity);
  assert.ok(Number.isNaN(normalQuantile(-0.1)) && Number.isNaN(normalQuantile(1.1)));
});

test('logFactorial sums logarithms', () => {
  let sum = 0n;
  for (let n = 1; n <= 400; n++) {
    sum += exactLog(fixed(n));
    assert.ok(Math.abs(logFactorial(n) - toNumber(sum)) <= 1e-15 * toNumber(sum) + 1e-16, `n = ${n}`);
  }
  assert.equal(logFactorial(0), 0);
});

test('normalCdf is that of scipy 1.17, and undoes normalQuantile', () => {
  const known = [
    [-8, 6.22096057427174e-16],
    [-3.5, 0.00023262907903552502],
    [-1, 0.15865525393145707],
    [0.3, 0.6179114221889526],
    [2.9, 0.998134186699616],
    [5, 0.9999997133484281],
  ];
  for (const [z, p] of known) assert.ok(Math.abs(normalCdf(z) / p - 1) < 1e-13, `${z}: ${normalCdf(z)}`);
  const error = (z: number) => Math.abs(normalQuantile(normalCdf(z)) - z);
  assert.ok(worst(500, between(-6, 4), error) < 1e-10);
  assert.ok(Number.isNaN(normalCdf(Number.NaN)));
});
