import { BadInput, nearest, type Source } from '@invadolab/core';
import type { Catalog, MatrixEntry, Perturbations } from '../catalog.js';
import type { Quantity } from '../language.js';
import type { Change } from './changes.js';
import type { Draft } from './draft.js';
import { isNeutral, type Optional } from './optional.js';
import { readLike, readQuantity, withinRange } from './quantity.js';

const chosen: Source = { assumed: 'chosen by the study' };

interface Knob {
  readonly name: string;
  readonly parameter: string;
  readonly range: readonly [Quantity, Quantity];
}

/**
 * Changes that the environment of an arm makes; a factor that means nothing and whose parts are not here is noted as neutral.
 * Throws `BadInput` for an unknown factor or a value outside its range.
 */
export function environmentChanges(catalog: Catalog, draft: Draft, values: Perturbations['environment']): Change[] {
  return Object.entries(values ?? {}).flatMap(([id, value]) => {
    const factor = Object.hasOwn(catalog.environments, id) ? catalog.environments[id] : undefined;
    if (factor && !Object.hasOwn(draft.parameters, factor.parameter) && isNeutral(factor, id, value)) {
      draft.neutral.push(`environment ${id}: ${value} means nothing`);
      return [];
    }
    return [knob(draft, 'environment', id, catalog.environments, value)];
  });
}

/** Changes that the matrix settings of an arm make. Throws as `environmentChanges` does, and where there is no matrix. */
export function matrixChanges(
  matrix: { readonly id: string; readonly entry: MatrixEntry } | undefined,
  draft: Draft,
  values: Perturbations['matrix'],
): Change[] {
  const entries = Object.entries(values ?? {});
  if (entries.length > 0 && !matrix)
    throw new BadInput('matrix settings need a matrix', { found: entries[0][0], expected: 'a kind of matrix' });
  return entries.map(([id, value]) => knob(draft, `matrix ${matrix!.id}`, id, matrix!.entry.settings, value));
}

function knob(draft: Draft, what: string, id: string, knobs: Readonly<Record<string, Knob>>, value: Quantity): Change {
  if (!Object.hasOwn(knobs, id))
    throw new BadInput(`${what}: no such setting`, {
      found: id,
      expected: Object.keys(knobs).sort().join(', ') || 'none',
      nearest: nearest(id, Object.keys(knobs)),
    });
  const { parameter, range } = knobs[id];
  const by = `${what} ${id}`;
  if (!Object.hasOwn(draft.parameters, parameter))
    throw new BadInput(`${by}: nothing in this model depends on it`, {
      found: id,
      expected: `a part with ${parameter}`,
    });
  const { value: known, unit } = draft.parameters[parameter];
  const reading = readLike(value, readQuantity(known, unit), by);
  if (!withinRange(reading, range, unit))
    throw new BadInput(`${by}: out of range`, { found: String(value), expected: `${range[0]} to ${range[1]}` });
  return { parameter, value, source: chosen, by };
}

/** Changes written directly to parameters; one of a part that has not joined is noted as neutral. */
export function directChanges(draft: Draft, values: Perturbations['set'], { parameters }: Optional): Change[] {
  return Object.entries(values ?? {}).flatMap(([parameter, value]) => {
    if (Object.hasOwn(draft.parameters, parameter) || !parameters.has(parameter))
      return [{ parameter, value, source: chosen, by: 'set' }];
    draft.neutral.push(`set ${parameter}: nothing in this model depends on it`);
    return [];
  });
}
