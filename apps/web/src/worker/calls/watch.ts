import { type DisplayRange, displayColour, SharedRange } from '@invadolab/assays';
import { type WatchedMoment, type WatchTask, watchTask } from '@invadolab/study';
import { transfer } from 'comlink';
import type { Context } from '../context.js';
import { levelsOf } from '../film-levels.js';
import { planned, type StudyRequest } from './study.js';

/** A look at a cell, small enough that a page can keep all of them. */
export interface WatchNews extends Omit<WatchedMoment, 'channels'> {
  /** In levels (`countsOf`), row-major, and the colour of each channel: red, green and blue from 0 to 1. */
  readonly channels: readonly {
    readonly name: string;
    readonly levels: Uint8Array;
    readonly colour: readonly [number, number, number];
  }[];
  /** By channel: the counts that show every look so far, of all arms, with one contrast. */
  readonly ranges: Readonly<Record<string, DisplayRange>>;
}

/** Composites leave nuclei out; here they are grey. */
const grey = [0.42, 0.42, 0.48] as const;

/** Looks at each arm, by their number: all channels of all arms together stay below 300 MB for films of the usual size. */
const looksBeside: Readonly<Record<number, number>> = { 1: 49, 2: 49, 3: 49, 4: 37 };

/** Calls about cells that are looked at while they live. */
export function watchCalls(context: Context) {
  let current: AbortController | undefined;
  let previewed: Promise<unknown> = Promise.resolve();
  let turn = 0;

  async function show(
    request: StudyRequest,
    arms: readonly string[],
    looks: number,
    look: (moment: WatchNews) => void,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const plan = await planned(context, request);
    const tasks = arms.flatMap((arm) => watchTask(plan, arm, looks) ?? []);
    if (tasks.length === 0) return false;
    const shared = new Map<string, SharedRange>();
    await context.eye.run<readonly WatchTask[], void>('watch', tasks, {
      signal,
      onMessage: (moment) => {
        const news = newsOf(moment as WatchedMoment, shared);
        look(
          transfer(
            news,
            news.channels.map(({ levels }) => levels.buffer),
          ),
        );
      },
    });
    return true;
  }

  return {
    /** Starts the worker in which cells are watched, so that the first look need not wait for it. */
    async openEye(): Promise<void> {
      context.eye.warm();
    },

    /**
     * Lives the first cells of up to four arms through side by side and sends every look; gives false where the study shows no cells.
     * A later call ends an earlier one.
     */
    async watch(request: StudyRequest, arms: readonly string[], look: (moment: WatchNews) => void): Promise<boolean> {
      current?.abort();
      turn++;
      const own = new AbortController();
      current = own;
      try {
        return await show(request, arms, looksBeside[arms.length] ?? 37, look, own.signal);
      } catch (error) {
        if (!own.signal.aborted) throw error;
        return true;
      } finally {
        if (current === own) current = undefined;
      }
    },

    /**
     * The first look alone. One that is on its way comes to its end, because stopping it would cost the worker what it compiled; of those
     * that wait only the latest is shown.
     */
    async firstLook(
      request: StudyRequest,
      arms: readonly string[],
      look: (moment: WatchNews) => void,
    ): Promise<boolean> {
      const own = ++turn;
      await previewed;
      if (own !== turn) return true;
      const shown = show(request, arms, 1, look);
      previewed = shown.catch(() => false);
      return shown;
    },

    async stopWatching(): Promise<void> {
      if (current === undefined) return;
      current.abort();
      context.eye.warm();
    },
  };
}

function newsOf({ channels, ...moment }: WatchedMoment, shared: Map<string, SharedRange>): WatchNews {
  for (const { name, data } of channels) {
    const range = shared.get(name) ?? new SharedRange(name);
    shared.set(name, range);
    range.add(moment.width, moment.height, data);
  }
  return {
    ...moment,
    channels: channels.map(({ name, data }) => ({ name, levels: levelsOf(data), colour: displayColour(name) ?? grey })),
    ranges: Object.fromEntries([...shared].map(([name, { range }]) => [name, range])),
  };
}
