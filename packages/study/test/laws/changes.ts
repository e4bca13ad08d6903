import type { ModelFile } from '@invadolab/model';
import type { Change } from './bench.js';

/** The model with other values of some parameters, in their units; what a model lacks is left out. */
export function setTo(values: Readonly<Record<string, number>>): Change {
  return (file: ModelFile) => {
    const parameters = { ...file.parameters };
    for (const [id, value] of Object.entries(values))
      if (id in parameters) parameters[id] = { ...parameters[id], value, range: undefined };
    return { ...file, parameters };
  };
}
