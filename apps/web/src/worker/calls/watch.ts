import { type WatchedMoment, watchTask } from '@invadolab/study';
import type { Context } from '../context.js';
import { planned, type StudyRequest } from './study.js';

/** A moment of a cell's life, in counts of the camera; or undefined for assays that show no cell on a film. */
export type WatchNews = WatchedMoment;

/** Calls about cells that are looked at while they live. */
export function watchCalls(context: Context) {
  let current: AbortController | undefined;
  return {
    /**
     * Lives the first cell of each arm through, one arm after the other look by look, and sends every look; gives false where the study shows no cells.
     * A later call ends an earlier one.
     */
    async watch(request: StudyRequest, arms: readonly string[], look: (moment: WatchNews) => void): Promise<boolean> {
      current?.abort();
      const own = new AbortController();
      current = own;
      const plan = await planned(context, request);
      const tasks = arms.flatMap((arm) => watchTask(plan, arm) ?? []);
      const { signal } = own;
      try {
        for (const task of tasks) {
          await context.eye.run('watch', task, {
            signal,
            onMessage: (moment) => look(moment as WatchedMoment),
          });
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
      return tasks.length > 0;
    },

    async stopWatching(): Promise<void> {
      current?.abort();
    },
  };
}
