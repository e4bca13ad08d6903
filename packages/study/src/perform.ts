import type { Engine } from '@invadolab/engine';
import { type CompiledModel, compileModel } from '@invadolab/model';
import { execute } from './execute.js';
import { executeReduced, reducedForm } from './reduced/execute.js';
import type { Task } from './run.js';
import { encodeShard } from './shard.js';

/** Compiled models a worker keeps: arms are run one after the other, so a few are enough. */
const kept = 4;

/** A worker's one task: a piece of work in, a shard out. It keeps the models it compiled last, and nothing else. */
export function performer(
  engineOf: (id: string) => Engine,
): (task: Task, options?: { readonly signal?: AbortSignal }) => Promise<Uint8Array> {
  const compiled = new Map<string, CompiledModel>();
  return async (task, options) => {
    const model = compiled.get(task.hash) ?? compileModel(task.model);
    compiled.set(task.hash, model);
    if (compiled.size > kept) compiled.delete(compiled.keys().next().value ?? '');
    if (task.engine === reducedForm) return encodeShard(executeReduced(task.work, model, options?.signal));
    return encodeShard(await execute(task.work, model, engineOf(task.engine), options?.signal));
  };
}
