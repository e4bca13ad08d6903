import { BadInput, nearest } from '@invadolab/core';
import type { Drug, Sourced } from '../catalog/drug.js';
import type { DrugUse } from '../catalog.js';

const plasmaSite = 'plasma';

/** The site that the study names, or the first of the record, or plasma. */
export function siteOf(drug: Drug, uses: readonly DrugUse[]): { id: string; partition?: Sourced } {
  const sites = drug.partition ?? {};
  const fold = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
  const [asked, other] = [...new Set(uses.map(({ site }) => site))];
  if (other !== undefined)
    throw new BadInput(`drug ${drug.name}: one cell is at one site`, { found: `${asked} and ${other}` });
  const id =
    asked === undefined
      ? (Object.keys(sites)[0] ?? plasmaSite)
      : Object.keys(sites).find((each) => fold(each) === fold(asked));
  if (id !== undefined && Object.hasOwn(sites, id)) return { id, partition: sites[id] };
  if (id === plasmaSite || fold(asked ?? '') === plasmaSite) return { id: plasmaSite };
  throw new BadInput(`drug ${drug.name}: the catalogue has no partition to this site`, {
    found: asked ?? '',
    expected: [plasmaSite, ...Object.keys(sites)].join(', '),
    nearest: nearest(asked ?? '', [plasmaSite, ...Object.keys(sites)]),
  });
}
