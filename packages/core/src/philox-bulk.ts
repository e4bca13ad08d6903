const M0 = 0xd2511f53 | 0;
const M0_HIGH = 0xd251;
const M0_LOW = 0x1f53;
const M1 = 0xcd9e8d57 | 0;
const M1_HIGH = 0xcd9e;
const M1_LOW = 0x8d57;
const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;

/**
 * Philox4x32-10 for consecutive values of the first counter word, two blocks at a time: the same words as one call of
 * `philox4x32` after the other, about twice as fast because the two chains of multiplications overlap.
 * Fills `out`, whose length is a multiple of 8, from the given counter on, which it leaves alone.
 */
export function philoxBlocks(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  const first = counter[0] | 0;
  const second = counter[1] | 0;
  const third = counter[2] | 0;
  const fourth = counter[3] | 0;
  const firstKey = key[0] | 0;
  const secondKey = key[1] | 0;
  for (let i = 0; i + 7 < out.length; i += 8) {
    let c0 = (first + (i >> 2)) | 0;
    let c1 = second;
    let c2 = third;
    let c3 = fourth;
    let e0 = (c0 + 1) | 0;
    let e1 = second;
    let e2 = third;
    let e3 = fourth;
    let k0 = firstKey;
    let k1 = secondKey;
    for (let round = 0; round < 10; round++) {
      // Upper words of the products from 16-bit halves; no partial sum leaves 32 bits.
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
      const p = e0 & 0xffff;
      const q = e0 >>> 16;
      const pq = (Math.imul(q, M0_LOW) + (Math.imul(p, M0_LOW) >>> 16)) | 0;
      const qp = (Math.imul(p, M0_HIGH) + (pq & 0xffff)) | 0;
      const high2 = (Math.imul(q, M0_HIGH) + (pq >>> 16) + (qp >>> 16)) | 0;
      const r = e2 & 0xffff;
      const s = e2 >>> 16;
      const rs = (Math.imul(s, M1_LOW) + (Math.imul(r, M1_LOW) >>> 16)) | 0;
      const sr = (Math.imul(r, M1_HIGH) + (rs & 0xffff)) | 0;
      const high3 = (Math.imul(s, M1_HIGH) + (rs >>> 16) + (sr >>> 16)) | 0;
      const low0 = Math.imul(c0, M0);
      const low2 = Math.imul(e0, M0);
      c0 = high1 ^ c1 ^ k0;
      c1 = Math.imul(c2, M1);
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      e0 = high3 ^ e1 ^ k0;
      e1 = Math.imul(e2, M1);
      e2 = high2 ^ e3 ^ k1;
      e3 = low2;
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
    }
    out[i] = c0;
    out[i + 1] = c1;
    out[i + 2] = c2;
    out[i + 3] = c3;
    out[i + 4] = e0;
    out[i + 5] = e1;
    out[i + 6] = e2;
    out[i + 7] = e3;
  }
}
