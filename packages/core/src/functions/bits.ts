// Two views of the same eight bytes: the only way to read the exponent of a number. Nothing is kept in them between calls.
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
const high = words[0] === 0 ? 1 : 0;

/** The upper 32 bits of a double (sign, exponent, top of the mantissa), as an unsigned integer. */
export function highWord(x: number): number {
  float[0] = x;
  return words[high];
}

/** The double with other upper 32 bits. */
export function withHighWord(x: number, word: number): number {
  float[0] = x;
  words[high] = word;
  return float[0];
}

/** The double with the lower 32 bits cleared: 21 significant bits, so that products of two are exact. */
export function upperHalf(x: number): number {
  float[0] = x;
  words[1 - high] = 0;
  return float[0];
}

/** `x * 2^power` with one rounding, for powers that leave the range of doubles by less than its width. */
export function scale(x: number, power: number): number {
  if (power > 1023) return x * withHighWord(0, 0x7fe00000) * withHighWord(0, power << 20);
  if (power < -1021) return x * withHighWord(0, (power + 1023 + 60) << 20) * withHighWord(0, (1023 - 60) << 20);
  return x * withHighWord(0, (power + 1023) << 20);
}
