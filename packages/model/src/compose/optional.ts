import { resolveCell, resolveDrug } from '../catalog/names.js';
import type { Catalog, Composition, EnvironmentFactor } from '../catalog.js';
import type { Quantity } from '../language.js';
import { sideOf } from './hypotheses.js';
import { isGiven } from './pocket-parts.js';
import { readLike, readQuantity, sameReading } from './quantity.js';
import { radiationOf } from './radiation.js';

/**
 * Parts that a composition brings in by what it uses: the cell's own, what stands between it and other cells, those of the sides
 * it takes where the literature disagrees, and those of factors, drugs and radiation that are given at another value than the
 * one that means nothing. At that value a part stays out, so the model is the control's.
 * A part that needs others stays out where they are not among these or in `base`.
 */
export function joiningParts(
  catalog: Catalog,
  cell: string | undefined,
  composition: Composition,
  base: readonly string[],
): readonly string[] {
  const { environment = {}, drugs = [], radiation, partners, hypotheses = {} } = composition;
  const asked = [
    ...((cell === undefined ? undefined : catalog.cells[cell].parts) ?? []),
    ...(partners === undefined ? [] : partsBetween(catalog, partners.cell)),
    ...Object.entries(environment).flatMap(([id, value]) => {
      const factor = Object.hasOwn(catalog.environments, id) ? catalog.environments[id] : undefined;
      return factor === undefined || isNeutral(factor, id, value) ? [] : (factor.parts ?? []);
    }),
    ...drugs.filter(isGiven).flatMap(({ name }) => catalog.drugs[resolveDrug(catalog, name)].parts ?? []),
    ...(radiation && readQuantity(radiation.dose).value > 0 ? radiationOf(catalog, radiation).entry.parts : []),
    ...Object.entries(hypotheses).flatMap(([id, side]) => sideOf(catalog, id, side).parts ?? []),
  ];
  const present = new Set([...base, ...asked]);
  return asked.filter((id) => (catalog.parts[id].with ?? []).every((needed) => present.has(needed)));
}

/** What cells of different kinds are connected by, and what those around the cell bring in. */
function partsBetween(catalog: Catalog, partner: string): readonly string[] {
  const between = Object.entries(catalog.parts).filter(([, part]) => part.between);
  const own = catalog.cells[resolveCell(catalog, partner)].parts ?? [];
  return [...new Set([...own, ...between.flatMap(([id, part]) => [...(part.with ?? []), id])])];
}

/** Whether a factor has the value that means nothing. A factor without one always means something. */
export function isNeutral({ neutral }: EnvironmentFactor, id: string, value: Quantity): boolean {
  if (neutral === undefined) return false;
  const nothing = readQuantity(neutral);
  return sameReading(nothing, readLike(value, nothing, `environment ${id}`));
}

/** What only parts that may join declare: what an arm changes among it has no effect in a model without them. */
export interface Optional {
  readonly parameters: ReadonlySet<string>;
  readonly molecules: ReadonlySet<string>;
}

/** Everything that the optional parts of a catalogue declare. */
export function optionalOf(catalog: Catalog): Optional {
  const users = [catalog.cells, catalog.drugs, catalog.environments, catalog.radiations];
  const between = Object.entries(catalog.parts).flatMap(([id, part]) => (part.between ? [id] : []));
  const ids = new Set([
    ...users.flatMap((table) => Object.values(table).flatMap((one) => one.parts ?? [])),
    ...between,
  ]);
  const parts = [...ids].map((id) => catalog.parts[id]);
  const amounts = parts.flatMap(({ places }) => Object.values(places ?? {}).map((place) => place.amounts ?? {}));
  return {
    parameters: new Set(parts.flatMap(({ parameters }) => Object.keys(parameters ?? {}))),
    molecules: new Set(amounts.flatMap((table) => Object.entries(table).map(([id, { molecule }]) => molecule ?? id))),
  };
}
