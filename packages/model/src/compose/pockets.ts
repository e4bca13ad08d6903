import type { Draft } from './draft.js';
import { define, note } from './draft.js';
import type { Occupant } from './occupant.js';

/**
 * Writes for every pocket the share that is empty: `1 / (1 + sum of C / (K x shift))` over the drugs that bind it, so
 * that two drugs compete; the number 1 where nothing binds.
 */
export function definePockets(draft: Draft, occupants: readonly Occupant[]): void {
  for (const [id, pocket] of Object.entries(draft.pockets)) {
    const bound = occupants.filter((occupant) => occupant.pocket === id);
    const by = `pocket ${id}`;
    if (bound.length === 0) {
      define(draft, pocket.place, pocket.free, 1, by);
      continue;
    }
    const value = `1 / (1 + ${bound.map(({ term }) => term).join(' + ')})`;
    define(draft, pocket.place, pocket.free, { value, unit: '1', name: pocket.name ?? `empty share of ${id}` }, by);
    const drugs = [...new Set(bound.map(({ drug }) => `drug ${drug}`))].join(', ');
    note(draft, `${pocket.place}.${pocket.free}`, 'definition', drugs, 1, value);
  }
}
