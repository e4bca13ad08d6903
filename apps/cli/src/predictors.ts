import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { modelPredictor, type Plan, reducedPredictor, type SetPredictor } from '@invadolab/study';

/** Assays that the reduced form answers in a fraction of the time. */
const reduced = ['gelatin'];

/** Cells per arm and parameter set where the study is answered by the reduced form. */
const fewCells = 4;

/** How many parameter sets of a study are predicted: by the reduced form where it knows the assay, else by the model itself. */
export function predictorOf(plan: Plan, catalog: Catalog, cells: number | undefined, pool: WorkerPool): SetPredictor {
  const { study } = plan;
  return reduced.includes(study.assay) && study.model === undefined
    ? reducedPredictor(study, catalog, cells ?? fewCells, pool)
    : modelPredictor(plan, pool);
}
