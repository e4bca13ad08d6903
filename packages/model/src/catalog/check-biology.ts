import { nearest, sameDimension } from '@invadolab/core';
import { readQuantity, withinRange } from '../compose/quantity.js';
import { checkCarriers } from './check-carriers.js';
import { checkDrugs } from './check-drugs.js';
import { resolveMolecule } from './names.js';
import { Declared } from './parameters.js';
import type { Checking } from './places.js';

/** Variants, cells and drugs set, carry and bind things that the parts declare. */
export function checkBiology(checking: Checking): void {
  const declared = new Declared(checking);
  checkVariants(checking, declared);
  checkCells(checking, declared);
  checkDrugs(checking);
  checkCarriers(checking);
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
