import type { Parameter } from '../language.js';

/** Doses by surface are multiplied by this. */
export const surface = {
  value: '1.73 m2',
  range: ['1.4 m2', '2.3 m2'],
  source: { assumed: 'the conventional adult of 1.73 m2' },
  name: 'body surface',
} as const satisfies Parameter;
/** Doses by weight are multiplied by this. */
export const weight = {
  value: '70 kg',
  range: ['45 kg', '110 kg'],
  source: { assumed: 'the conventional adult of 70 kg' },
  name: 'body weight',
} as const satisfies Parameter;
