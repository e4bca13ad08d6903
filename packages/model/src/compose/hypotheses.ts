import { BadInput, nearest } from '@invadolab/core';
import type { Catalog, Hypothesis, HypothesisSide } from '../catalog.js';
import type { Change } from './changes.js';
import type { Draft } from './draft.js';

/**
 * What the chosen sides of hypotheses change in this model; a hypothesis on which nothing in it depends is noted as neutral.
 * Throws `BadInput` for an unknown hypothesis or side.
 */
export function hypothesisChanges(
  catalog: Catalog,
  draft: Draft,
  chosen: Readonly<Record<string, string>> | undefined,
): Change[] {
  return Object.entries(chosen ?? {}).flatMap(([id, side]) => {
    const { set, source, parts = [] } = sideOf(catalog, id, side);
    const by = `hypothesis ${id}: ${side}`;
    const known = parametersOf(catalog.hypotheses[id]).filter((one) => Object.hasOwn(draft.parameters, one));
    const acts = (part: string) =>
      Object.keys(catalog.parts[part].reactions ?? {}).some((reaction) => Object.hasOwn(draft.reactions, reaction));
    const joins = parts.some(acts);
    if (known.length === 0 && !joins) draft.neutral.push(`${by}: nothing in this model depends on it`);
    else if (Object.keys(set).length === 0 && !joins) draft.neutral.push(`${by}: that is the catalogue's own side`);
    return Object.entries(set)
      .filter(([parameter]) => known.includes(parameter))
      .map(([parameter, value]) => ({ parameter, value, source, by }));
  });
}

/** Every parameter that a side of the hypothesis sets, each once. */
export function parametersOf({ sides }: Hypothesis): readonly string[] {
  return [...new Set(Object.values(sides).flatMap(({ set }) => Object.keys(set)))];
}

function hypothesisOf({ hypotheses }: Catalog, id: string): Hypothesis {
  if (Object.hasOwn(hypotheses, id)) return hypotheses[id];
  const known = Object.keys(hypotheses);
  throw new BadInput('unknown hypothesis', {
    found: id,
    expected: known.join(', ') || 'a catalogue with hypotheses',
    nearest: nearest(id, known),
  });
}

/** A side of a hypothesis. Throws `BadInput` where there is no such hypothesis or side. */
export function sideOf(catalog: Catalog, id: string, side: string): HypothesisSide {
  const { sides } = hypothesisOf(catalog, id);
  if (Object.hasOwn(sides, side)) return sides[side];
  throw new BadInput(`hypothesis ${id} has no such side`, {
    found: side,
    expected: Object.keys(sides).join(', '),
    nearest: nearest(side, Object.keys(sides)),
  });
}
