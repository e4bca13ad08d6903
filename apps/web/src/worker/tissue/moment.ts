import type { Frame } from '@invadolab/results';
import type { WatchedTissue } from '@invadolab/study';
import { crowding } from './crowding.js';
import type { TissueField } from './field.js';

/** What a cell is seen to be, in the order in which legends name it. */
export const cellKinds = ['touching', 'alone', 'newborn', 'dying'] as const;

/** The cells of a tissue at one look, one value per cell; lengths in um. */
export interface TissueCells {
  readonly ids: Float64Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  readonly radius: Float32Array;
  /** Position in `cellKinds`. */
  readonly kind: Uint8Array;
  /** Three per cell: towards its neighbours, and as long as they hide it. */
  readonly crowding: Float32Array;
  /** Structures of each; absent where they were not kept. */
  readonly structures?: Float32Array;
  /** um walked; absent where it was not kept. */
  readonly path?: Float32Array;
}

/** A tissue at one look, as it is drawn. */
export interface TissueMoment {
  readonly arm: string;
  /** s */
  readonly time: number;
  readonly cells: TissueCells;
  readonly fields: readonly TissueField[];
  /** Radius of a vessel through the middle along the first axis, um. */
  readonly vessel?: number;
  /** What the assay took down then for its time courses, by id; empty where it comes from files. */
  readonly values: Readonly<Record<string, number>>;
}

type Placed = Pick<TissueCells, 'ids' | 'x' | 'y' | 'z' | 'radius'>;

/** Cells of a tissue that is being watched; `before` holds those of the look before. */
export function watchedCells({ cells }: WatchedTissue, before: ReadonlySet<number> | undefined): TissueCells {
  const { contacts, dying, structures, path } = cells;
  const kind = (i: number) => (dying[i] ? 3 : contacts[i] > 0 ? 0 : 1);
  return { ...drawn(cells, kind, before), path, ...(structures && { structures }) };
}

/** Cells of a frame that was kept. */
export function keptCells(frame: Frame, before: ReadonlySet<number> | undefined): TissueCells {
  return drawn(frame, (i) => (frame.type[i] === 0 ? 0 : 1), before);
}

function drawn(
  { ids, x, y, z, radius }: Placed,
  kindOf: (cell: number) => number,
  before: ReadonlySet<number> | undefined,
): TissueCells {
  const kind = Uint8Array.from(ids, (id, i) => {
    const own = kindOf(i);
    return own !== 3 && before !== undefined && !before.has(id) ? 2 : own;
  });
  return { ids, x, y, z, radius, kind, crowding: crowding({ x, y, z, radius }) };
}

/** Everything of a moment that can be handed over instead of copied. */
export function buffersOf({ cells, fields }: TissueMoment): ArrayBuffer[] {
  const columns = Object.values(cells).filter((column) => column !== undefined);
  return [...columns, ...fields.map(({ levels }) => levels)].map(({ buffer }) => buffer as ArrayBuffer);
}
