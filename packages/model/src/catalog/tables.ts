import { BadInput } from '@invadolab/core';
import type { z } from 'zod';
import type { Catalog } from '../catalog.js';
import type { Locate, Path } from '../check/report.js';
import { parseYaml } from '../yaml/read.js';
import { checkShape } from '../yaml/shape.js';
import {
  carrier,
  cell,
  drug,
  environments,
  host,
  hypotheses,
  matrix,
  molecules,
  organ,
  part,
  protocol,
  radiation,
  references,
  transcriptome,
} from './schema.js';

/** A file as it was handed over: the library never reads a disk. */
export interface CatalogFile {
  /** Path below the catalogue folder, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** The tables of a catalogue without what is computed from them. */
export type Tables = Omit<Catalog, 'hash' | 'files'>;
export type TableName = keyof Tables;

/** Where an entry stands: its file, and the path to it inside. */
export interface Origin {
  readonly file: string;
  readonly locate: Locate;
  readonly path: Path;
}

interface Source {
  readonly file: string;
  readonly locate: Locate;
  check<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

/** Entries as they were read, with their places for messages. */
export interface ReadTables {
  readonly tables: { -readonly [Name in TableName]: Record<string, Tables[Name][string]> };
  /** By `table.id`. */
  readonly origins: Map<string, Origin>;
}

const united = /(?:^|\/)(?:(references|environments|hypotheses)|(molecules|references)\/[^/]+)\.ya?ml$/;
const single =
  /(?:^|\/)(parts|cells|drugs|carriers|matrices|radiations|hosts|organs|protocols|transcriptomes)\/[^/]+\.ya?ml$/;
const layout =
  'references.yaml, environments.yaml, hypotheses.yaml, references/*.yaml, molecules/*.yaml, parts/*.yaml, cells/*.yaml, drugs/*.yaml, carriers/*.yaml, matrices/*.yaml, radiations/*.yaml, hosts/*.yaml, organs/*.yaml, protocols/*.yaml or transcriptomes/*.yaml';

/** Reads catalogue files into tables. Throws `BadInput` for a file that fits no table, and for an id given twice. */
export function readTables(files: readonly CatalogFile[]): ReadTables {
  const read: ReadTables = {
    tables: {
      references: {},
      molecules: {},
      parts: {},
      cells: {},
      drugs: {},
      carriers: {},
      matrices: {},
      environments: {},
      radiations: {},
      hypotheses: {},
      hosts: {},
      organs: {},
      protocols: {},
      transcriptomes: {},
    },
    origins: new Map(),
  };
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [, flat, folder] = united.exec(file.name) ?? [];
    const [, kind] = single.exec(file.name) ?? [];
    if (!(flat ?? folder ?? kind)) throw new BadInput('not a catalogue file', { file: file.name, expected: layout });
    const source = open(file);
    if (flat === 'references' || folder === 'references') addAll(read, source, 'references', source.check(references));
    else if (flat === 'environments') addAll(read, source, 'environments', source.check(environments));
    else if (flat === 'hypotheses') addAll(read, source, 'hypotheses', source.check(hypotheses));
    else if (folder) addAll(read, source, 'molecules', source.check(molecules));
    else addSingle(read, source, kind);
  }
  return read;
}

function open({ name, text }: CatalogFile): Source {
  const { value, locate } = parseYaml(text, name);
  return { file: name, locate, check: (schema) => checkShape(schema, value, locate) };
}

function addSingle(read: ReadTables, source: Source, kind: string): void {
  switch (kind) {
    case 'parts': {
      const { factors, ...entry } = source.check(part);
      add(read, source, 'parts', entry.part, entry, []);
      // A signal is one file: the factor of the environment that brings a part in may stand in the part.
      for (const [id, factor] of Object.entries(factors ?? {}))
        add(read, source, 'environments', id, { ...factor, parts: [entry.part] }, ['factors', id]);
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
    case 'carriers': {
      const { carrier: id, ...entry } = source.check(carrier);
      add(read, source, 'carriers', id, entry, []);
      return;
    }
    case 'matrices': {
      const { matrix: id, ...entry } = source.check(matrix);
      add(read, source, 'matrices', id, entry, []);
      return;
    }
    case 'radiations': {
      const { radiation: id, ...entry } = source.check(radiation);
      add(read, source, 'radiations', id, entry, []);
      return;
    }
    case 'hosts': {
      const { host: id, ...entry } = source.check(host);
      add(read, source, 'hosts', id, entry, []);
      return;
    }
    case 'organs': {
      const { organ: id, ...entry } = source.check(organ);
      add(read, source, 'organs', id, entry, []);
      return;
    }
    case 'transcriptomes': {
      const { transcriptome: id, ...entry } = source.check(transcriptome);
      add(read, source, 'transcriptomes', id, entry, []);
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
  source: Source,
  table: Name,
  entries: Readonly<Record<string, Tables[Name][string]>>,
): void {
  for (const [id, entry] of Object.entries(entries)) add(read, source, table, id, entry, [id]);
}

function add<Name extends TableName>(
  read: ReadTables,
  source: Source,
  table: Name,
  id: string,
  entry: Tables[Name][string],
  path: Path,
): void {
  const key = `${table}.${id}`;
  const first = read.origins.get(key);
  if (first) throw new BadInput(`${key} is also in ${first.file}`, { ...source.locate(path), found: id });
  const target: Record<string, Tables[Name][string]> = read.tables[table];
  target[id] = entry;
  read.origins.set(key, { file: source.file, locate: source.locate, path });
}
