import type { Study } from './study.js';

/** Id of the arm that an arm is compared with: its own reference, else the control. */
export function referenceOf({ arms, control }: Pick<Study, 'arms' | 'control'>, arm: string): string {
  return arms.find(({ id }) => id === arm)?.against ?? control;
}
