import { assays, SceneWatch } from '@invadolab/assays';
import type { Column, Engine } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { snapshotOf, startCells } from './execute.js';
import type { Plan } from './plan.js';
import { type Task, taskOf } from './run.js';

/** A cell of a plan to be looked at while it lives. */
export interface WatchTask {
  readonly task: Task;
  readonly arm: string;
  /** s, ascending, from 0 on. */
  readonly times: readonly number[];
}

/** One look: the channels of a picture, counts as the camera gives them, and the true state's measures by id. */
export interface WatchedMoment {
  readonly arm: string;
  /** s */
  readonly time: number;
  readonly width: number;
  readonly height: number;
  /** um per pixel */
  readonly pixel: number;
  readonly channels: readonly { readonly name: string; readonly data: Uint16Array }[];
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The first cell of an arm, `looks` times from the start to the end of the study (default: 97). It is the very cell of the result: the same draws,
 * and looking changes nothing. Undefined where no cell is shown on a film, or where it is not left alone.
 */
export function watchTask(plan: Plan, arm: string, looks = 97): WatchTask | undefined {
  const { study, models, specs, setup } = plan;
  const disturbed = assays[study.assay].sampling(setup).sets.length > 0;
  if (disturbed || study.form === 'reduced' || setup.protocol.film === undefined) return undefined;
  const model = models.findIndex(({ arms }) => arms.some(({ id }) => id === arm));
  const spec = specs.find((each) => each.model === model && each.experiment === 0 && !each.exposure);
  if (spec === undefined) return undefined;
  const last = setup.timepoints[setup.timepoints.length - 1];
  const times = Array.from({ length: looks }, (_, look) => (last * look) / (looks - 1));
  return { task: taskOf(plan, { ...spec, cells: [spec.cells[0]] }), arm, times };
}

/** A worker's task: lives a cell through and sends a `WatchedMoment` after each look. */
export function watcher(
  engineOf: (id: string) => Engine,
): (
  task: WatchTask,
  options: { readonly signal?: AbortSignal; readonly onMessage: (moment: WatchedMoment) => void },
) => Promise<void> {
  return async ({ task, arm, times }, { signal, onMessage }) => {
    const { work, model: file, engine } = task;
    const { experiment, cells } = work.spec;
    const watch = new SceneWatch(work.setup, { arm, experiment, cell: cells[0], seed: work.seed });
    const session = await startCells(work, compileModel(file), engineOf(engine), signal);
    try {
      for (const time of times) {
        const status = await session.advance(time);
        if (status.state !== 'done') return;
        const columns: Column[] = [];
        for (const slot of watch.slots) columns.push(await session.read(slot));
        const { image, values } = watch.look(snapshotOf(time, columns, 0));
        const { width, height, pixel, channels } = image;
        onMessage({ arm, time, width, height, pixel, channels, values: Object.fromEntries(values) });
      }
    } finally {
      session.dispose();
    }
  };
}
