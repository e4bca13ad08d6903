import type { Ensemble } from '../evidence/ensemble.js';
import { valuesIn } from '../evidence/jobs.js';
import type { Plan } from '../plan.js';
import { modelsOf } from './assumed.js';
import type { CalibratedSets } from './uncertainty.js';

/**
 * An ensemble's factors as values of the numbers in the models of a study's control and these arms, where any of them has one; else a sentence that says so. A
 * number that only some arms have takes its value from the first of them.
 */
export function calibratedSets(ensemble: Ensemble, plan: Plan, arms: readonly string[]): CalibratedSets | string {
  const ids = new Set(ensemble.draws.flatMap((draw) => [...draw.keys()]));
  const files = modelsOf(plan, arms).map(({ file }) => file);
  const present = [...ids].filter((id) => files.some((file) => file.parameters?.[id] !== undefined));
  if (present.length === 0) return 'none of the calibrated numbers is in the models of this study';
  const sets = ensemble.draws.map((draw) => new Map([...files].reverse().flatMap((file) => [...valuesIn(file, draw)])));
  return { hash: ensemble.hash, fitted: ids.size, present: present.length, sets };
}
