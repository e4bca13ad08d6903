/** Groups of columns that only some tissues need; a kernel skips what a table lacks. */
export interface CellTableOptions {
  /** `gx gy gz`: a line along which a cell moves. */
  readonly guidance?: boolean;
  /** `nx ny nz`: a direction into which a cell cannot move. */
  readonly blocking?: boolean;
  /** `following`: how far a cell goes with those it adheres to. */
  readonly following?: boolean;
  /** Names of further columns, 0 in new cells and in a daughter what it is in her mother; read them with `column`. */
  readonly columns?: readonly string[];
}

/** A cell to put in. Lengths in um, times in s. `parent` 0: none. `born`: time of birth. */
export interface NewCell {
  readonly x: number;
  readonly y: number;
  readonly z?: number;
  readonly radius: number;
  readonly parent?: number;
  readonly born?: number;
}

/** Values of `CellTable.state`. */
export const cellStates = { alive: 0, dying: 1 } as const;

/** Values of `CellTable.divide`. */
export const divisions = { none: 0, anyAxis: 1 } as const;

const firstCapacity = 16;
const nothing = new Float64Array(0);

type Numbers = Float64Array | Uint8Array;
interface Column {
  readonly name: string;
  readonly bytes: 1 | 8;
  /** In new cells. */
  readonly initial: number;
  /** Whether that is also what both have after a division; otherwise a daughter has what her mother has. */
  readonly renewed: boolean;
}

/**
 * The cells of one tissue as a structure of arrays: one row per cell, rows in the order of permanent ids, room that
 * doubles. An array is valid until the next `add` or `compact`; entries from `count` on mean nothing.
 *
 * Names that end in x, y, z are vectors. In two dimensions z is 0 everywhere.
 */
export class CellTable {
  /** Rows in use. */
  count = 0;
  /** Changes whenever rows are added or dropped. */
  version = 0;
  /** The id that the next cell gets; ids are given out in turn from 1. */
  nextId = 1;

  /** Permanent ids, and those of the cells that they came from (0: none). */
  id: Float64Array = nothing;
  parent: Float64Array = nothing;
  /** s, time of birth. */
  born: Float64Array = nothing;
  /** um, the centre. */
  x: Float64Array = nothing;
  y: Float64Array = nothing;
  z: Float64Array = nothing;
  /** um */
  radius: Float64Array = nothing;
  /** um/s, velocity from contacts in the last step. */
  fx: Float64Array = nothing;
  fy: Float64Array = nothing;
  fz: Float64Array = nothing;
  /** um/s, velocity of its own motion in the last step. */
  mx: Float64Array = nothing;
  my: Float64Array = nothing;
  mz: Float64Array = nothing;
  /** Direction of its walk, of length 1; all 0 before the first step. */
  px: Float64Array = nothing;
  py: Float64Array = nothing;
  pz: Float64Array = nothing;
  /** What is left of a unit exponential number until the cell turns; shrinks by dt / `persistence`. */
  turn: Float64Array = nothing;
  /** um/s, of its walk; 0 at first. */
  speed: Float64Array = nothing;
  /** s, mean time between two turns; 0: turns in every step. */
  persistence: Float64Array = nothing;
  /** um, radius towards which the cell grows, and 1/s, how quickly its volume gets there; 0 at first. */
  target: Float64Array = nothing;
  growth: Float64Array = nothing;
  /** s until a dying cell is gone. */
  leaving: Float64Array = nothing;
  /** How many cells it touched in the last step. */
  contacts: Float64Array = nothing;
  /** One of `cellStates`. */
  state: Uint8Array = new Uint8Array(0);
  /** One of `divisions`, what is to happen at the next barrier. */
  divide: Uint8Array = new Uint8Array(0);
  /** 1 before the first step after birth or division: there is no last force to extrapolate from. */
  fresh: Uint8Array = new Uint8Array(0);

  /** Line of guidance, its length 0 to 1 how strictly the cell keeps to it; its sign means nothing. */
  gx?: Float64Array;
  gy?: Float64Array;
  gz?: Float64Array;
  /** Unit vector into an obstacle; all 0: none. */
  nx?: Float64Array;
  ny?: Float64Array;
  nz?: Float64Array;
  /** 0 (leads) to 1 (goes only where those go that it adheres to). */
  following?: Float64Array;

  private capacity = 0;
  private readonly layout: readonly Column[];
  private readonly extra = new Map<string, Numbers>();

  /** Throws `RangeError` if a further column has the name of one that is there. */
  constructor(options: CellTableOptions = {}) {
    this.layout = layoutOf(options);
    const names = this.layout.map(({ name }) => name);
    for (const name of options.columns ?? []) {
      if (name in this || names.indexOf(name) !== names.lastIndexOf(name))
        throw new RangeError(`a table of cells has "${name}" already`);
      this.extra.set(name, nothing);
    }
    this.reserve(firstCapacity);
  }

