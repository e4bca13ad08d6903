import type { CompiledModel } from '@invadolab/model';
import { type TissueDemand, tissueDemand } from '@invadolab/tissue';
import { type Place, problemAt } from './shape.js';
import type { Study } from './study.js';

/** What the tissue of an arm asks for; none for a model without one. Refuses what is too coarse to mean anything, by name. */
export function demandOf(study: Study, model: CompiledModel, place: Place): TissueDemand | undefined {
  if (model.tissue === undefined) return undefined;
  const demand = tissueDemand(model, study.timepoints[study.timepoints.length - 1]);
  const wrong = demand.problems.find(({ grade }) => grade === 'refused');
  if (wrong) throw problemAt(place, ['assay'], { found: wrong.message, expected: 'finer voxels or shorter steps' });
  return demand;
}

/** Sentences about what is coarser than it should be. */
export function coarseNotes(demands: readonly TissueDemand[]): readonly string[] {
  return [...new Set(demands.flatMap(({ problems }) => problems.map(({ message }) => message)))];
}
