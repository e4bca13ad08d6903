import type { Catalog } from '@invadolab/model';
import type { Arm } from './study.js';

/** The arms that the assay's protocol adds by itself: the study's control arm, with one thing changed. */
export function automaticControls(catalog: Catalog, assay: string, control: Arm): readonly Arm[] {
  const controls = Object.hasOwn(catalog.protocols, assay) ? catalog.protocols[assay].controls : undefined;
  return Object.entries(controls ?? {}).map(([id, entry]) => {
    const { cell, cells, ...change } = entry.change;
    return {
      id: `control ${id}`,
      entry: control.entry,
      title: entry.name,
      change: { ...control.change, ...change },
      cell: cell ?? control.cell,
      ...(control.partners && { partners: control.partners }),
      ...(cells === 0 && { bare: true }),
      expect: entry.expect,
    };
  });
}