  /** Names of all columns in the order in which snapshots hold them. */
  get names(): readonly string[] {
    return this.layout.map(({ name }) => name);
  }

  /** The array of a column, of the caller's or of the table's own; throws `RangeError` for an unknown name. */
  column(name: string): Numbers {
    const values = this.extra.get(name) ?? (this as unknown as Record<string, Numbers | undefined>)[name];
    if (!ArrayBuffer.isView(values)) throw new RangeError(`a table of cells has no column "${name}"`);
    return values;
  }

  /** Appends a cell and returns its row; throws `RangeError` for a radius that is not positive or a place that is not finite. */
  add(cell: NewCell): number {
    const { x, y, z = 0, radius } = cell;
    if (!(radius > 0 && Number.isFinite(radius))) throw new RangeError(`a cell cannot have a radius of ${radius} um`);
    if (!Number.isFinite(x + y + z)) throw new RangeError(`a cell cannot be at (${x}, ${y}, ${z})`);
    const row = this.append();
    for (const { name, initial } of this.layout) this.column(name)[row] = initial;
    this.id[row] = this.nextId++;
    this.parent[row] = cell.parent ?? 0;
    this.born[row] = cell.born ?? 0;
    this.x[row] = x;
    this.y[row] = y;
    this.z[row] = z;
    this.radius[row] = radius;
    this.target[row] = radius;
    return row;
  }

  /** Appends a daughter of the cell in `row` with a new id and returns her row; what is renewed is so in both. */
  addDaughter(row: number, born: number): number {
    const daughter = this.append();
    for (const { name, initial, renewed } of this.layout) {
      const values = this.column(name);
      if (renewed) values[row] = initial;
      values[daughter] = values[row];
    }
    this.parent[daughter] = this.id[row];
    this.id[daughter] = this.nextId++;
    this.born[daughter] = born;
    return daughter;
  }

  /** Drops the rows whose entry in `leaves` is not 0; the others keep their order. */
  compact(leaves: Uint8Array): void {
    let kept = 0;
    while (kept < this.count && leaves[kept] === 0) kept++;
    if (kept === this.count) return;
    const first = kept;
    for (const { name } of this.layout) {
      const values = this.column(name);
      kept = first;
      for (let row = first; row < this.count; row++) if (leaves[row] === 0) values[kept++] = values[row];
    }
    this.count = kept;
    this.version++;
  }

  /** Replaces what it holds by `count` rows that are still to be filled; the next cell gets the id `nextId`. */
  clear(count: number, nextId: number): void {
    this.count = 0;
    this.reserve(count);
    this.count = count;
    this.nextId = nextId;
    this.version++;
  }

  /** Makes room for at least `rows` rows, doubling what there is. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    let capacity = Math.max(this.capacity, firstCapacity);
    while (capacity < rows) capacity *= 2;
    const self = this as unknown as Record<string, Numbers>;
    for (const { name, bytes } of this.layout) {
      const values = bytes === 8 ? new Float64Array(capacity) : new Uint8Array(capacity);
      if (this.capacity > 0) values.set(this.column(name).subarray(0, this.count));
      if (this.extra.has(name)) this.extra.set(name, values);
      else self[name] = values;
    }
    this.capacity = capacity;
  }

  private append(): number {
    this.reserve(this.count + 1);
    this.version++;
    return this.count++;
  }
}

/** Bytes of a row. */
export function bytesPerCell(options: CellTableOptions = {}): number {
  return layoutOf(options).reduce((sum, { bytes }) => sum + bytes, 0);
}

const groups = {
  guidance: ['gx', 'gy', 'gz'],
  blocking: ['nx', 'ny', 'nz'],
  following: ['following'],
} as const;
const own =
  'id parent born x y z radius fx fy fz mx my mz px py pz turn speed persistence target growth leaving contacts';
const small = 'state divide fresh';
const initials: Readonly<Record<string, number>> = { fresh: 1 };
const afresh = new Set(['divide', 'fresh', 'contacts']);

function layoutOf(options: CellTableOptions): Column[] {
  const chosen = (Object.keys(groups) as (keyof typeof groups)[]).filter((group) => options[group]);
  const wide = [...own.split(' '), ...chosen.flatMap((group) => groups[group])];
  const column = (bytes: 1 | 8) => (name: string) => ({
    name,
    bytes,
    initial: initials[name] ?? 0,
    renewed: afresh.has(name),
  });
  return [...[...wide, ...(options.columns ?? [])].map(column(8)), ...small.split(' ').map(column(1))];
}
