import { performer } from '@invadolab/study';
import { engineOf } from './engines.js';

/** What a thread does: one piece of work of a study. */
export const perform = performer(engineOf);
