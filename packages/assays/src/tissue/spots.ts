import type { Snapshot } from '../assay.js';

/** The cells of a tissue at one time, one value per cell; lengths in um, times in s. */
export interface Spots {
  readonly count: number;
  readonly ids: Float64Array;
  /** Ids of mothers; 0 for cells of the start. */
  readonly parents: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly radius: Float64Array;
  /** Length of the way that a cell has walked. */
  readonly path: Float64Array;
  readonly contacts: Float64Array;
  readonly born: Float64Array;
  /** Row of each in the columns of the snapshot. */
  readonly rows: Int32Array;
}

const columns = ['x', 'y', 'z', 'radius', 'path', 'contacts', 'born'] as const;

const state = 'tissue.state';

/** Slots that `spotsOf` and `livingOf` read. */
export const spotSlots: readonly string[] = [...columns.map((id) => `tissue.${id}`), state];

/** Throws if the snapshot lacks one of `spotSlots`. */
export function spotsOf(snapshot: Snapshot): Spots {
  const column = (id: (typeof columns)[number]) => {
    const found = snapshot.columns.get(`tissue.${id}`);
    if (found === undefined) throw new Error(`tissue.${id} was not read`);
    return found;
  };
  const values = Object.fromEntries(columns.map((id) => [id, column(id).values]));
  const { ids, parents } = column('x');
  const rows = Int32Array.from(ids.keys());
  return { count: ids.length, ids, parents, ...values, rows } as unknown as Spots;
}

/** Those that are not dying. Throws if the snapshot lacks one of `spotSlots`. */
export function livingOf(spots: Spots, snapshot: Snapshot): Spots {
  const states = snapshot.columns.get(state)?.values;
  if (states === undefined) throw new Error(`${state} was not read`);
  const rows = spots.rows.filter((row) => states[row] === 0);
  if (rows.length === spots.count) return spots;
  const kept = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
  const values = Object.fromEntries(
    [...columns, 'ids' as const, 'parents' as const].map((id) => [id, kept(spots[id])]),
  );
  return { count: rows.length, ...values, rows } as unknown as Spots;
}
