import { trueStateRuler } from './true-state.js';

/** The ruler that the assays use. The image ruler takes this place when it exists. */
export const currentRuler = trueStateRuler;
