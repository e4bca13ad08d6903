import type { Catalog } from '@invadolab/model';
import type { Study } from './study.js';

/**
 * What the drugs of a study are known to act on and no part of the catalogue reads, a sentence for each drug: nobody should take
 * the network's silence for an absence of effect.
 */
export function unreadTargetNotes(study: Study, catalog: Catalog): readonly string[] {
  const pockets = new Set(Object.values(catalog.parts).flatMap((part) => Object.keys(part.pockets ?? {})));
  const own = study.arms.filter(({ expect }) => expect === undefined);
  const used = new Set(own.flatMap(({ change }) => (change.drugs ?? []).map(({ name }) => name)));
  return [...used].flatMap((id) => {
    const { name, targets, beyond_network = [] } = catalog.drugs[id];
    const unread = [
      ...targets.filter(({ pocket }) => !pockets.has(pocket)).map(({ pocket }) => pocket),
      ...beyond_network.map(({ target }) => target),
    ];
    if (unread.length === 0) return [];
    return [`${name} also acts on ${unread.join('; ')}: nothing in this network reads that, so it has no effect here.`];
  });
}
