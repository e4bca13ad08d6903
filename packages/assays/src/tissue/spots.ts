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
}

const columns = ['x', 'y', 'z', 'radius', 'path', 'contacts', 'born'] as const;

/** Slots that `spotsOf` reads. */
export const spotSlots: readonly string[] = columns.map((id) => `tissue.${id}`);

/** Throws if the snapshot lacks one of `spotSlots`. */
export function spotsOf(snapshot: Snapshot): Spots {
  const column = (id: (typeof columns)[number]) => {
    const found = snapshot.columns.get(`tissue.${id}`);
    if (found === undefined) throw new Error(`tissue.${id} was not read`);
    return found;
  };
  const values = Object.fromEntries(columns.map((id) => [id, column(id).values]));
  const { ids, parents } = column('x');
  return { count: ids.length, ids, parents, ...values } as unknown as Spots;
}
