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

// 2^-1074 ... 2^1023; the product with a power of two is exact wherever the result is normal.
const powersOfTwo = new Float64Array(2098);
powersOfTwo[0] = 5e-324;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1];

/** `x * 2^power` with one rounding; whole powers from -2074 to 2046, as far as the result itself is in range. */
export function scale(x: number, power: number): number {
  if (power > 1023) return x * powersOfTwo[2097] * powersOfTwo[power + 51];
  // The first product is exact, so only the second rounds.
  if (power < -1000) return x * powersOfTwo[74] * powersOfTwo[power + 2074];
  return x * powersOfTwo[power + 1074];
}
