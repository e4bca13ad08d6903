import { assays } from '@invadolab/assays';
import { reducedPlanOf, runFailure } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';
import type { MeasureRow, SeriesRow } from '@invadolab/results';
import { dayValues, independent, memberNumber } from '../draws.js';
import type { Failure, Outcome, Work } from '../execute.js';
import { measureReduced } from './measure.js';

/** What a plan and its results carry as engine where the reduced form ran. */
export const reducedForm = 'reduced';

/** Measures that are also followed between the timepoints. */
const followed = [
  'invadopodia.count.true',
  'invadopodia.mature.true',
  'matrix.degraded_area.true',
  'matrix.degraded_mass.true',
];

/** Sites followed per cell: a study shows single cells, so these are to be known well. */
const most = 24;

/**
 * Runs some cells of one model in the reduced form: the rows of the full form, each value being what is expected of the
 * cell rather than what happened once. No events and no images.
 */
export function executeReduced(work: Work, model: CompiledModel, signal?: AbortSignal): Outcome {
  const measures: MeasureRow[] = [];
  const series: SeriesRow[] = [];
  const failures: Failure[] = [];
  for (const cell of work.spec.cells) {
    signal?.throwIfAborted();
    try {
      executeCell(work, model, cell, measures, series);
    } catch (error) {
      const message = runFailure(error);
      if (message === undefined) throw error;
      failures.push({ experiment: work.spec.experiment, cell, time: 0, message });
    }
  }
  return { measures, series, events: [], images: [], failures, warnings: [] };
}

function executeCell(
  work: Work,
  model: CompiledModel,
  cell: number,
  measures: MeasureRow[],
  series: SeriesRow[],
): void {
  const { spec, setup, days, seed } = work;
  const { experiment, arm } = spec;
  const known = assays[work.assay].measures;
  const reads = assays[work.assay].sampling(setup).reads.flatMap(({ times }) => times);
  const times = [...new Set([...reads, ...setup.timepoints])].sort((a, b) => a - b);
  const row = (time: number, id: string, value: number) => {
    const { unit } = known[id];
    if (setup.timepoints.includes(time)) measures.push({ arm, experiment, cell, time, measure: id, value, unit });
    if (followed.includes(id)) series.push({ arm, experiment, cell, time, series: id, value, unit });
  };
  const around = model.foundings[0]?.parent ?? -1;
  if (around >= 0 && model.places[around].count === 0) {
    // Nothing acts on a film without cells.
    const ofFilm = Object.keys(known).filter((id) => known[id].cellFree && id.endsWith('.true'));
    for (const time of times) for (const id of ofFilm) row(time, id, 0);
    return;
  }
  const values = dayValues(model, { experiment, cells: [cell] }, days, independent(seed)).map(
    ({ slot, values: [value] }) => {
      return { slot, value };
    },
  );
  const run = {
    member: memberNumber(experiment, cell),
    seed,
    values,
    resolution: { most },
  };
  for (const reading of measureReduced(reducedPlanOf(model), run, setup, times))
    for (const [id, { mean }] of reading.values) row(reading.time, id, mean);
}
