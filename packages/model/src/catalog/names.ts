import { BadInput, nearest } from '@invadolab/core';
import type { Catalog } from '../catalog.js';

/** Anything with names: its id, `name` and synonyms mean it alone; a gene symbol may be shared (isoforms, zymogens). */
export interface Named {
  readonly name: string;
  readonly synonyms?: readonly string[];
  readonly hgnc?: string;
}

/** Id of a molecule by id, name, synonym or gene symbol; case is ignored where no other name is meant. Throws `BadInput`. */
export function resolveMolecule(catalog: Pick<Catalog, 'molecules'>, name: string): string {
  return resolveName('molecule', catalog.molecules, name);
}

/** Id of a drug by id, name or synonym, as `resolveMolecule` does. */
export function resolveDrug(catalog: Pick<Catalog, 'drugs'>, name: string): string {
  return resolveName('drug', catalog.drugs, name);
}

/** Id of a carrier by id, name or synonym, as `resolveMolecule` does. */
export function resolveCarrier(catalog: Pick<Catalog, 'carriers'>, name: string): string {
  return resolveName('carrier', catalog.carriers, name);
}

/** Id of a cell profile by id or name, as `resolveMolecule` does. */
export function resolveCell(catalog: Pick<Catalog, 'cells'>, name: string): string {
  return resolveName('cell', catalog.cells, name);
}

/** Id of a matrix by id or name, as `resolveMolecule` does. */
export function resolveMatrix(catalog: Pick<Catalog, 'matrices'>, name: string): string {
  return resolveName('matrix', catalog.matrices, name);
}

/** Every name of an entry that no other entry may have: id first, without repetition. */
export function namesOf(id: string, entry: Named): readonly string[] {
  return [...new Set([id, entry.name, ...(entry.synonyms ?? [])])];
}

function resolveName(kind: string, table: Readonly<Record<string, Named>>, name: string): string {
  if (Object.hasOwn(table, name)) return name;
  const entries = Object.entries(table).map(([id, entry]) => ({ id, names: namesOf(id, entry), gene: entry.hgnc }));
  const lower = name.toLowerCase();
  const ways = [
    entries.filter(({ names }) => names.includes(name)),
    entries.filter(({ gene }) => gene === name),
    entries.filter(({ names }) => names.some((candidate) => candidate.toLowerCase() === lower)),
  ];
  const found = ways.find((hits) => hits.length > 0);
  if (found?.length === 1) return found[0].id;
  if (found)
    throw new BadInput(`more than one ${kind} has this name`, {
      found: name,
      expected: found.map(({ id }) => id).join(' or '),
    });
  const suggestion = nearest(
    name,
    entries.flatMap(({ names }) => names),
  );
  throw new BadInput(`unknown ${kind}`, { found: name, expected: `a ${kind} of the catalogue`, nearest: suggestion });
}
