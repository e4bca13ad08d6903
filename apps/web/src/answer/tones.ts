import type { AnsweredArm } from '../worker/answer.js';

/** How a verdict looks: blue and orange as in reports, grey where nothing is decided. */
export type Tone = 'down' | 'up' | 'same' | 'open';

/** A study of one run decides nothing, so nothing of it is coloured. */
export function toneOf(verdict: AnsweredArm['verdict'], single: boolean): Tone {
  if (single) return 'open';
  if (verdict === 'lowers') return 'down';
  if (verdict === 'raises') return 'up';
  return verdict === 'cannot be decided' ? 'open' : 'same';
}

/** Its colour, as the style sheet has it. */
export const toneColour: Readonly<Record<Tone, string>> = {
  down: 'var(--lab-down)',
  up: 'var(--lab-up)',
  same: 'var(--lab-quiet)',
  open: 'var(--lab-quiet)',
};
