import { BadInput } from '@invadolab/core';
import { type Engine, referenceEngine } from '@invadolab/engine';
import { tissueEngine } from '@invadolab/tissue';

/** Engines of the laboratory in a browser, by id: those of the command line. */
const engines: Readonly<Record<string, Engine>> = {
  [referenceEngine.id]: referenceEngine,
  [tissueEngine.id]: tissueEngine,
};

/** The engine of every study: bit for bit the same on every machine. */
export const defaultEngine = referenceEngine.id;

/** Throws `BadInput` for an engine that the laboratory does not have. */
export function engineOf(id: string): Engine {
  if (Object.hasOwn(engines, id)) return engines[id];
  throw new BadInput('unknown engine', { found: id, expected: Object.keys(engines).join(', ') });
}
