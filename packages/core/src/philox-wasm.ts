import * as w from './wasm/instructions.js';
import { instantiate, type WasmFunction } from './wasm/module.js';

/** Words at a time. */
const batch = 512;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;
const four = (value: number) => w.words(new Uint32Array(4).fill(value));

/** `philoxBlocks` four blocks at a time: the same words. Undefined where there is no WebAssembly with vectors. */
export function wasmPhiloxBlocks(): ((counter: Uint32Array, key: Uint32Array, out: Uint32Array) => void) | undefined {
  const instance = instantiate([blocks()], 4 * batch);
  if (instance === undefined) return undefined;
  const { fill } = instance.functions;
  const made = new Uint32Array(instance.memory, 0, batch);
  return (counter, key, out) => {
    for (let from = 0; from < out.length; from += batch) {
      const count = Math.min(batch, out.length - from);
      // Whole groups of four blocks: what is too much is left behind.
      const bytes = 64 * Math.ceil(count / 16);
      fill(bytes, counter[0] + (from >> 2), counter[1], counter[2], counter[3], key[0], key[1]);
      for (let i = 0; i < count; i++) out[from + i] = made[i];
    }
  };
}

/** Each vector holds the same word of four blocks; at the end of ten rounds the words of a block are put side by side. */
function blocks(): WasmFunction {
  const [end, count, second, third, fourth, firstKey, secondKey, at] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [number, c0, c1, c2, c3, k0, k1, a, b, c, d] = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
  const products = (first: number, last: number, word: number, multiplier: number) => [
    ...w.set(first, w.firstProducts(w.get(word), four(multiplier))),
    ...w.set(last, w.lastProducts(w.get(word), four(multiplier))),
  ];
  const low = (first: number, last: number) => w.chosen(w.get(first), w.get(last), [0, 2, 4, 6]);
  const high = (first: number, last: number) => w.chosen(w.get(first), w.get(last), [1, 3, 5, 7]);
  const round = [
    ...products(a, b, c0, multipliers[0]),
    ...products(c, d, c2, multipliers[1]),
    ...w.set(c0, w.xor(w.xor(high(c, d), w.get(c1)), w.get(k0))),
    ...w.set(c1, low(c, d)),
    ...w.set(c2, w.xor(w.xor(high(a, b), w.get(c3)), w.get(k1))),
    ...w.set(c3, low(a, b)),
    ...w.set(k0, w.addWords(w.get(k0), four(weyl[0]))),
    ...w.set(k1, w.addWords(w.get(k1), four(weyl[1]))),
  ];
  const sideBySide = [
    ...w.set(a, w.chosen(w.get(c0), w.get(c1), [0, 4, 1, 5])),
    ...w.set(b, w.chosen(w.get(c2), w.get(c3), [0, 4, 1, 5])),
    ...w.set(c, w.chosen(w.get(c0), w.get(c1), [2, 6, 3, 7])),
    ...w.set(d, w.chosen(w.get(c2), w.get(c3), [2, 6, 3, 7])),
    ...w.store(w.get(at), 0, w.chosen(w.get(a), w.get(b), [0, 1, 4, 5])),
    ...w.store(w.get(at), 16, w.chosen(w.get(a), w.get(b), [2, 3, 6, 7])),
    ...w.store(w.get(at), 32, w.chosen(w.get(c), w.get(d), [0, 1, 4, 5])),
    ...w.store(w.get(at), 48, w.chosen(w.get(c), w.get(d), [2, 3, 6, 7])),
  ];
  return {
    name: 'fill',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', ...Array.from({ length: 11 }, () => 'v128' as const)],
    code: [
      ...w.set(number, w.addWords(w.splatWord(w.get(count)), w.words(Uint32Array.of(0, 1, 2, 3)))),
      ...w.loop(at, w.i32(0), w.get(end), 64, [
        ...w.set(c0, w.get(number)),
        ...w.set(c1, w.splatWord(w.get(second))),
        ...w.set(c2, w.splatWord(w.get(third))),
        ...w.set(c3, w.splatWord(w.get(fourth))),
        ...w.set(k0, w.splatWord(w.get(firstKey))),
        ...w.set(k1, w.splatWord(w.get(secondKey))),
        ...Array.from({ length: 10 }, () => round).flat(),
        ...sideBySide,
        ...w.set(number, w.addWords(w.get(number), four(4))),
      ]),
    ],
  };
}
