import { BadInput } from '@invadolab/core';
import { engines } from '@invadolab/engine';
import { performer } from '@invadolab/study';

/** What a thread does: one piece of work of a study. */
export const perform = performer((id) => {
  const engine = Object.hasOwn(engines, id) ? engines[id] : undefined;
  if (!engine) throw new BadInput('unknown engine', { found: id, expected: Object.keys(engines).join(', ') });
  return engine;
});
