import type { Study } from './study.js';

/** Id of the arm that an arm is compared with: its own reference, else the control. */
export function referenceOf({ arms, control }: Pick<Study, 'arms' | 'control'>, arm: string): string {
  return arms.find(({ id }) => id === arm)?.against ?? control;
}

/** Arms that others are compared with, and that are compared with nothing: the control and the references of some arms. */
export function referencesOf({ arms, control }: Pick<Study, 'arms' | 'control'>): ReadonlySet<string> {
  return new Set([control, ...arms.flatMap(({ against }) => against ?? [])]);
}
