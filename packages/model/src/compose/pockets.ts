import type { Draft } from './draft.js';
import { define, note } from './draft.js';
import type { Occupant } from './occupant.js';

/**
 * Writes for every pocket the share that is empty: `1 / (1 + sum of C / (K x shift))` over the drugs that bind it and what
 * of the cell itself is in it, so that they compete; the number 1 where nothing binds.
 */
export function definePockets(draft: Draft, drugs: readonly Occupant[]): void {
  const own = Object.values(draft.occupants).map(({ pocket, share }) => {
    return { pocket, drug: undefined, term: `(${share})` };
  });
  const occupants = [...own, ...drugs];
  for (const [id, pocket] of Object.entries(draft.pockets)) {
    const bound = occupants.filter((occupant) => occupant.pocket === id);
    const by = `pocket ${id}`;
    if (bound.length === 0) {
      define(draft, pocket.place, pocket.free, 1, by);
      continue;
    }
    const value = `1 / (1 + ${bound.map(({ term }) => term).join(' + ')})`;
    define(draft, pocket.place, pocket.free, { value, unit: '1', name: pocket.name ?? `empty share of ${id}` }, by);
    const given = [...new Set(bound.flatMap(({ drug }) => (drug === undefined ? [] : [`drug ${drug}`])))];
    if (given.length > 0) note(draft, `${pocket.place}.${pocket.free}`, 'definition', given.join(', '), 1, value);
  }
}
