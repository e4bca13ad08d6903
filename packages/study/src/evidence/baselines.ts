import { quantile } from '@invadolab/assays';
import { Stream } from '@invadolab/core';
import type { BalancedAccuracy } from '@invadolab/results';
import { balancedAccuracy, type Call } from './accuracy.js';
import type { Expectation } from './evidence.js';
import type { Outcome } from './judge.js';

/** Loss lowers, gain raises, nothing changes nothing. */
export function signRule(manipulation: Expectation['manipulation']): Outcome {
  return manipulation === 'loss' ? 'down' : manipulation === 'gain' ? 'up' : 'none';
}

/** Exchanges of the perturbations among the calls. */
const exchanges = 200;

/**
 * What the same model scores when the perturbations are dealt out anew among the calls of a `group` (rows with the same assay):
 * call i is answered by `outcome(i, j)`, its own measure under the perturbation of call j. Mean and middle 90 % of the exchanges.
 */
export function shuffledAccuracy(
  calls: readonly Call[],
  groups: readonly string[],
  outcome: (call: number, donor: number) => Outcome,
  seed: number,
): BalancedAccuracy['shuffled'] {
  if (calls.length < 2) return null;
  const known = new Map<number, Outcome>();
  const asked = (call: number, donor: number) => {
    const key = call * calls.length + donor;
    const found = known.get(key) ?? outcome(call, donor);
    known.set(key, found);
    return found;
  };
  const scores = Array.from({ length: exchanges }, (_, exchange) => {
    const donors = dealt(groups, new Stream(seed, 'shuffled perturbations').at(exchange, 0, 0));
    return (
      balancedAccuracy(
        calls,
        donors.map((donor, call) => asked(call, donor)),
      ) ?? 0
    );
  }).sort((a, b) => a - b);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { mean, low: quantile(scores, 0.05), high: quantile(scores, 0.95) };
}

/** A random permutation of positions that keeps every position within its group (Fisher and Yates). */
function dealt(groups: readonly string[], stream: Stream): number[] {
  const donors = groups.map((_, index) => index);
  for (const group of new Set(groups)) {
    const own = donors.filter((index) => groups[index] === group);
    const mixed = [...own];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = stream.integer(last + 1);
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    for (const [position, index] of own.entries()) donors[index] = mixed[position];
  }
  return donors;
}
