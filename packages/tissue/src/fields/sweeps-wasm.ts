import { type Code, instantiate, type WasmFunction, type WasmInstance, wasm as w } from '@invadolab/core';
import type { Grid3 } from './grid.js';
import { UniformSweeps } from './sweeps.js';

/** Where the factors of a direction lie, in bytes: each factor stands twice, once for each lane. */
interface Table {
  readonly count: number;
  readonly gain: number;
  readonly down: number;
  readonly up: number;
}

/**
 * Sweeps two doubles at a time, over densities that lie in the module's memory. Undefined where that cannot be had: without
 * vectors, for odd numbers of voxels in x or y, or for more than 2 GB.
 */
export function wasmSweeps(grid: Grid3): UniformSweeps | undefined {
  const { nx, ny, nz, size } = grid;
  let end = 8 * size;
  const tables = [nx, ny, nz].map((count): Table => {
    const gain = end;
    end += 48 * count;
    return { count, gain, down: gain + 16 * count, up: gain + 32 * count };
  });
  if (nx % 2 !== 0 || ny % 2 !== 0 || end > 0x7fffffff) return undefined;
  const row = 8 * nx;
  const instance = instantiate(
    [alongX(ny, row, tables[0]), lines('alongY', row, row, tables[1]), lines('alongZ', row * ny, row, tables[2])],
    end,
  );
  return instance && new WasmSweeps(grid, instance, tables);
}

class WasmSweeps extends UniformSweeps {
  readonly values: Float64Array;
  readonly #tables: readonly { readonly all: Float64Array; readonly count: number }[];
  readonly #functions: WasmInstance['functions'];

  constructor(grid: Grid3, { memory, functions }: WasmInstance, tables: readonly Table[]) {
    super(grid);
    this.values = new Float64Array(memory, 0, grid.size);
    this.#tables = tables.map(({ count, gain }) => ({ all: new Float64Array(memory, gain, 6 * count), count }));
    this.#functions = functions;
  }

  protected override taken(): void {
    this.#tables.forEach(({ all, count }, direction) => {
      const { gain, down, up } = this.factors[direction];
      for (const [kind, factors] of [gain, down, up].entries())
        for (let i = 0; i < count; i++) all.fill(factors[i], 2 * (kind * count + i), 2 * (kind * count + i + 1));
    });
  }

  protected override lines(direction: 0 | 1 | 2, index: number): void {
    const { nx, ny } = this.grid;
    const { first, last } = this.factors[direction];
    if (direction === 0) this.#functions.alongX(8 * index * nx * ny, first, last);
    else if (direction === 1) this.#functions.alongY(8 * index * nx * ny, first, last);
    else this.#functions.alongZ(8 * index * nx, first, last);
  }
}

/** Rows of a plane, eight at a time: a vector holds the same column of two rows, and each recursion waits for itself. */
function alongX(rows: number, length: number, table: Table): WasmFunction {
  const [from, first, last, row, at, k, a, b, g0, g1, d0, d1] = range(0, 12);
  const states = range(12, 4);
  const strip = (count: number): Code => {
    const pairs = states.slice(0, count / 2);
    const each = (visit: (state: number, above: number, below: number) => Code): Code =>
      pairs.flatMap((state, i) => visit(state, 2 * i * length, (2 * i + 1) * length));
    const both = (above: number, below: number): Code => [
      ...w.set(a, w.load(w.get(at), above)),
      ...w.set(b, w.load(w.get(at), below)),
    ];
    const kept = (above: number, below: number, left: number, right: number): Code => [
      ...w.store(w.get(at), above, w.pair(w.get(left), w.get(right), 0)),
      ...w.store(w.get(at), below, w.pair(w.get(left), w.get(right), 1)),
    ];
    const column = (index: 0 | 1) => w.pair(w.get(a), w.get(b), index);
    const forward = (u: Code, gain: number, down: number, s: number) =>
      w.add(w.mul(w.get(gain), u), w.mul(w.get(down), w.get(s)));
    return [
      ...w.set(k, w.i32(0)),
      ...pairs.flatMap((state) => w.set(state, w.splat(w.get(first)))),
      ...w.loop(at, w.get(row), w.plus(w.get(row), w.i32(length)), 16, [
        ...w.set(g0, w.load(w.get(k), table.gain)),
        ...w.set(g1, w.load(w.get(k), table.gain + 16)),
        ...w.set(d0, w.load(w.get(k), table.down)),
        ...w.set(d1, w.load(w.get(k), table.down + 16)),
        ...each((s, above, below) => [
          ...both(above, below),
          ...w.set(s, forward(column(0), g0, d0, s)),
          // The second column goes over the first row, which is not needed any more once both columns are made.
          ...w.set(b, forward(column(1), g1, d1, s)),
          ...kept(above, below, s, b),
          ...w.set(s, w.get(b)),
        ]),
        ...w.set(k, w.plus(w.get(k), w.i32(32))),
      ]),
      ...pairs.flatMap((state) => w.set(state, w.splat(w.get(last)))),
      ...w.loop(at, w.plus(w.get(row), w.i32(length - 16)), w.plus(w.get(row), w.i32(-16)), -16, [
        ...w.set(k, w.plus(w.get(k), w.i32(-32))),
        ...w.set(g0, w.load(w.get(k), table.up)),
        ...w.set(g1, w.load(w.get(k), table.up + 16)),
        ...each((s, above, below) => [
          ...both(above, below),
          ...w.set(s, w.add(column(1), w.mul(w.get(g1), w.get(s)))),
          ...w.set(a, w.add(column(0), w.mul(w.get(g0), w.get(s)))),
          ...kept(above, below, a, s),
          ...w.set(s, w.get(a)),
        ]),
      ]),
    ];
  };
  const whole = rows - (rows % 8);
  return {
    name: 'alongX',
    parameters: ['i32', 'f64', 'f64'],
    locals: [...range(0, 3).map(() => 'i32' as const), ...range(0, 10).map(() => 'v128' as const)],
    code: [
      ...(whole > 0 ? w.loop(row, w.get(from), w.plus(w.get(from), w.i32(whole * length)), 8 * length, strip(8)) : []),
      ...(whole < rows ? [...w.set(row, w.plus(w.get(from), w.i32(whole * length))), ...strip(rows - whole)] : []),
    ],
  };
}

