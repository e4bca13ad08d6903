import { type Code, instantiate, type WasmFunction, wasm as w } from '@invadolab/core';
import type { Losses } from './losses.js';
import { longSeries, series } from './losses-plain.js';

/** Losses two blocks at a time; undefined where that cannot be had. `blocks` is even. */
export function wasmLosses(blocks: number): Losses | undefined {
  const [values, factor, sums, least] = [0, 8 * blocks, 16 * blocks, 24 * blocks];
  const instance = instantiate(
    [exponents(), shares('shares', series), shares('largerShares', longSeries), lose(factor, sums, least)],
    24 * blocks + 16,
  );
  if (instance === undefined) return undefined;
  const { memory, functions } = instance;
  const array = (at: number, length = blocks) => new Float64Array(memory, at, length);
  const arrays = { values: array(values), factor: array(factor), sums: array(sums), least: array(least, 2) };
  /** Bytes of whole pairs. What fills up the last pair changes nothing. */
  const bytes = (count: number) => {
    if (count % 2 === 0) return 8 * count;
    arrays.values[count] = 0;
    arrays.factor[count] = 1;
    arrays.sums[count] = 0;
    return 8 * (count + 1);
  };
  return {
    ...arrays,
    exponents: (count, dt) => functions.exponents(bytes(count), dt),
    shares: (count) => void functions.shares(bytes(count)),
    largerShares: (count) => void functions.largerShares(bytes(count)),
    lose: (count) => functions.lose(bytes(count)),
  };
}

function exponents(): WasmFunction {
  const [end, dt, at, steps, zero, largest, x] = [0, 1, 2, 3, 4, 5, 6];
  return {
    name: 'exponents',
    parameters: ['i32', 'f64'],
    result: 'f64',
    locals: ['i32', 'v128', 'v128', 'v128', 'v128'],
    code: [
      ...w.set(steps, w.splat(w.get(dt))),
      ...w.loop(at, w.i32(0), w.get(end), 16, [
        ...w.set(x, w.larger(w.mul(w.load(w.get(at), 0), w.get(steps)), w.get(zero))),
        ...w.set(largest, w.larger(w.get(largest), w.get(x))),
        ...w.store(w.get(at), 0, w.get(x)),
      ]),
      ...w.maxF64(w.lane(w.get(largest), 0), w.lane(w.get(largest), 1)),
    ],
  };
}

function shares(name: string, coefficients: readonly number[]): WasmFunction {
  const [end, at, x, first] = [0, 1, 2, 3];
  const inner = coefficients.length - 1;
  const sum = coefficients.reduceRight<Code>(
    (rest, _, i) => (i === inner ? w.get(first + i) : w.sub(w.get(first + i), w.mul(w.get(x), rest))),
    [],
  );
  return {
    name,
    parameters: ['i32'],
    locals: ['i32', 'v128', ...coefficients.map(() => 'v128' as const)],
    code: [
      ...coefficients.flatMap((value, i) => w.set(first + i, w.splatNumber(value))),
      ...w.loop(at, w.i32(0), w.get(end), 16, [
        ...w.set(x, w.load(w.get(at), 0)),
        ...w.store(w.get(at), 0, w.mul(w.get(x), sum)),
      ]),
    ],
  };
}

function lose(factor: number, sums: number, least: number): WasmFunction {
  const [end, at, lost, smallest, change, after] = [0, 1, 2, 3, 4, 5];
  return {
    name: 'lose',
    parameters: ['i32'],
    result: 'f64',
    locals: ['i32', 'v128', 'v128', 'v128', 'v128'],
    code: [
      ...w.set(smallest, w.splatNumber(1)),
      ...w.loop(at, w.i32(0), w.get(end), 16, [
        ...w.set(after, w.load(w.get(at), factor)),
        ...w.set(change, w.mul(w.get(after), w.load(w.get(at), 0))),
        ...w.set(after, w.sub(w.get(after), w.get(change))),
        ...w.store(w.get(at), 0, w.get(change)),
        ...w.store(w.get(at), factor, w.get(after)),
        ...w.set(smallest, w.smaller(w.get(smallest), w.get(after))),
        ...w.set(lost, w.add(w.get(lost), w.mul(w.load(w.get(at), sums), w.get(change)))),
      ]),
      ...w.store(w.i32(0), least, w.get(smallest)),
      ...w.plusF64(w.lane(w.get(lost), 0), w.lane(w.get(lost), 1)),
    ],
  };
}
