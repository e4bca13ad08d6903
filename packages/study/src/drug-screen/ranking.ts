import type { Draws } from './effects.js';

/**
 * Share of draws in which each drug is among the first `first`. Drugs that are equal in a draw share the places left for them; a
 * drug without a value is not among them. `effects[drug][draw]`: smaller ranks first, or larger where `wanted` is higher.
 */
export function amongFirst(effects: readonly Draws[], first: number, wanted: 'lower' | 'higher'): readonly number[] {
  const draws = effects[0]?.length ?? 0;
  const sign = wanted === 'lower' ? 1 : -1;
  const totals = effects.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    const values = effects.map((list) => sign * list[draw]);
    for (const [drug, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      const before = values.filter((other) => other < value).length;
      const equal = values.filter((other) => other === value).length;
      totals[drug] += Math.min(1, Math.max(0, (first - before) / equal));
    }
  }
  return totals.map((total) => (draws === 0 ? 0 : total / draws));
}

/** Positions, best first: by the median effect, then by the probability of being among the first, then as they were. */
export function rankOrder(
  medians: readonly (number | null)[],
  chances: readonly number[],
  wanted: 'lower' | 'higher',
): readonly number[] {
  const sign = wanted === 'lower' ? 1 : -1;
  const key = (at: number) => {
    const median = medians[at];
    return median === null ? Number.POSITIVE_INFINITY : sign * median;
  };
  const compare = (a: number, b: number) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : chances[b] - chances[a]);
  return medians.map((_, at) => at).sort((a, b) => compare(a, b) || a - b);
}
