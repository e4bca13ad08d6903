import { assays, resolveMeasure } from '@invadolab/assays';
import { fromBase, parseQuantity, parseUnit } from '@invadolab/core';
import type { Catalog, Drug, ModelFile } from '@invadolab/model';
import type { Context } from '../context.js';
import { planned, type StudyRequest } from './study.js';

/** A drug that an arm can have. */
export interface DrugChoice {
  readonly id: string;
  readonly name: string;
  /** A solvent has no level. */
  readonly vehicle: boolean;
  /** Whether a level in the medium can be given: the catalogue knows what is free of it there. */
  readonly nominal: boolean;
  /** nM, in the plasma of patients; absent where the catalogue has none. */
  readonly freePeak?: number;
}

/** What the menus of a study offer: nothing that its assay could not take. */
export interface Menus {
  readonly cells: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: 'tumour' | 'transformed' | 'healthy';
    readonly cancer?: string;
  }[];
  /** Empty where the assay or the study has none. */
  readonly matrices: readonly { readonly id: string; readonly name: string }[];
  readonly drugs: readonly DrugChoice[];
  /** Molecules of which this model has an amount. */
  readonly molecules: readonly { readonly id: string; readonly name: string }[];
  readonly variants: readonly { readonly molecule: string; readonly variants: readonly string[] }[];
  readonly radiation: boolean;
  /** By factor of the environment: the value without one in the study, in the unit of its range. */
  readonly environment: Readonly<Record<string, number>>;
}

/** Calls about what menus offer. */
export function menuCalls(context: Context) {
  return {
    /** Menus for a study that is in order. Throws `BadInput` for one that is not. */
    async menus(request: StudyRequest): Promise<Menus> {
      const catalog = await context.catalog;
      const { study, models } = await planned(context, request);
      const [{ file }] = models;
      const amounts = moleculesOf(file, catalog);
      return {
        cells: Object.entries(catalog.cells).map(([id, { name, kind, cancer }]) => ({ id, name, kind, cancer })),
        matrices: matricesFor(study.assay, study.matrix?.kind, catalog),
        drugs: Object.entries(catalog.drugs).map(([id, drug]) => choiceOf(id, drug)),
        molecules: amounts.map((id) => ({ id, name: catalog.molecules[id].name })),
        variants: amounts.flatMap((molecule) => {
          const variants = Object.keys(catalog.molecules[molecule].variants ?? {});
          return variants.length > 0 ? [{ molecule, variants }] : [];
        }),
        radiation: study.cell !== undefined && Object.keys(catalog.radiations).length > 0,
        environment: environmentOf(file, catalog),
      };
    },

    /** Titles and units of measures, as the assay has them. */
    async measureNames(
      assay: string,
      ids: readonly string[],
    ): Promise<Readonly<Record<string, { readonly title: string; readonly unit: string }>>> {
      return Object.fromEntries(
        ids.map((id) => {
          const found = resolveMeasure(assays[assay], id)?.definition;
          return [id, { title: found?.title ?? id, unit: found?.unit ?? '1' }];
        }),
      );
    },
  };
}

function choiceOf(id: string, { name, vehicle = false, free_fraction, exposure }: Drug): DrugChoice {
  const peak = exposure?.peak_free?.value;
  return {
    id,
    name,
    vehicle,
    nominal: free_fraction?.medium !== undefined,
    ...(peak !== undefined && { freePeak: fromBase(parseQuantity(peak).value, parseUnit('nM')) }),
  };
}

function moleculesOf({ places }: ModelFile, { molecules }: Catalog): readonly string[] {
  const found = new Set<string>();
  for (const { amounts } of Object.values(places))
    for (const [id, { molecule = id }] of Object.entries(amounts ?? {}))
      if (Object.hasOwn(molecules, molecule)) found.add(molecule);
  return [...found].sort();
}

/** Those that the protocol names; else those of the same dimension that have what the protocol reads on them. */
function matricesFor(
  assay: string,
  now: string | undefined,
  { protocols, matrices, parts }: Catalog,
): Menus['matrices'] {
  if (now === undefined) return [];
  const { matrices: named, roles } = protocols[assay];
  const able = Object.keys(matrices).filter((id) => {
    if (named) return named.includes(id);
    const own = matrices[id].parts.map((part) => parts[part]);
    if (own.some(({ tissue }) => tissue !== undefined)) return false;
    const film = matrices[id].roles?.film ?? roles.film;
    if (film === undefined) return true;
    const [field, species] = film.split('.');
    return own.some(({ fields }) => Object.hasOwn(fields?.[field]?.species ?? {}, species));
  });
  return able.map((id) => ({ id, name: matrices[id].name }));
}

function environmentOf({ parameters }: ModelFile, { environments }: Catalog): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(environments).flatMap(([id, { parameter, range }]) => {
      const found = parameters?.[parameter];
      if (found === undefined) return [];
      const { value } = parseQuantity(
        typeof found.value === 'number' ? `${found.value} ${found.unit ?? ''}` : found.value,
      );
      return [[id, fromBase(value, parseQuantity(range[1]).unit)]];
    }),
  );
}
