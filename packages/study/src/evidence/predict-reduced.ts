import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { predictReduced } from '../reduced/predict.js';
import type { Predictor } from './prediction.js';

/** The measures of which the reduced form gives moments; only the assay on a film has them. */
const known: ReadonlySet<string> = new Set([
  'invadopodia.count.true',
  'invadopodia.precursors.true',
  'invadopodia.mature.true',
  'cells.with_puncta.true',
  'cells.with_invadopodia.true',
  'cells.degrading.true',
  'matrix.degraded_area.true',
  'matrix.degraded_area.below_0.6.true',
  'matrix.degraded_area.below_0.9.true',
  'matrix.degraded_fraction.true',
  'matrix.degraded_mass.true',
]);

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
    answers: ({ measure }) => measure.length > 0 && measure.every((each) => known.has(each)),
    predict: (request) => predictReduced({ ...request, catalog, signal }, pool),
  };
}
