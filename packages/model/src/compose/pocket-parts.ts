import { resolveDrug } from '../catalog/names.js';
import type { Catalog, DrugUse } from '../catalog.js';
import { readQuantity } from './quantity.js';

/**
 * Parts that join only where a drug needs them: those with one of its pockets, in a model that has everything they build on. So
 * what no arm asks for is in no model, and a dose of zero leaves the control's.
 */
export function partsOfPockets(
  catalog: Catalog,
  parts: readonly string[],
  drugs: readonly DrugUse[],
): readonly string[] {
  const bound = new Set(
    drugs
      .filter(isGiven)
      .flatMap(({ name }) => catalog.drugs[resolveDrug(catalog, name)].targets.map(({ pocket }) => pocket)),
  );
  return Object.entries(catalog.parts)
    .filter(([, { joins, pockets = {} }]) => {
      return joins?.every((part) => parts.includes(part)) && Object.keys(pockets).some((pocket) => bound.has(pocket));
    })
    .map(([id]) => id);
}

/** Whether a drug is there at all: a dose that is not zero, or the usual one. */
export function isGiven({ free, nominal, dose }: DrugUse): boolean {
  const given = dose ?? free ?? nominal;
  if (given === undefined || given === 'usual') return given !== undefined;
  const zero = /^\s*[+-]?0*\.?0*(?:[eE][+-]?\d+)?(?:\s|$)/.test(String(given)) && readQuantity(given).number === 0;
  return !zero;
}
