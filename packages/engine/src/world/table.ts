/** Which numbers of a row a table keeps, and how many of each. All of them travel with the row and into checkpoints. */
export const columnNames = [
  'ids',
  'parents',
  /** State in base units, then the amounts that left to the places around during the present tick. */
  'y',
  /** Amounts, volume, then inflow per species that the places inside or a field may feed. */
  'c',
  'x',
  'y0',
  'angle',
  'heading',
  'birth',
  /** Children founded so far, candidates included: numbers the draws and the ids of foundings. */
  'ordinals',
  /** What is left of each hazard's threshold, its last value, and the number of thresholds drawn. */
  'left',
  'hazard',
  'drawn',
  /** Change by the places inside, not yet applied. */
  'pending',
  /** Mean of each field species under the extent. */
  'samples',
  'covered',
  /** What the solver of this kind remembers of the row: its step size and the like. */
  'memory',
  /** Last value of each event's condition. */
  'conditions',
] as const;

export type ColumnName = (typeof columnNames)[number];
export type Widths = Readonly<Record<ColumnName, number>>;

/** All individuals of one kind of place in one member, in the order of their ids. Row-contiguous flat arrays. */
export class Table {
  rows = 0;
  /** Row of each individual's parent in the parent's table. */
  parentRows = new Int32Array(0);
  readonly data = {} as Record<ColumnName, Float64Array>;

  constructor(readonly widths: Widths) {
    for (const name of columnNames) this.data[name] = new Float64Array(0);
  }

  /**
   * Makes the rows be those of `order` (indices into the present rows, or -1 for a new row of zeros). Compaction and
   * insertion are the same thing and happen only at tick barriers.
   */
  arrange(order: readonly number[]): void {
    for (const name of columnNames) {
      const width = this.widths[name];
      const before = this.data[name];
      const after = new Float64Array(order.length * width);
      for (let row = 0; row < order.length; row++) {
        const from = order[row];
        for (let k = 0; from >= 0 && k < width; k++) after[row * width + k] = before[from * width + k];
      }
      this.data[name] = after;
    }
    this.rows = order.length;
  }

  /** Finds the rows of the parents again; `parent` is undefined for the root. */
  relink(parent: Table | undefined): void {
    this.parentRows = new Int32Array(this.rows);
    if (parent === undefined) return;
    const rowOf = new Map<number, number>();
    for (let row = 0; row < parent.rows; row++) rowOf.set(parent.data.ids[row], row);
    for (let row = 0; row < this.rows; row++) this.parentRows[row] = rowOf.get(this.data.parents[row]) ?? 0;
  }
}
