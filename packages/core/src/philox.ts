// Multipliers and key increments of Philox4x32, whole and as 16-bit halves.
const M0 = 0xd2511f53 | 0;
const M0_HIGH = 0xd251;
const M0_LOW = 0x1f53;
const M1 = 0xcd9e8d57 | 0;
const M1_HIGH = 0xcd9e;
const M1_LOW = 0x8d57;
const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;

/**
 * Philox4x32-10: four random 32-bit words from four counter words and two key words. For one key it is a bijection of
 * the counters, so different counters never give the same block. `out` may be `counter`.
 * Source: Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405.
 */
export function philox4x32(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let c0 = counter[0] | 0;
  let c1 = counter[1] | 0;
  let c2 = counter[2] | 0;
  let c3 = counter[3] | 0;
  let k0 = key[0] | 0;
  let k1 = key[1] | 0;
  for (let round = 0; round < 10; round++) {
    // Upper words of M0 c0 and M1 c2 from 16-bit halves; no partial sum leaves 32 bits.
    const a = c0 & 0xffff;
    const b = c0 >>> 16;
    const ab = (Math.imul(b, M0_LOW) + (Math.imul(a, M0_LOW) >>> 16)) | 0;
    const ba = (Math.imul(a, M0_HIGH) + (ab & 0xffff)) | 0;
    const high0 = (Math.imul(b, M0_HIGH) + (ab >>> 16) + (ba >>> 16)) | 0;
    const c = c2 & 0xffff;
    const d = c2 >>> 16;
    const cd = (Math.imul(d, M1_LOW) + (Math.imul(c, M1_LOW) >>> 16)) | 0;
    const dc = (Math.imul(c, M1_HIGH) + (cd & 0xffff)) | 0;
    const high1 = (Math.imul(d, M1_HIGH) + (cd >>> 16) + (dc >>> 16)) | 0;
    const low0 = Math.imul(c0, M0);
    const low1 = Math.imul(c2, M1);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}
