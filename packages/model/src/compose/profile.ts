import { BadInput, nearest } from '@invadolab/core';
import { resolveMolecule } from '../catalog/names.js';
import type { Catalog, CellProfile, Molecule } from '../catalog.js';
import type { Amount } from '../language.js';
import type { Change } from './changes.js';
import { type AmountSlot, amountAt, amountSlots, type Draft, moleculeOf, setAmount, setParameter } from './draft.js';
import { readLike, readQuantity, scaleRange, scaleReading } from './quantity.js';

/** Genotype that a mutation of an arm restores a molecule to. */
export const wildType = 'wild-type';

/**
 * Applies a profile's amounts (absolute, or times the part's own value), genotype and settings. Amounts that this
 * model lacks are left out: one profile serves models with fewer parts. `mutated`: molecules whose genotype the arm
 * replaces.
 */
export function applyProfile(
  catalog: Catalog,
  draft: Draft,
  id: string,
  profile: CellProfile,
  mutated: ReadonlySet<string>,
): void {
  const by = `cell ${id}`;
  const claimed = new Map<string, string>();
  for (const [key, entry] of Object.entries(profile.amounts))
    for (const slot of matchAmounts(draft, key)) {
      const target = `${slot.kind}.${slot.id}`;
      const first = claimed.get(target);
      if (first !== undefined)
        throw new BadInput(`${by}: ${target} is given by ${first} and by ${key}`, { found: key });
      claimed.set(target, key);
      applyAmount(draft, slot, entry, by);
    }
  for (const [molecule, variant] of variantsOf(catalog, profile)) {
    if (mutated.has(molecule)) continue;
    for (const change of variantChanges(catalog, draft, molecule, variant, `${by}, ${molecule} ${variant}`))
      setParameter(draft, change.parameter, change.value, change.source, change.by);
  }
  for (const [parameter, { value, source, geometry }] of Object.entries(profile.set ?? {}))
    if (Object.hasOwn(draft.parameters, parameter))
      setParameter(draft, parameter, value, source, geometry ? `${by} (geometry)` : `${by} (beyond geometry)`);
}

/** The variants that a profile carries, by molecule; a status alone changes nothing. */
export function variantsOf(catalog: Catalog, profile: CellProfile): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(profile.genotype ?? {}).flatMap(([name, { variant }]) =>
      variant === undefined ? [] : [[resolveMolecule(catalog, name), variant] as const],
    ),
  );
}

/** Amounts meant by `place.id`, by an amount's id in any place, or by the molecule they are of. */
export function matchAmounts(draft: Draft, key: string): readonly AmountSlot[] {
  const slots = amountSlots(draft);
  const named = slots.filter((slot) => `${slot.kind}.${slot.id}` === key || slot.id === key);
  return named.length > 0 ? named : slots.filter((slot) => moleculeOf(draft, slot) === key);
}

function applyAmount(draft: Draft, slot: AmountSlot, entry: CellProfile['amounts'][string], by: string): void {
  const amount = amountAt(draft, slot);
  const before = readQuantity(amount.value, amount.unit);
  if ('relative' in entry) {
    const fields: Partial<Amount> = { source: entry.source, range: scaleRange(amount, entry.relative) };
    setAmount(draft, slot, scaleReading(before, entry.relative), withSpread(fields, entry.cv), by);
    return;
  }
  const written = readQuantity(entry.value, entry.unit);
  readLike(written.unit === '' ? written.number : `${written.number} ${written.unit}`, before, `${by}: ${slot.id}`);
  const fields: Partial<Amount> = entry.range
    ? { source: entry.source, range: entry.range, unit: entry.unit ?? amount.unit }
    : { source: entry.source, range: undefined };
  setAmount(draft, slot, written, withSpread(fields, entry.cv), by);
}

function withSpread(fields: Partial<Amount>, cv: number | undefined): Partial<Amount> {
  return cv === undefined ? fields : { ...fields, cv };
}

/** What a variant changes in this model, as changes to parameters. Throws `BadInput` for an unknown variant. */
export function variantChanges(
  catalog: Catalog,
  draft: Draft,
  molecule: string,
  variant: string,
  by: string,
): readonly Change[] {
  if (variant === wildType) return [];
  const entry: Molecule = catalog.molecules[molecule];
  const variants = entry.variants ?? {};
  if (!Object.hasOwn(variants, variant))
    throw new BadInput(`${by}: ${molecule} has no such variant`, {
      found: variant,
      expected: [wildType, ...Object.keys(variants)].join(', '),
      nearest: nearest(variant, [wildType, ...Object.keys(variants)]),
    });
  const { set, source } = variants[variant];
  return Object.entries(set)
    .filter(([parameter]) => Object.hasOwn(draft.parameters, parameter))
    .map(([parameter, value]) => ({ parameter, value, source, by }));
}
