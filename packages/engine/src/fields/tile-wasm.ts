import { type Code, instantiate, type WasmFunction, wasm as w } from '@invadolab/core';
import type { Tile } from './tile.js';

/** A tile whose loops take two doubles at a time; undefined where that cannot be had. The side is built into the code. */
export function wasmTile(side: number, rows: number): Tile | undefined {
  if (side % 2 !== 0 || rows % 2 !== 0) return undefined;
  const size = side * rows;
  const instance = instantiate(
    [
      alongRows(side, rows),
      alongColumns('forward', side, range(0, rows), true),
      alongColumns('backward', side, range(0, rows).reverse(), true),
      alongColumns('gatherForward', side, range(0, rows), false),
      alongColumns('gatherBackward', side, range(0, rows).reverse(), false),
    ],
    8 * (size + side),
  );
  if (instance === undefined) return undefined;
  const { memory, functions } = instance;
  return {
    values: new Float64Array(memory, 0, size),
    carry: new Float64Array(memory, 8 * size, side),
    alongRows(gain, r, terms, closure) {
      functions.alongRows(gain, r, 8 * terms, closure);
    },
    forward: (gain, r) => void functions.forward(gain, r),
    backward: (r) => void functions.backward(1, r),
    gatherForward: (r) => void functions.gatherForward(1, r),
    gatherBackward: (r) => void functions.gatherBackward(1, r),
  };
}

/** One filter along all columns, two columns at a time, through the given rows. The carry lies behind the rows. */
function alongColumns(name: string, side: number, order: readonly number[], keep: boolean): WasmFunction {
  const [gain, r, at, s, gains, rs] = range(0, 6);
  const carry = 8 * side * order.length;
  const body = [
    ...w.set(s, w.load(w.get(at), carry)),
    ...order.flatMap((row) => {
      const u = w.load(w.get(at), 8 * side * row);
      const next = w.add(name === 'forward' ? w.mul(w.get(gains), u) : u, w.mul(w.get(rs), w.get(s)));
      return [...w.set(s, next), ...(keep ? w.store(w.get(at), 8 * side * row, w.get(s)) : [])];
    }),
    ...w.store(w.get(at), carry, w.get(s)),
  ];
  return {
    name,
    parameters: ['f64', 'f64'],
    locals: ['i32', 'v128', 'v128', 'v128'],
    code: [
      ...w.set(gains, w.splat(w.get(gain))),
      ...w.set(rs, w.splat(w.get(r))),
      ...w.loop(at, w.i32(0), w.i32(8 * side), 16, body),
    ],
  };
}

/** Both filters along all rows at once, two columns at a time; a vector holds the same column of two rows. */
function alongRows(side: number, rows: number): WasmFunction {
  const [gain, r, terms, closure, at, gains, rs, a, first] = range(0, 9);
  const states = range(first, rows / 2);
  const end = 8 * side;
  const both = (visit: (s: number, above: number, below: number) => Code): Code =>
    states.flatMap((s, i) => visit(s, 16 * side * i, 16 * side * i + 8 * side));
  const columns = (above: number, below: number, index: 0 | 1) =>
    w.pair(w.load(w.get(at), above), w.load(w.get(at), below), index);
  const filtered = (u: Code, s: number, gained: boolean) =>
    w.add(gained ? w.mul(w.get(gains), u) : u, w.mul(w.get(rs), w.get(s)));
  /** Two columns of a filter, the one at `index` first. */
  const step = (index: 0 | 1, gained: boolean, keep: boolean) =>
    both((s, above, below) => {
      const [early, late] = index === 0 ? ([0, 1] as const) : ([1, 0] as const);
      const second = filtered(columns(above, below, late), keep ? a : s, gained);
      if (!keep) return [...w.set(s, filtered(columns(above, below, early), s, gained)), ...w.set(s, second)];
      const [left, right] = index === 0 ? [a, s] : [s, a];
      return [
        ...w.set(a, filtered(columns(above, below, early), s, gained)),
        ...w.set(s, second),
        ...w.store(w.get(at), above, w.pair(w.get(left), w.get(right), 0)),
        ...w.store(w.get(at), below, w.pair(w.get(left), w.get(right), 1)),
      ];
    });
  const scale = (factor: Code) => both((s) => w.set(s, w.mul(w.get(s), factor)));
  const zero = both((s) => w.set(s, w.splatNumber(0)));
  const fromTerms = w.plus(w.i32(end), w.minus(w.get(terms)));
  return {
    name: 'alongRows',
    parameters: ['f64', 'f64', 'i32', 'f64'],
    locals: ['i32', ...range(0, 3 + states.length).map(() => 'v128' as const)],
    code: [
      ...w.set(gains, w.splat(w.get(gain))),
      ...w.set(rs, w.splat(w.get(r))),
      ...w.loop(at, fromTerms, w.i32(end), 16, step(0, false, false)),
      ...scale(w.splat(w.times(w.get(gain), w.get(closure)))),
      ...w.loop(at, w.i32(0), w.i32(end), 16, step(0, true, true)),
      ...zero,
      ...w.loop(at, w.plus(w.get(terms), w.i32(-16)), w.i32(-16), -16, step(1, false, false)),
      ...scale(w.splat(w.get(closure))),
      ...w.loop(at, w.i32(end - 16), w.i32(-16), -16, step(1, false, true)),
    ],
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
