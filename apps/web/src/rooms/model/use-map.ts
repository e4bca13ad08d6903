import { useEffect, useState } from 'react';
import { laboratory } from '../../laboratory/laboratory.js';
import type { MapLink, MapNode, ModelMap } from '../../worker/model/map.js';
import type { CellAndMatrix } from '../../worker/model/trial.js';
import { type Problem, problemOf } from '../../worker/problem.js';

/** The map of a cell on a matrix; undefined while it is drawn. */
export function useModelMap({ cell, matrix }: CellAndMatrix): {
  readonly map?: ModelMap;
  readonly problem?: Problem;
} {
  const [found, setFound] = useState<{ readonly map?: ModelMap; readonly problem?: Problem }>({});
  useEffect(() => {
    let current = true;
    laboratory()
      .modelMap({ cell, matrix })
      .then((map) => current && setFound({ map }))
      .catch((error) => current && setFound({ problem: problemOf(error) }));
    return () => {
      current = false;
    };
  }, [cell, matrix]);
  return found;
}

/** A neighbour on the map, and how it is connected. */
export interface Neighbour {
  readonly node: MapNode;
  readonly kind: MapLink['kind'];
  readonly steps: number;
}

/** What acts on a node, what it reacts with, and what it acts on; the most connected first. */
export function neighboursOf({ nodes, links }: ModelMap, id: string) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const list = (own: readonly MapLink[], end: 'from' | 'to'): readonly Neighbour[] =>
    own
      .flatMap((link) => {
        const node = byId.get(link[end]);
        return node === undefined ? [] : [{ node, kind: link.kind, steps: link.steps }];
      })
      .sort((a, b) => b.steps - a.steps || (a.node.label < b.node.label ? -1 : 1));
  return {
    before: list(
      links.filter(({ to, kind }) => to === id && kind !== 'joins'),
      'from',
    ),
    with: list(
      links.filter(({ from, kind }) => from === id && kind === 'joins'),
      'to',
    ),
    after: list(
      links.filter(({ from, kind }) => from === id && kind !== 'joins'),
      'to',
    ),
  };
}
