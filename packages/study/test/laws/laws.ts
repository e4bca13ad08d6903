import type { Law } from './law.js';
import { activation } from './law-activation.js';
import { bleaching } from './law-bleaching.js';
import { cortactinAndCycle } from './law-cortactin.js';
import { film } from './law-film.js';
import { inhibition } from './law-inhibition.js';
import { ratioAndDose } from './law-isoforms.js';
import { recruitment } from './law-recruitment.js';
import { requirements } from './law-requirements.js';

/** The laws that an ensemble is judged by. */
export const laws: readonly Law[] = [
  recruitment,
  requirements,
  bleaching,
  inhibition,
  activation,
  film,
  cortactinAndCycle,
  ratioAndDose,
];
