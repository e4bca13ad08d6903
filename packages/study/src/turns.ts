import { keptModels } from './model-cache.js';
import type { RunSpec } from './study.js';

/** Models that are run in turns. A worker keeps them compiled, each perhaps with its cells of survival beside it. */
const together = keptModels / 2;

/**
 * The same pieces of work, one of each model after the other, so that all arms of a study grow together. Of many models, some are
 * finished before the next are begun, because a worker cannot keep all of them.
 */
export function inTurns(specs: readonly RunSpec[]): readonly RunSpec[] {
  const byModel = new Map<string, RunSpec[]>();
  for (const spec of specs) {
    const key = `${spec.exposure === true} ${spec.model}`;
    const own = byModel.get(key);
    if (own) own.push(spec);
    else byModel.set(key, [spec]);
  }
  const queues = [...byModel.values()];
  const ordered: RunSpec[] = [];
  for (let first = 0; first < queues.length; first += together) {
    const group = queues.slice(first, first + together);
    const longest = Math.max(...group.map(({ length }) => length));
    for (let turn = 0; turn < longest; turn++)
      for (const queue of group) if (turn < queue.length) ordered.push(queue[turn]);
  }
  return ordered;
}