/** All lines through one row of `length` bytes at once; `stride` bytes from one voxel of a line to the next. */
function lines(name: string, stride: number, length: number, { count, gain, down, up }: Table): WasmFunction {
  const [from, first, last, row, at, k, g, d] = range(0, 8);
  const vectors = [4, 2, 1].find((each) => length % (16 * each) === 0) ?? 1;
  const along = (visit: (offset: number) => Code): Code =>
    w.loop(
      at,
      w.get(row),
      w.plus(w.get(row), w.i32(length)),
      16 * vectors,
      range(0, vectors).flatMap((i) => visit(16 * i)),
    );
  const own = (offset: number) => w.load(w.get(at), offset);
  // Offsets are not negative, so the row before is reached from its own address.
  const other = (distance: number, offset: number) => w.load(w.plus(w.get(at), w.i32(distance)), offset);
  const end = 16 * (count - 1);
  return {
    name,
    parameters: ['i32', 'f64', 'f64'],
    locals: ['i32', 'i32', 'i32', 'v128', 'v128'],
    code: [
      ...w.set(k, w.i32(0)),
      ...w.set(row, w.get(from)),
      ...w.set(g, w.load(w.get(k), gain)),
      ...w.set(d, w.mul(w.load(w.get(k), down), w.splat(w.get(first)))),
      ...along((o) => w.store(w.get(at), o, w.add(w.mul(w.get(g), own(o)), w.get(d)))),
      ...(count === 1
        ? []
        : w.loop(row, w.plus(w.get(from), w.i32(stride)), w.plus(w.get(from), w.i32(count * stride)), stride, [
            ...w.set(k, w.plus(w.get(k), w.i32(16))),
            ...w.set(g, w.load(w.get(k), gain)),
            ...w.set(d, w.load(w.get(k), down)),
            ...along((o) => w.store(w.get(at), o, w.add(w.mul(w.get(g), own(o)), w.mul(w.get(d), other(-stride, o))))),
          ])),
      ...w.set(row, w.plus(w.get(from), w.i32((count - 1) * stride))),
      ...w.set(k, w.i32(end)),
      ...w.set(d, w.mul(w.load(w.get(k), up), w.splat(w.get(last)))),
      ...along((o) => w.store(w.get(at), o, w.add(own(o), w.get(d)))),
      ...(count === 1
        ? []
        : w.loop(row, w.plus(w.get(from), w.i32((count - 2) * stride)), w.plus(w.get(from), w.i32(-stride)), -stride, [
            ...w.set(k, w.plus(w.get(k), w.i32(-16))),
            ...w.set(g, w.load(w.get(k), up)),
            ...along((o) => w.store(w.get(at), o, w.add(own(o), w.mul(w.get(g), other(stride, o))))),
          ])),
    ],
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
