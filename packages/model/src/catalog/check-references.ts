import { nearest } from '@invadolab/core';
import type { Path } from '../check/report.js';
import type { Checking } from './places.js';
import type { TableName } from './tables.js';

const lists = new Set(['references', 'sources']);
const sourced = [
  'molecules',
  'parts',
  'cells',
  'drugs',
  'carriers',
  'matrices',
  'environments',
  'radiations',
  'hypotheses',
  'hosts',
  'organs',
  'protocols',
  'transcriptomes',
] as const;

/** Every `measured` source and every list of references names a reference that exists. */
export function checkReferences({ tables, places }: Checking): void {
  const known = Object.keys(tables.references);
  const check = (table: TableName, id: string, path: Path, name: unknown) => {
    if (typeof name !== 'string' || Object.hasOwn(tables.references, name)) return;
    throw places.bad(table, id, path, 'unknown reference', { found: name, nearest: nearest(name, known) });
  };
  const walk = (table: TableName, id: string, value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, entry] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      if (key === 'measured' && path[path.length - 1] === 'source') check(table, id, here, entry);
      else if (lists.has(key) && Array.isArray(entry))
        for (const [index, name] of entry.entries()) check(table, id, [...here, index], name);
      else walk(table, id, entry, here);
    }
  };
  for (const table of sourced) for (const [id, entry] of Object.entries(tables[table])) walk(table, id, entry, []);
}
