import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exp, logFactorial, philox4x32, Stream, sha256Hex } from '../src/index.js';

test('Philox4x32-10 gives the published known answers', () => {
  // Random123 distribution, file kat_vectors.
  const vectors = [
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ];
  const words = (text: string) => Uint32Array.from(text.split(' '), (word) => Number.parseInt(word, 16));
  for (const [counter, key, answer] of vectors) {
    const out = new Uint32Array(4);
    philox4x32(words(counter), words(key), out);
    assert.deepEqual(out, words(answer));
  }
});

test('addresses are packed as documented, so that another program can repeat them', () => {
  const address = fc.tuple(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 9 }));
  const halves = (x: number) => [x % 2 ** 32, Math.floor(x / 2 ** 32)];
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.string(), address, (seed, purpose, [replicate, place, tick, draw]) => {
      const digest = Buffer.from(sha256Hex(`${seed}/${purpose}`), 'hex');
      const identity = new Uint32Array(4);
      const key = Uint32Array.of(digest.readUInt32BE(0), digest.readUInt32BE(4));
      philox4x32(Uint32Array.of(...halves(replicate), ...halves(place)), key, identity);
      const block = new Uint32Array(4);
      philox4x32(Uint32Array.of(draw >> 1, tick, identity[2], identity[3]), identity.slice(0, 2), block);
      const words = draw % 2 === 0 ? block.slice(0, 2) : block.slice(2);
      const stream = new Stream(seed, purpose).at(replicate, place, tick);
      for (let i = 0; i < draw; i++) stream.uniform();
      assert.equal(stream.uniform(), ((words[0] >>> 6) * 2 ** 26 + (words[1] >>> 6) + 0.5) / 2 ** 52);
    }),
  );
});

test('a draw depends on its address alone', () => {
  const address = fc.tuple(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat({ max: 2 ** 32 - 1 }));
  const wandering = new Stream(5, 'a');
  fc.assert(
    fc.property(address, fc.array(address), fc.nat({ max: 20 }), ([replicate, place, tick], others, draws) => {
      for (const [r, p, t] of others) {
        wandering.at(r, p, t);
        for (let i = 0; i < draws; i++) wandering.poisson(20);
      }
      const first = wandering.at(replicate, place, tick).uniform();
      assert.equal(new Stream(5, 'a').at(replicate, place, tick).uniform(), first);
    }),
  );
});

test('neighbouring addresses, seeds and purposes do not collide', () => {
  const seen = new Set<number>();
  let drawn = 0;
  const draw = (stream: Stream) => {
    for (let i = 0; i < 3; i++) seen.add(stream.uniform());
    drawn += 3;
  };
  const stream = new Stream(7, 'founding');
  const numbers = [0, 1, 2, 3, 255, 65536, 2 ** 31, 2 ** 32 - 1];
  const large = [...numbers, 2 ** 32, 2 ** 32 + 1, 2 ** 40, 2 ** 53 - 1];
  for (const replicate of large)
    for (const place of large) for (const tick of numbers) draw(stream.at(replicate, place, tick));
  for (let seed = 0; seed < 300; seed++) if (seed !== 7) draw(new Stream(seed, 'founding'));
  for (let i = 0; i < 300; i++) draw(new Stream(7, `purpose ${i}`));
  // 52-bit values: the chance that any two of 5000 agree is 3e-9.
  assert.equal(seen.size, drawn);
});

test('addresses out of range are refused', () => {
  const stream = new Stream(1, 'a');
  for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    assert.throws(() => stream.at(wrong, 0, 0), RangeError);
    assert.throws(() => stream.at(0, wrong, 0), RangeError);
    assert.throws(() => new Stream(wrong, 'a'), RangeError);
  }
  for (const wrong of [-1, NaN, 2 ** 32]) assert.throws(() => stream.at(0, 0, wrong), RangeError);
  for (const wrong of [-1, NaN, Infinity]) assert.throws(() => stream.poisson(wrong), RangeError);
});

/** Number of draws per test; every limit below is 5 standard errors, so a wrong alarm has odds of about 1e-6. */
const COUNT = 200000;

function moments(draw: () => number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < COUNT; i++) {
    const x = draw();
    sum += x;
    squares += x * x;
  }
  const mean = sum / COUNT;
  return { mean, variance: squares / COUNT - mean * mean };
}

function hasMoments(draw: () => number, mean: number, variance: number, fourth: number): void {
  const seen = moments(draw);
  assert.ok(Math.abs(seen.mean - mean) < 5 * Math.sqrt(variance / COUNT), `mean ${seen.mean}, not ${mean}`);
  const error = Math.sqrt((fourth - variance * variance) / COUNT);
  assert.ok(Math.abs(seen.variance - variance) < 5 * error, `variance ${seen.variance}, not ${variance}`);
}

test('uniform, normal, exponential and integer have their moments', () => {
  const stream = new Stream(3, 'moments');
  hasMoments(() => stream.uniform(), 1 / 2, 1 / 12, 1 / 80);
  hasMoments(() => stream.normal(), 0, 1, 3);
  hasMoments(() => stream.exponential(), 1, 1, 9);
  hasMoments(() => stream.integer(6), 2.5, 35 / 12, 707 / 48);
});

test('draws at successive addresses are as independent as draws in turn', () => {
  const stream = new Stream(3, 'successive');
  for (const axis of [0, 1, 2]) {
    let last = stream.at(0, 0, 0).normal();
    let i = 0;
    hasMoments(
      () => {
        const address = [0, 0, 0];
        address[axis] = ++i;
        const next = stream.at(address[0], address[1], address[2]).normal();
        const product = next * last;
        last = next;
        return product;
      },
      0,
      1,
      9,
    );
  }
});

test('poisson follows its law on both sides of the change of method', () => {
  const stream = new Stream(11, 'poisson');
  for (const mean of [0.01, 0.7, 5, 11.99, 12, 13.5, 40, 1000]) {
    const counts = new Map<number, number>();
    for (let i = 0; i < COUNT; i++) {
      const count = stream.poisson(mean);
      counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    // Chi-square over all counts expected at least 10 times; the rest is one class.
    let classes = 1;
    let chiSquare = 0;
    let restSeen = COUNT;
    let restExpected = COUNT;
    for (let k = 0; k < mean + 20 * Math.sqrt(mean) + 20; k++) {
      const expected = COUNT * exp(k * Math.log(mean) - mean - logFactorial(k));
      if (expected < 10) continue;
      const seen = counts.get(k) ?? 0;
      chiSquare += (seen - expected) ** 2 / expected;
      classes++;
      restSeen -= seen;
      restExpected -= expected;
    }
    if (restExpected > 1) chiSquare += (restSeen - restExpected) ** 2 / restExpected;
    const degrees = classes - 1;
    assert.ok(chiSquare < degrees + 5 * Math.sqrt(2 * degrees) + 12, `mean ${mean}: ${chiSquare} for ${degrees}`);
  }
  assert.equal(stream.poisson(0), 0);
});

test('poisson of a large mean has its moments', () => {
  const stream = new Stream(11, 'large');
  for (const mean of [1e5, 1e9]) hasMoments(() => stream.poisson(mean) - mean, 0, mean, 3 * mean * mean + mean);
});
