import { BadInput, type Source } from '@invadolab/core';
import type { Quantity } from '../language.js';
import { type Draft, setParameter } from './draft.js';

/** One thing an arm does to a parameter. */
export interface Change {
  readonly parameter: string;
  readonly value: Quantity;
  readonly source: Source;
  /** Who sets it, in words: `environment oxygen`. */
  readonly by: string;
}

/**
 * Applies changes that may come in any order: two of them on one parameter are refused, so that no order can matter.
 * What changes nothing is noted as neutral.
 */
export function applyChanges(draft: Draft, changes: readonly Change[]): void {
  const seen = new Map<string, string>();
  for (const { parameter, by } of changes) {
    const first = seen.get(parameter);
    if (first !== undefined)
      throw new BadInput(`${parameter} is set by ${first} and by ${by}: give one of them`, { found: parameter });
    seen.set(parameter, by);
  }
  for (const change of [...changes].sort((a, b) => (a.parameter < b.parameter ? -1 : 1)))
    if (!setParameter(draft, change.parameter, change.value, change.source, change.by))
      draft.neutral.push(`${change.by}: ${change.parameter} is ${change.value} already`);
}
