import type { Catalog, Drug } from '@invadolab/model';
import type { Given } from './arms.js';
import type { Draws } from './effects.js';
import type { Context, DrugScreen, ScreenedDrug } from './screen.js';

/** Ratios to control of the closer look: by context, arm and draw. */
export interface CloserRatios {
  readonly contexts: readonly Context[];
  readonly draws: number;
  of(context: number, arm: string): Draws;
}

/** One drug with one of its targets, as an entry of the catalogue of its own. */
interface SingleTarget {
  readonly id: string;
  readonly pocket: string;
  readonly entry: Drug;
}

/** A drug's targets one at a time. */
export function singleTargets(id: string, drug: Drug): readonly SingleTarget[] {
  return drug.targets.map((target, index) => ({
    // Short, because identifiers of a model are made of it.
    id: `${id}.${index + 1}`,
    pocket: target.pocket,
    entry: { ...drug, synonyms: [], targets: [target] },
  }));
}

/** The catalogue with these drugs' targets one at a time beside them. */
export function withSingleTargets(catalog: Catalog, drugs: readonly string[]): Catalog {
  const single = drugs.flatMap((id) => singleTargets(id, catalog.drugs[id]));
  const added = Object.fromEntries(single.map(({ id, entry }) => [id, entry]));
  return { ...catalog, drugs: { ...catalog.drugs, ...added } };
}

/** Each drug's targets alone at its exposure; a drug with one target is its own answer. */
export function reasonArms(drugs: readonly ScreenedDrug[], catalog: Catalog): readonly Given[] {
  return drugs.flatMap(({ id, free }) => {
    const single = singleTargets(id, catalog.drugs[id]);
    return single.length < 2 ? [] : single.map((target) => ({ id: target.id, drugs: [{ name: target.id, free }] }));
  });
}

/** Each drug at the factors of the curve; at a factor of one it is known already. */
export function doseArms(drugs: readonly ScreenedDrug[], { closer }: DrugScreen): readonly Given[] {
  return drugs.flatMap(({ id, free }) =>
    closer.doses
      .filter((factor) => factor !== 1)
      .map((factor) => ({ id: doseId(id, factor), drugs: [{ name: id, free: free * factor }] })),
  );
}

/** Factors of the dose curve with the exposure itself, ascending. */
export function factorsOf({ closer }: DrugScreen): readonly number[] {
  return [...new Set([...closer.doses, 1])].sort((a, b) => a - b);
}

/** Names the arm with a drug at this factor on its exposure. */
export function doseId(drug: string, factor: number): string {
  return factor === 1 ? drug : `${drug} x ${factor}`;
}

/** Every two of these drugs, each at its exposure. */
export function pairArms(drugs: readonly ScreenedDrug[]): readonly Given[] {
  return pairsOf(drugs).map(([one, other]) => ({
    id: pairId(one.id, other.id),
    drugs: [
      { name: one.id, free: one.free },
      { name: other.id, free: other.free },
    ],
  }));
}

/** Every two of a list, in its order. */
export function pairsOf<Item>(list: readonly Item[]): readonly (readonly [Item, Item])[] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other) => [one, other] as const));
}

/** Names the arm with both drugs. */
export function pairId(one: string, other: string): string {
  return `${one} and ${other}`;
}
