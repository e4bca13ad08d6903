import type { CompiledReaction } from '@invadolab/model';

/** What one individual holds of a field species during its advance, in molecules. */
export interface FieldShare {
  readonly field: number;
  readonly species: number;
  /** Whether any reaction takes from it. */
  readonly taken: boolean;
  stock: number;
  delta: number;
}

/** Where the changes of reactions go, flat: those of reaction r are entries `start[r]` to `start[r + 1]`. */
export interface Changes {
  readonly reactions: number;
  readonly start: Int32Array;
  /** 0: own state; 1 to 3: the state of that place around; 4 and above: field number + 4. */
  readonly target: Int32Array;
  readonly index: Int32Array;
  /** Per firing, in base units. */
  readonly amount: Float64Array;
  /** Largest level up that any change reaches. */
  readonly reach: number;
  /** Field species that are changed; `stock` and `delta` are work space of the individual that is being advanced. */
  readonly fields: readonly FieldShare[];
}

export const fieldTarget = 4;

export function changesOf(reactions: readonly CompiledReaction[]): Changes {
  const all = reactions.flatMap((reaction) => reaction.changes);
  const start = new Int32Array(reactions.length + 1);
  reactions.forEach((reaction, r) => {
    start[r + 1] = start[r] + reaction.changes.length;
  });
  return {
    reactions: reactions.length,
    start,
    target: Int32Array.from(all, (change) => (change.at === 'field' ? fieldTarget + change.field : change.up)),
    index: Int32Array.from(all, (change) => change.index),
    amount: Float64Array.from(all, (change) => change.amount),
    fields: fieldsOf(reactions),
    reach: all.reduce((most, change) => (change.at === 'state' ? Math.max(most, change.up) : most), 0),
  };
}

function fieldsOf(reactions: readonly CompiledReaction[]): Changes['fields'] {
  const found = new Map<string, FieldShare>();
  for (const reaction of reactions)
    for (const change of reaction.changes) {
      if (change.at !== 'field') continue;
      const key = `${change.field} ${change.index}`;
      const taken = change.amount < 0 || found.get(key)?.taken === true;
      found.set(key, { field: change.field, species: change.index, taken, stock: 0, delta: 0 });
    }
  return [...found.values()].sort((a, b) => a.field - b.field || a.species - b.species);
}
