import { assays, SceneWatch } from '@invadolab/assays';
import type { Column, Engine, Session } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { snapshotOf, startCells } from './execute.js';
import { modelCache } from './model-cache.js';
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
 * The first cell of an arm, `looks` times from the start to the end of the study (default: 97; 1: at the start alone). It is the very cell of the result: the same draws,
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
  const times = Array.from({ length: looks }, (_, look) => (looks === 1 ? 0 : (last * look) / (looks - 1)));
  return { task: taskOf(plan, { ...spec, cells: [spec.cells[0]] }), arm, times };
}

/**
 * A worker's task: lives cells through side by side, look by look, and sends a `WatchedMoment` of each after every look. A cell that
 * fails is not shown any further. Models that were watched before are not compiled again.
 */
export function watcher(
  engineOf: (id: string) => Engine,
): (
  tasks: readonly WatchTask[],
  options: { readonly signal?: AbortSignal; readonly onMessage: (moment: WatchedMoment) => void },
) => Promise<void> {
  const remembered = modelCache();
  return async (tasks, { signal, onMessage }) => {
    const lives = tasks.map((task) => new WatchedLife(task, engineOf, remembered, signal));
    const looks = Math.max(0, ...tasks.map(({ times }) => times.length));
    try {
      for (let look = 0; look < looks; look++) {
        for (const life of lives) {
          const moment = await life.look(look);
          if (moment) onMessage(moment);
        }
      }
    } finally {
      for (const life of lives) life.end();
    }
  };
}

/** One cell that is looked at; it begins with its first look. */
class WatchedLife {
  readonly #watch: SceneWatch;
  readonly #begin: () => Promise<Session>;
  readonly #times: readonly number[];
  readonly #arm: string;
  #session?: Session;
  #failed = false;

  constructor(
    { task, arm, times }: WatchTask,
    engineOf: (id: string) => Engine,
    remembered: ReturnType<typeof modelCache>,
    signal?: AbortSignal,
  ) {
    const { work, model, hash, engine } = task;
    const { experiment, cells } = work.spec;
    this.#watch = new SceneWatch(work.setup, { arm, experiment, cell: cells[0], seed: work.seed });
    this.#begin = async () => {
      const compiled = remembered(hash, () => compileModel(model));
      return startCells(work, compiled, engineOf(engine), signal);
    };
    this.#times = times;
    this.#arm = arm;
  }

  /** Undefined after the last look, and where the cell failed. */
  async look(number: number): Promise<WatchedMoment | undefined> {
    const time = this.#times[number];
    if (time === undefined || this.#failed) return undefined;
    this.#session ??= await this.#begin();
    const { state } = await this.#session.advance(time);
    this.#failed = state !== 'done';
    if (this.#failed) return undefined;
    const columns: Column[] = [];
    for (const slot of this.#watch.slots) columns.push(await this.#session.read(slot));
    const { image, values } = this.#watch.look(snapshotOf(time, columns, 0));
    const { width, height, pixel, channels } = image;
    return { arm: this.#arm, time, width, height, pixel, channels, values: Object.fromEntries(values) };
  }

  end(): void {
    this.#session?.dispose();
  }
}
