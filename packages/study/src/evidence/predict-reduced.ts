import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { reducedMeasuresOf } from '../reduced/measure.js';
import { predictReduced } from '../reduced/predict.js';
import type { Predictor } from './prediction.js';

/** What the reduced form needs to run. */
export interface ReducedFormOptions {
  readonly catalog: Catalog;
  readonly pool: WorkerPool;
  readonly signal?: AbortSignal;
}

/** The reduced form: moments of each cell from the same network and rates, without images. */
export function reducedForm({ catalog, pool, signal }: ReducedFormOptions): Predictor {
  return {
    form: 'reduced',
    answers: ({ assay, measure }) => {
      const known = reducedMeasuresOf(assay);
      return measure.length > 0 && measure.every((each) => known.includes(each));
    },
    predict: (request) => predictReduced({ ...request, catalog, signal }, pool),
  };
}
