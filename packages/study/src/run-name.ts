import type { Frame } from '@invadolab/results';
import type { Plan } from './plan.js';

/** Which run something is of. */
export type OfRun = Pick<Frame, 'arm' | 'experiment' | 'cell'>;

/** First part of the names of all files of a run: number and name of the arm, experiment and cell as people count. */
export function runName(plan: Plan, { arm, experiment, cell }: OfRun): string {
  const number = plan.study.arms.findIndex(({ id }) => id === arm) + 1;
  return [number, plainName(arm), `e${experiment + 1}`, `c${cell + 1}`].join('-');
}

/** A run in words. */
export function runTitle(plan: Plan, { arm, experiment, cell }: OfRun): string {
  const title = plan.study.arms.find(({ id }) => id === arm)?.title ?? arm;
  return `${title}, experiment ${experiment + 1}, no. ${cell + 1}`;
}

/** Lower-case letters, digits and dashes. */
export function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
