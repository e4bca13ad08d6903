import type { BalancedAccuracy } from '@invadolab/results';
import type { Direction } from './evidence.js';
import type { Outcome } from './judge.js';

/** The classes that accuracy is balanced over. */
export const classes = ['down', 'none', 'up'] as const;
type Class = (typeof classes)[number];

/** One published direction within a vote. */
export interface Call {
  /** Names the vote. */
  readonly vote: string;
  readonly truth: Class;
}

/** Abolished is down as well. */
export function classOf(direction: Direction): Class {
  return direction === 'abolished' ? 'down' : direction;
}

/** A vote with rows of two classes counts once in each. */
function unitsOf(calls: readonly Call[]): ReadonlyMap<string, readonly number[]> {
  const units = new Map<string, number[]>();
  for (const [index, { vote, truth }] of calls.entries()) {
    const key = `${truth} ${vote}`;
    units.set(key, [...(units.get(key) ?? []), index]);
  }
  return units;
}

/** Votes in each class. */
export function classCounts(calls: readonly Call[]): BalancedAccuracy['classes'] {
  const units = [...unitsOf(calls).keys()];
  const count = (each: Class) => units.filter((key) => key.startsWith(`${each} `)).length;
  return { down: count('down'), none: count('none'), up: count('up') };
}

/**
 * Mean over the classes that occur of the share of their votes called right; a vote is called right where most of its calls
 * are. `undecided` is never right. Null without calls.
 */
export function balancedAccuracy(calls: readonly Call[], outcomes: readonly Outcome[]): number | null {
  const right = new Map<Class, { votes: number; right: number }>();
  for (const own of unitsOf(calls).values()) {
    const { truth } = calls[own[0]];
    const hits = own.filter((index) => outcomes[index] === truth).length;
    const before = right.get(truth) ?? { votes: 0, right: 0 };
    right.set(truth, { votes: before.votes + 1, right: before.right + (hits > own.length / 2 ? 1 : 0) });
  }
  if (right.size === 0) return null;
  const shares = classes.flatMap((each) => {
    const counted = right.get(each);
    return counted === undefined ? [] : [counted.right / counted.votes];
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
