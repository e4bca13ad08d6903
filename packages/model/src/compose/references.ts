import type { Reference, Source } from '@invadolab/core';
import type { Catalog } from '../catalog.js';
import type { Draft } from './draft.js';

/**
 * The references of everything a composed model uses: its numbers, reactions, molecules and drugs, by id in order.
 * `derived` sources name references or other things; only the former count.
 */
export function usedReferences(catalog: Catalog, draft: Draft): Record<string, Reference> {
  const used = new Set(draft.references);
  const addSource = (source: Source) => {
    if ('measured' in source) used.add(source.measured);
    if ('derived' in source) for (const id of source.from ?? []) used.add(id);
  };
  const addMolecule = (id: string | undefined) => {
    if (id === undefined || !Object.hasOwn(catalog.molecules, id)) return;
    for (const reference of catalog.molecules[id].sources) used.add(reference);
  };
  for (const parameter of Object.values(draft.parameters)) addSource(parameter.source);
  for (const place of Object.values(draft.places)) {
    for (const amount of Object.values(place.amounts ?? {})) {
      addSource(amount.source);
      addMolecule(amount.molecule);
    }
    for (const species of Object.values(place.species ?? {})) species.molecules?.forEach(addMolecule);
  }
  for (const field of Object.values(draft.fields))
    for (const species of Object.values(field.species)) species.molecules?.forEach(addMolecule);
  for (const table of [draft.reactions, draft.found, draft.dissolve])
    for (const entry of Object.values(table)) for (const id of entry.references ?? []) used.add(id);
  return Object.fromEntries(
    [...used]
      .filter((id) => Object.hasOwn(catalog.references, id))
      .sort()
      .map((id) => [id, catalog.references[id]]),
  );
}
