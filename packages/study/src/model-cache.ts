import type { CompiledModel } from '@invadolab/model';

/** Compiled models that a worker keeps; one takes about a third of a megabyte. Twice the arms that are run in turns. */
export const keptModels = 32;

/** Remembers the models that were compiled last: gives the one of a key, compiling it where it is not kept. */
export function modelCache(): (key: string, compile: () => CompiledModel) => CompiledModel {
  const compiled = new Map<string, CompiledModel>();
  return (key, compile) => {
    const model = compiled.get(key) ?? compile();
    compiled.set(key, model);
    if (compiled.size > keptModels) compiled.delete(compiled.keys().next().value ?? '');
    return model;
  };
}
