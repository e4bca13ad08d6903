import { parseQuantity } from '@invadolab/core';
import type { Catalog, Partners } from '@invadolab/model';
import { describe, type WrittenPartners } from './arms.js';
import { checkedQuantity, resolveName } from './names.js';
import { checkedChange } from './perturbations.js';
import { type Path, type Place, problemAt } from './shape.js';

const mostPerCell = 1000;

/** The cells around the cell of one arm, under catalogue ids; none where nothing is said. Throws `BadInput`. */
export function checkedPartners(
  written: WrittenPartners,
  catalog: Catalog,
  place: Place,
  path: Path,
): Partners | undefined {
  if (Object.keys(written).length === 0) return undefined;
  const { cell, per_cell, ...change } = written;
  if (cell === undefined)
    throw problemAt(place, path, { found: 'partners without a cell', expected: 'cell: and a cell profile' });
  const range = { from: 0, to: mostPerCell, said: `a number from 0 to ${mostPerCell}` };
  const share = per_cell === undefined ? 1 : checkedQuantity(per_cell, '1', place, [...path, 'per_cell'], range);
  return {
    cell: resolveName(cell, catalog.cells, 'a cell profile', place, [...path, 'cell']),
    per_cell: share,
    ...checkedChange(change, catalog, undefined, place, path),
  };
}

/** Cells around the cell in words. */
export function besides(
  { cell, per_cell = 1, ...change }: Partners,
  profile: (id: string) => string,
  named: (id: string) => string,
): string {
  if (per_cell === 0) return 'alone';
  const said = describe(change, named);
  return `with ${parseQuantity(per_cell).value} ${profile(cell)} per cell${said === '' ? '' : ` (${said})`}`;
}
