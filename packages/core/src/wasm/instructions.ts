/**
 * WebAssembly instructions as bytes, for kernels that work on pairs of doubles or on four whole numbers. Each function
 * writes its operands and then its own code, so a kernel reads as nested expressions. There is no fused multiply-add among them: every operation
 * rounds as the same one of the language does. Source: WebAssembly Core Specification 2.0, section 5.4.
 */
export type Code = readonly number[];

export const valueTypes = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof valueTypes;

/** LEB128 of a whole number from 0 to 2^31 - 1. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}

/** LEB128 of a signed 32-bit number. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left < -0x40 || left > 0x3f; left >>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left & 0x7f];
}

const vector = (opcode: number, ...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];
/** Alignment of 8 bytes, and an offset that is added to the address. */
const place = (offset: number): Code => [3, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const minus = (a: Code): Code => [...i32(0), ...a, 0x6b];

/** Of single doubles. */
export const plusF64 = (a: Code, b: Code): Code => [...a, ...b, 0xa0];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0xa2];
export const maxF64 = (a: Code, b: Code): Code => [...a, ...b, 0xa5];

export const load = (address: Code, offset: number): Code => [...vector(0x00, address), ...place(offset)];
export const store = (address: Code, offset: number, value: Code): Code => [
  ...vector(0x0b, address, value),
  ...place(offset),
];
/** The same double in both lanes. */
export const splat = (value: Code): Code => vector(0x14, value);
export const splatNumber = (value: number): Code => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return splat([0x44, ...bytes]);
};
export const lane = (value: Code, index: 0 | 1): Code => [...vector(0x21, value), index];
export const add = (a: Code, b: Code): Code => vector(0xf0, a, b);
export const sub = (a: Code, b: Code): Code => vector(0xf1, a, b);
export const mul = (a: Code, b: Code): Code => vector(0xf2, a, b);
/** `b < a ? b : a` and `a < b ? b : a`, lane by lane: the first where they cannot be compared. */
export const smaller = (a: Code, b: Code): Code => vector(0xf6, a, b);
export const larger = (a: Code, b: Code): Code => vector(0xf7, a, b);

/** Both first lanes, or both second lanes, of two vectors of doubles. */
export const pair = (a: Code, b: Code, index: 0 | 1): Code =>
  chosen(a, b, [2 * index, 2 * index + 1, 2 * index + 4, 2 * index + 5]);
/** Four words of two vectors, counted from 0 to 7. */
export const chosen = (a: Code, b: Code, words: readonly number[]): Code => [
  ...vector(0x0d, a, b),
  ...words.flatMap((word) => [4 * word, 4 * word + 1, 4 * word + 2, 4 * word + 3]),
];

/** Four words from one, or given; their sums and exclusive or. */
export const splatWord = (value: Code): Code => vector(0x11, value);
export const words = (four: Uint32Array): Code => [0xfd, 0x0c, ...new Uint8Array(four.buffer)];
export const addWords = (a: Code, b: Code): Code => vector(0xae, a, b);
export const xor = (a: Code, b: Code): Code => vector(0x51, a, b);
/** Products of the first, or the last, two words of each as unsigned numbers of 64 bits. */
export const firstProducts = (a: Code, b: Code): Code => vector(0xde, a, b);
export const lastProducts = (a: Code, b: Code): Code => vector(0xdf, a, b);

/** Repeats `body` with the local `at` going from `from` in steps of `step` while it differs from `to`; at least once. */
export const loop = (at: number, from: Code, to: Code, step: number, body: Code): Code => [
  ...set(at, from),
  ...[0x03, 0x40],
  ...body,
  ...set(at, plus(get(at), i32(step))),
  // Goes back to the start of the loop.
  ...[...get(at), ...to, 0x47, 0x0d, 0x00],
  0x0b,
];
