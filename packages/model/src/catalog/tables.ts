import { BadInput } from '@invadolab/core';
import type { Catalog } from '../catalog.js';
import { type CatalogFile, type Path, SourceFile } from './document.js';
import { part } from './part-schema.js';
import { cell, drug, environments, matrix, molecules, protocol, references } from './schema.js';

/** The tables of a catalogue without what is computed from them. */
export type Tables = Omit<Catalog, 'hash' | 'files'>;
export type TableName = keyof Tables;

/** Where an entry stands: its file, and the path to it inside. */
export interface Origin {
  readonly file: SourceFile;
  readonly path: Path;
}

/** Entries as they were read, with their places for messages. */
export interface ReadTables {
  readonly tables: { -readonly [Name in TableName]: Record<string, Tables[Name][string]> };
  /** By `table.id`. */
  readonly origins: Map<string, Origin>;
}

const united = /(?:^|\/)(?:(references|environments)|(molecules)\/[^/]+)\.ya?ml$/;
const single = /(?:^|\/)(parts|cells|drugs|matrices|protocols)\/[^/]+\.ya?ml$/;
const layout =
  'references.yaml, environments.yaml, molecules/*.yaml, parts/*.yaml, cells/*.yaml, drugs/*.yaml, matrices/*.yaml or protocols/*.yaml';

/** Reads catalogue files into tables. Throws `BadInput` for a file that fits no table, and for an id given twice. */
export function readTables(files: readonly CatalogFile[]): ReadTables {
  const read: ReadTables = {
    tables: {
      references: {},
      molecules: {},
      parts: {},
      cells: {},
      drugs: {},
      matrices: {},
      environments: {},
      protocols: {},
    },
    origins: new Map(),
  };
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [, flat, folder] = united.exec(file.name) ?? [];
    const [, kind] = single.exec(file.name) ?? [];
    const source = (flat ?? folder ?? kind) ? new SourceFile(file) : undefined;
    if (!source) throw new BadInput('not a catalogue file', { file: file.name, expected: layout });
    if (flat === 'references') addAll(read, source, 'references', source.check(references));
    else if (flat === 'environments') addAll(read, source, 'environments', source.check(environments));
    else if (folder) addAll(read, source, 'molecules', source.check(molecules));
    else addSingle(read, source, kind);
  }
  return read;
}

function addSingle(read: ReadTables, source: SourceFile, kind: string): void {
  switch (kind) {
    case 'parts': {
      const entry = source.check(part);
      add(read, source, 'parts', entry.part, entry, []);
      return;
    }
    case 'cells': {
      const { cell: id, ...entry } = source.check(cell);
      add(read, source, 'cells', id, entry, []);
      return;
    }
    case 'drugs': {
      const { drug: id, free_fraction, ...entry } = source.check(drug);
      const fractions = free_fraction && { medium: free_fraction.medium, plasma: free_fraction.plasma };
      add(read, source, 'drugs', id, fractions ? { ...entry, free_fraction: fractions } : entry, []);
      return;
    }
    case 'matrices': {
      const { matrix: id, ...entry } = source.check(matrix);
      add(read, source, 'matrices', id, entry, []);
      return;
    }
    default: {
      const { assay: id, ...entry } = source.check(protocol);
      add(read, source, 'protocols', id, entry, []);
    }
  }
}

function addAll<Name extends TableName>(
  read: ReadTables,
  source: SourceFile,
  table: Name,
  entries: Readonly<Record<string, Tables[Name][string]>>,
): void {
  for (const [id, entry] of Object.entries(entries)) add(read, source, table, id, entry, [id]);
}

function add<Name extends TableName>(
  read: ReadTables,
  source: SourceFile,
  table: Name,
  id: string,
  entry: Tables[Name][string],
  path: Path,
): void {
  const key = `${table}.${id}`;
  const first = read.origins.get(key);
  if (first) throw source.bad(`${key} is also in ${first.file.file.name}`, path, { found: id });
  const target: Record<string, Tables[Name][string]> = read.tables[table];
  target[id] = entry;
  read.origins.set(key, { file: source, path });
}
