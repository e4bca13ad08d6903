import type { Change, CompiledReaction } from '@invadolab/model';

/** A field species that individuals of a kind change. */
export interface FieldShare {
  readonly field: number;
  readonly species: number;
  /** Whether any reaction takes from it. */
  readonly taken: boolean;
}

/** Where the changes of reactions go, flat: those of reaction r are entries `start[r]` to `start[r + 1]`. */
export interface Changes {
  readonly reactions: number;
  readonly start: Int32Array;
  /** 0: own state; 1 to 3: the state of that place around; 4: a field species. */
  readonly pool: Uint8Array;
  /** Entry of that state; for field species the position in `fields`. */
  readonly index: Int32Array;
  /** Per firing, in base units. */
  readonly amount: Float64Array;
  /** Largest level up that any change reaches. */
  readonly reach: number;
  readonly fields: readonly FieldShare[];
}

/** The pool of field species. */
export const fieldPool = 4;

export function changesOf(reactions: readonly CompiledReaction[]): Changes {
  const all = reactions.flatMap((reaction) => reaction.changes);
  const start = new Int32Array(reactions.length + 1);
  reactions.forEach((reaction, r) => {
    start[r + 1] = start[r] + reaction.changes.length;
  });
  const fields = fieldsOf(all);
  const position = ({ field, index }: Change): number =>
    fields.findIndex((share) => share.field === field && share.species === index);
  return {
    reactions: reactions.length,
    start,
    pool: Uint8Array.from(all, (change) => (change.at === 'field' ? fieldPool : change.up)),
    index: Int32Array.from(all, (change) => (change.at === 'field' ? position(change) : change.index)),
    amount: Float64Array.from(all, (change) => change.amount),
    fields,
    reach: all.reduce((most, change) => (change.at === 'state' ? Math.max(most, change.up) : most), 0),
  };
}

function fieldsOf(changes: readonly Change[]): readonly FieldShare[] {
  const found = new Map<string, FieldShare>();
  for (const { at, field, index, amount } of changes) {
    if (at !== 'field') continue;
    const key = `${field} ${index}`;
    found.set(key, { field, species: index, taken: amount < 0 || found.get(key)?.taken === true });
  }
  return [...found.values()].sort((a, b) => a.field - b.field || a.species - b.species);
}
