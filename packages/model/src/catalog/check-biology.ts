import { nearest, sameDimension } from '@invadolab/core';
import { readLike, readQuantity, readShare, withinRange } from '../compose/quantity.js';
import { resolveMolecule } from './names.js';
import { Declared } from './parameters.js';
import type { Checking } from './places.js';
import type { Tables } from './tables.js';

/** Variants, cells and drugs set, carry and bind things that the parts declare. */
export function checkBiology(checking: Checking): void {
  const declared = new Declared(checking);
  checkVariants(checking, declared);
  checkCells(checking, declared);
  checkDrugs(checking);
}

function checkVariants({ tables }: Checking, declared: Declared): void {
  for (const [id, { variants }] of Object.entries(tables.molecules))
    for (const [variant, { set }] of Object.entries(variants ?? {}))
      for (const [parameter, value] of Object.entries(set))
        declared.setting('molecules', id, ['variants', variant, 'set', parameter], parameter, value);
}

function checkCells({ tables, places }: Checking, declared: Declared): void {
  for (const [id, profile] of Object.entries(tables.cells)) {
    for (const [key, entry] of Object.entries(profile.amounts)) {
      const path = ['amounts', key];
      const own = declared.amount('cells', id, path, key);
      if ('relative' in entry) continue;
      const value = places.inside('cells', id, [...path, 'value'], () => readQuantity(entry.value, entry.unit));
      if (!sameDimension(value.dimension, own.dimension))
        throw places.bad('cells', id, [...path, 'value'], 'wrong dimension', {
          found: String(entry.value),
          expected: `a quantity in ${own.unit || '1'}`,
        });
      const inside = places.inside('cells', id, [...path, 'range'], () => withinRange(value, entry.range, entry.unit));
      if (!inside)
        throw places.bad('cells', id, [...path, 'range'], 'the range does not hold the value', {
          found: `[${entry.range?.[0]}, ${entry.range?.[1]}]`,
        });
      if (value.value < 0)
        throw places.bad('cells', id, [...path, 'value'], 'an amount cannot be negative', {
          found: String(entry.value),
        });
    }
    for (const [name, { variant }] of Object.entries(profile.genotype ?? {})) {
      if (variant === undefined) continue;
      const molecule = places.inside('cells', id, ['genotype', name], () => resolveMolecule(tables, name));
      const variants = Object.keys(tables.molecules[molecule].variants ?? {});
      if (!variants.includes(variant))
        throw places.bad('cells', id, ['genotype', name, 'variant'], `${molecule} has no such variant`, {
          found: variant,
          expected: variants.join(', ') || 'a molecule with variants',
          nearest: nearest(variant, variants),
        });
    }
    for (const [parameter, { value }] of Object.entries(profile.set ?? {}))
      declared.setting('cells', id, ['set', parameter], parameter, value);
  }
}

const concentration = readQuantity('1 nM');

function checkDrugs({ tables, places }: Checking): void {
  const pockets = Object.values(tables.parts).flatMap((part) => Object.keys(part.pockets ?? {}));
  for (const [id, drug] of Object.entries(tables.drugs)) {
    const seen = new Set<string>();
    drug.targets.forEach(({ pocket, K, shift }, index) => {
      const path = ['targets', index];
      if (seen.has(pocket))
        throw places.bad('drugs', id, [...path, 'pocket'], 'this pocket is given twice', { found: pocket });
      seen.add(pocket);
      if (!pockets.includes(pocket) && !beyondNetwork(tables, pockets, pocket))
        throw places.bad('drugs', id, [...path, 'pocket'], 'no part has this pocket', {
          found: pocket,
          expected: 'a pocket of a part, or of a molecule that has none in the network',
          nearest: nearest(pocket, pockets),
        });
      const constant = places.inside('drugs', id, [...path, 'K'], () => readLike(K, concentration, 'K'));
      if (constant.value <= 0)
        throw places.bad('drugs', id, [...path, 'K'], 'a binding constant is above zero', { found: String(K) });
      if (shift?.range && !withinRange(readQuantity(shift.value), shift.range))
        throw places.bad('drugs', id, [...path, 'shift', 'range'], 'the range does not hold the value', {
          found: `[${shift.range[0]}, ${shift.range[1]}]`,
        });
    });
    for (const medium of ['medium', 'plasma'] as const) {
      const fraction = drug.free_fraction?.[medium];
      if (!fraction) continue;
      const path = ['free_fraction', medium];
      places.inside('drugs', id, [...path, 'value'], () => readShare(fraction.value, 'free fraction'));
      const inside = places.inside('drugs', id, [...path, 'range'], () =>
        withinRange(readQuantity(fraction.value), fraction.range),
      );
      if (!inside) throw places.bad('drugs', id, [...path, 'range'], 'the range does not hold the value');
    }
    for (const [name, { value }] of Object.entries(drug.exposure ?? {}))
      places.inside('drugs', id, ['exposure', name, 'value'], () => readQuantity(value));
  }
}

/** Selectivity panels are wider than any network: a pocket of a known molecule of which the parts have no pocket at all. */
function beyondNetwork(tables: Tables, pockets: readonly string[], pocket: string): boolean {
  const [molecule] = pocket.split('.');
  return Object.hasOwn(tables.molecules, molecule) && !pockets.some((one) => one.startsWith(`${molecule}.`));
}
