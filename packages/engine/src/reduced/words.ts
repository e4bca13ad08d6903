import type { Stream } from '@invadolab/core';

const seed = new Uint32Array(8);

/**
 * Fills `words` with random 32-bit words for one address: one block of the addressed stream seeds xoshiro128++, which
 * then goes on at a quarter of the cost (Blackman & Vigna 2021, doi:10.1145/3460772; period 2^128 - 1). A leap needs a
 * word per reaction and only means and variances of them.
 */
export function fillWords(stream: Stream, words: Int32Array, count: number): void {
  stream.words(seed);
  let a = seed[0] | 1;
  let b = seed[1] | 0;
  let c = seed[2] | 0;
  let d = seed[3] | 0;
  for (let i = 0; i < count; i++) {
    const sum = (a + d) | 0;
    words[i] = ((sum << 7) | (sum >>> 25)) + a;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
  }
}
