import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { Catalog } from '../catalog.js';
import { checkCatalog } from './check.js';
import { type CatalogFile, type Origin, readTables, type Tables } from './tables.js';

/**
 * Reads and checks a whole catalogue: every file, and everything files say about each other (references, molecules,
 * pockets, parameters, parts). Throws `BadInput` with file, line and column at the first problem.
 */
export function parseCatalog(files: readonly CatalogFile[]): Catalog {
  const { tables, origins } = readTables(files);
  return seal(tables, origins, {});
}

/**
 * Lays a user's own files over a catalogue: new ids are added, known ones replaced whole. The result is checked as one,
 * so a user's drug may name a molecule of the base.
 */
export function overlayCatalog(base: Catalog, files: readonly CatalogFile[]): Catalog {
  const { tables, origins } = readTables(files);
  const over = <Name extends keyof Tables>(name: Name): Tables[Name] => ({ ...base[name], ...tables[name] });
  const laid: Tables = {
    references: over('references'),
    molecules: over('molecules'),
    parts: over('parts'),
    cells: over('cells'),
    drugs: over('drugs'),
    carriers: over('carriers'),
    matrices: over('matrices'),
    environments: over('environments'),
    radiations: over('radiations'),
    hypotheses: over('hypotheses'),
    hosts: over('hosts'),
    organs: over('organs'),
    protocols: over('protocols'),
    transcriptomes: over('transcriptomes'),
  };
  return seal(laid, origins, base.files ?? {});
}

function seal(tables: Tables, origins: ReadonlyMap<string, Origin>, known: Readonly<Record<string, string>>): Catalog {
  checkCatalog(tables, origins);
  const own = [...origins].map(([key, { file }]) => [key, file] as const);
  return { ...tables, hash: sha256Hex(canonicalJson(tables)), files: { ...known, ...Object.fromEntries(own) } };
}
