import type { Program, Value } from './program.js';

/** Rows of a sparse matrix: for each row, the value at each column that can be other than zero. */
export type SparseRows = readonly Map<number, Value>[];

/**
 * Order of pivots along the diagonal by Markowitz's rule (Duff, Erisman & Reid, Direct Methods for Sparse Matrices,
 * 2nd ed. 2017, ch. 7): always the one whose elimination can fill the fewest entries; ties go to the lower index.
 */
export function markowitzOrder(rows: readonly ReadonlySet<number>[]): readonly number[] {
  const pattern = rows.map((row, index) => new Set([...row, index]));
  const left = new Set(pattern.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const inColumn = new Int32Array(rows.length);
    for (const row of left) for (const column of pattern[row]) inColumn[column] += 1;
    let best = -1;
    let least = Infinity;
    for (const pivot of left) {
      let inRow = 0;
      for (const column of pattern[pivot]) if (left.has(column)) inRow += 1;
      const fill = (inRow - 1) * (inColumn[pivot] - 1);
      if (fill < least) {
        least = fill;
        best = pivot;
      }
    }
    order.push(best);
    left.delete(best);
    for (const row of left)
      if (pattern[row].has(best)) for (const column of pattern[best]) if (left.has(column)) pattern[row].add(column);
  }
  return order;
}

/** Where the factors are kept: `l[row][column]` and the inverse pivots on the diagonal, by elimination position. */
export interface Factors {
  readonly order: readonly number[];
  /** For each position, its entries below (columns < row) and above the diagonal, and its inverse pivot. */
  readonly rows: readonly Map<number, number>[];
  readonly entries: number;
}

/**
 * Writes the elimination of a matrix into `program`, without pivoting by size (the matrices of implicit steps,
 * `gamma I - J`, need none: a step that meets a bad pivot is rejected by its error). Outputs go to `target(entry)`.
 */
export function eliminate(
  program: Program,
  matrix: SparseRows,
  order: readonly number[],
  target: (entry: number) => string,
): Factors {
  const position = new Int32Array(order.length);
  for (const [index, pivot] of order.entries()) position[pivot] = index;
  const work = order.map((row) => {
    const values = new Map<number, Value>();
    for (const [column, value] of matrix[row]) values.set(position[column], value);
    return values;
  });
  const rows: Map<number, number>[] = order.map(() => new Map());
  let entries = 0;
  const keep = (row: number, column: number, value: Value) => {
    rows[row].set(column, entries);
    program.output(target(entries), value);
    entries += 1;
  };
  for (let pivot = 0; pivot < order.length; pivot += 1) {
    const inverse = program.inv(work[pivot].get(pivot)!);
    keep(pivot, pivot, inverse);
    const above = [...work[pivot]].filter(([column]) => column > pivot).sort((a, b) => a[0] - b[0]);
    for (const [column, value] of above) keep(pivot, column, value);
    for (let row = pivot + 1; row < order.length; row += 1) {
      const entry = work[row].get(pivot);
      if (entry === undefined) continue;
      const factor = program.mul(entry, inverse);
      keep(row, pivot, factor);
      for (const [column, value] of above)
        work[row].set(column, program.sub(work[row].get(column) ?? program.zero, program.mul(factor, value)));
    }
  }
  return { order, rows, entries };
}

/** Writes the two triangular solves, in place in `b`. */
export function substitute(program: Program, factors: Factors, source: (entry: number) => string): void {
  const { order, rows } = factors;
  const x: Value[] = order.map((original) => program.input(`b[${original}]`));
  const entry = (row: number, column: number) => program.input(source(rows[row].get(column)!));
  const columns = rows.map((row) => [...row.keys()].sort((a, b) => a - b));
  for (let row = 0; row < order.length; row += 1)
    for (const column of columns[row])
      if (column < row) x[row] = program.sub(x[row], program.mul(entry(row, column), x[column]));
  for (let row = order.length - 1; row >= 0; row -= 1) {
    for (const column of columns[row])
      if (column > row) x[row] = program.sub(x[row], program.mul(entry(row, column), x[column]));
    x[row] = program.mul(x[row], entry(row, row));
    program.output(`b[${order[row]}]`, x[row]);
  }
}
