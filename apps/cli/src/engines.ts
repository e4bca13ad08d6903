import { BadInput } from '@invadolab/core';
import { type Engine, referenceEngine } from '@invadolab/engine';
import { tissueEngine } from '@invadolab/tissue';

/** Engines this program has, by id. */
const engines: Readonly<Record<string, Engine>> = {
  [referenceEngine.id]: referenceEngine,
  [tissueEngine.id]: tissueEngine,
};

/** The engine of every run that does not name another: bit for bit the same on every machine. */
export const defaultEngine = referenceEngine.id;

/** Throws `BadInput` for an engine this program does not have. */
export function engineOf(id: string): Engine {
  if (Object.hasOwn(engines, id)) return engines[id];
  throw new BadInput('unknown engine', { found: id, expected: Object.keys(engines).join(', ') });
}
