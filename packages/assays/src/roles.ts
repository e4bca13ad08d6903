import type { RoleDefinition } from './assay.js';

/**
 * Roles shared by the imaging assays. A protocol of the catalogue fills them, for instance
 * `{cell: cell, area: cell.area, site: site, actin: site.F, marker: site.C, radius: site.radius, film: film.density}`.
 *
 * Positions come without a role: `<cell>.x`, `<cell>.y`, `<site>.x`, `<site>.y`, in um on the plane of the film, and
 * `<cell>.angle` where the footprint has an aspect.
 */
export const imagingRoles = {
  cell: { is: 'place', required: true, title: 'the kind of place that is a cell, with a position' },
  area: { is: 'slot', required: true, unit: 'um2', title: 'area of the ventral face of the cell' },
  aspect: { is: 'slot', required: false, unit: '1', title: 'long over short axis of the footprint (1 where left out)' },
  site: {
    is: 'place',
    required: true,
    title: 'the kind of place counted as a punctum, with a position, inside the cell',
  },
  actin: { is: 'slot', required: true, unit: 'molecule', title: 'filamentous actin in one site' },
  marker: { is: 'slot', required: true, unit: 'molecule', title: 'the second marker in one site' },
  radius: {
    is: 'slot',
    required: false,
    unit: 'um',
    title: 'standard deviation of the actin core of one site (setting core_radius where left out)',
  },
  length: { is: 'slot', required: false, unit: 'um', title: 'ventral plane to tip of one site' },
  film: { is: 'slot', required: true, title: 'labelled substance of the matrix field under the cell' },
  survivors: {
    is: 'slot',
    required: false,
    unit: '1',
    title: 'chance of the cell to found a clone, where a model has it',
  },
} as const satisfies Record<string, RoleDefinition>;

/**
 * Roles of `frap`. Bleaching moves label from bright to dark; what arrives afterwards from the cell is bright. A
 * labelled species may be split in the model, then `bright` and `dark` are its halves; or dark molecules are followed
 * beside pools that hold both, then `tracers` says which slot follows which pool and `bright` is what is left.
 */
export const bleachingRoles = {
  site: { is: 'place', required: true, title: 'the kind of place whose content is bleached' },
  bright: { is: 'slot', required: true, unit: 'molecule', title: 'fluorescent molecules in one site' },
  dark: { is: 'slot', required: true, unit: 'molecule', title: 'bleached molecules in one site' },
  tracers: { is: 'word', required: false, title: 'dark slots and the pools they follow: `site.A_dark = site.A, ...`' },
  species: { is: 'word', required: false, title: 'name of the labelled species in measures (label where left out)' },
  cell: { is: 'place', required: false, title: 'the kind of place that is a cell, with a position: needed for frames' },
  area: imaging('area'),
  aspect: imaging('aspect'),
  actin: imaging('actin'),
  radius: imaging('radius'),
} as const satisfies Record<string, RoleDefinition>;

/** A role of imaging that is left out where nothing is rendered. */
function imaging(role: keyof typeof imagingRoles): RoleDefinition {
  return { ...imagingRoles[role], required: false };
}

/** The role of `network`: the place in which an unqualified species of a measure is looked up. */
export const networkRoles = {
  place: { is: 'place', required: false, title: 'the place of species named without one' },
} as const satisfies Record<string, RoleDefinition>;
