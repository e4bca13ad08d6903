import {
  type FieldSnapshot,
  type Frame,
  resultNames,
  type Store,
  writeFields,
  writeSimularium,
} from '@invadolab/results';
import type { Plan } from './plan.js';
import { type OfRun, runName, runTitle } from './run-name.js';

/** What runs leave behind in space. */
interface InSpace {
  readonly fields: readonly FieldSnapshot[];
  readonly frames: readonly Frame[];
}

/** Writes fields as OME-Zarr and frames as Simularium trajectories, an image and a file per run that left any. */
export async function writeSpace(plan: Plan, { fields, frames }: InSpace, store: Store, notice: string): Promise<void> {
  const images = runsOf(fields).map((own) => {
    return { path: runName(plan, own[0]), title: runTitle(plan, own[0]), notice, fields: own };
  });
  await writeFields(store, images);
  for (const run of runsOf(frames)) {
    const description = [plan.study.study, notice].filter((text) => text !== '').join(' ');
    const bytes = writeSimularium(run, { title: runTitle(plan, run[0]), description });
    await store.put(`${resultNames.trajectories}${runName(plan, run[0])}.simularium`, bytes);
  }
}

/** In groups of one run each, in the order in which runs come. */
function runsOf<T extends OfRun>(rows: readonly T[]): T[][] {
  const runs = new Map<string, T[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.arm, row.experiment, row.cell]);
    const run = runs.get(key);
    if (run === undefined) runs.set(key, [row]);
    else run.push(row);
  }
  return [...runs.values()];
}
