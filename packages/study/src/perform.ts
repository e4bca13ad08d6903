import { type Engine, referenceEngine } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { execute } from './execute.js';
import { decodeKept, encodeKept, type KeptWork, keptEvery, usualEffort } from './kept-work.js';
import { modelCache } from './model-cache.js';
import { executeReduced, reducedForm } from './reduced/execute.js';
import type { Task } from './run.js';
import { encodeShard } from './shard.js';
import { cellsAlone, knowsSurvivors, survivalRows } from './survivors.js';

/** How a worker is called; it is told what a long piece of work would go on from, as bytes, on the way. */
export interface PerformOptions {
  readonly signal?: AbortSignal;
  readonly onMessage?: (kept: Uint8Array) => void;
}

/**
 * A worker's one task: a piece of work in, a shard out. It keeps the models it compiled last, and nothing else. `effort`: cells of a tissue times
 * ticks after which it sends what the work would go on from, default 1e6.
 */
export function performer(
  engineOf: (id: string) => Engine,
  effort = usualEffort,
): (task: Task, options?: PerformOptions) => Promise<Uint8Array> {
  const remembered = modelCache();
  return async (task, { signal, onMessage } = {}) => {
    const { work, model: file, hash, engine, from } = task;
    const model = remembered(hash, () => compileModel(file));
    const every = onMessage && keptEvery(work, model, effort);
    const keeping = every !== undefined && {
      ...(from && { from: decodeKept(from) }),
      every,
      keep: (kept: KeptWork) => onMessage?.(encodeKept(kept)),
    };
    const outcome =
      engine === reducedForm
        ? executeReduced(work, model, signal)
        : await execute(work, model, engineOf(engine), signal, keeping || undefined);
    if (work.survivors !== true) return encodeShard(outcome);
    const { timepoints, protocol } = work.setup;
    const alone = knowsSurvivors(file, protocol)
      ? remembered(`${hash} alone ${timepoints.join(' ')}`, () => cellsAlone(file, timepoints))
      : undefined;
    const rows = await survivalRows(work, file, alone, referenceEngine, signal);
    return encodeShard({ ...outcome, measures: [...outcome.measures, ...rows] });
  };
}
