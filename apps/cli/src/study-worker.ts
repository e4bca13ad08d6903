import { drawPerformer, type Predictor, performer, predictor } from '@invadolab/study';
import { engineOf } from './engines.js';
import { answering } from './thread-port.js';

/** What a thread does: one piece of work of a study. */
export const perform = answering(performer(engineOf));

/** What a thread does for the reduced form: one model under some sets of parameters. */
export const predict: Predictor = predictor();

/** The same on the model itself. */
export const runSets = drawPerformer(engineOf);
