import { isOfTissues } from '../tissues.js';
import { type FullFormOptions, fullForm } from './predict-full.js';
import type { Predictor } from './prediction.js';

/**
 * Whole tissues, which take seconds each: few per draw, one unless `mostCells` says otherwise. A single tissue says nothing of
 * how far tissues differ, so its own chance, which every draw holds already, stands for that of the experiment.
 */
export function tissueForm(options: FullFormOptions): Predictor {
  const { catalog, mostCells = 1 } = options;
  return {
    ...fullForm({ ...options, mostCells }),
    form: 'tissue',
    answers: ({ assay }) => isOfTissues(assay, catalog),
  };
}
