import { type Engine, referenceEngine } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { execute } from './execute.js';
import { modelCache } from './model-cache.js';
import { executeReduced, reducedForm } from './reduced/execute.js';
import type { Task } from './run.js';
import { encodeShard } from './shard.js';
import { cellsAlone, knowsSurvivors, survivalRows } from './survivors.js';

/** A worker's one task: a piece of work in, a shard out. It keeps the models it compiled last, and nothing else. */
export function performer(
  engineOf: (id: string) => Engine,
): (task: Task, options?: { readonly signal?: AbortSignal }) => Promise<Uint8Array> {
  const remembered = modelCache();
  return async (task, { signal } = {}) => {
    const { work, model: file, hash, engine } = task;
    const model = remembered(hash, () => compileModel(file));
    const outcome =
      engine === reducedForm
        ? executeReduced(work, model, signal)
        : await execute(work, model, engineOf(engine), signal);
    if (work.survivors !== true) return encodeShard(outcome);
    const { timepoints, protocol } = work.setup;
    const alone = knowsSurvivors(file, protocol)
      ? remembered(`${hash} alone ${timepoints.join(' ')}`, () => cellsAlone(file, timepoints))
      : undefined;
    const rows = await survivalRows(work, file, alone, referenceEngine, signal);
    return encodeShard({ ...outcome, measures: [...outcome.measures, ...rows] });
  };
}
