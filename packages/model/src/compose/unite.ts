import { BadInput } from '@invadolab/core';
import type { Part } from '../catalog.js';
import type { PlaceKind } from '../language.js';
import type { Draft } from './draft.js';

/** A part and the file it came from, for messages. */
export interface PartWithFile {
  readonly part: Part;
  readonly file: string;
}

const tables = [
  'parameters',
  'fields',
  'reactions',
  'found',
  'dissolve',
  'events',
  'conserved',
  'pockets',
  'occupants',
] as const;
const placeTables = ['species', 'amounts', 'definitions'] as const;

/**
 * Unites parts. The same id in two of them is `BadInput` naming both files; kinds of place are merged, and what two
 * parts say about one kind (its parent, volume, extent ...) must agree.
 */
export function unite(parts: readonly PartWithFile[]): Draft {
  const draft: Draft = {
    parameters: {},
    places: {},
    fields: {},
    reactions: {},
    found: {},
    dissolve: {},
    events: {},
    conserved: {},
    pockets: {},
    occupants: {},
    numerics: undefined,
    tissue: undefined,
    trace: [],
    neutral: [],
    references: new Set(),
  };
  const origin = new Map<string, string>();
  const claim = (what: string, file: string) => {
    const first = origin.get(what);
    if (first !== undefined) throw new BadInput(`${what} is in ${first} and again in ${file}`, { file, found: what });
    origin.set(what, file);
  };
  for (const { part, file } of parts) {
    for (const table of tables)
      for (const [id, entry] of Object.entries(part[table] ?? {})) {
        claim(`${table}.${id}`, file);
        Object.assign(draft[table], { [id]: entry });
      }
    for (const [kind, place] of Object.entries(part.places ?? {}))
      draft.places[kind] = mergePlace(kind, draft.places[kind], place, file, claim, origin);
    draft.numerics = mergeEqual('numerics', draft.numerics ?? {}, part.numerics ?? {}, file, origin);
    if (part.tissue) draft.tissue = mergeTissue(draft.tissue ?? {}, part.tissue, file, claim, origin);
  }
  return draft;
}

function mergePlace(
  kind: string,
  known: PlaceKind | undefined,
  added: PlaceKind,
  file: string,
  claim: (what: string, file: string) => void,
  origin: Map<string, string>,
): PlaceKind {
  const own = ({ species: _s, amounts: _a, definitions: _d, ...rest }: PlaceKind) => rest;
  const merged: Record<string, unknown> = mergeEqual(`places.${kind}`, own(known ?? {}), own(added), file, origin);
  for (const table of placeTables) {
    for (const id of Object.keys(added[table] ?? {})) claim(`places.${kind}.${table}.${id}`, file);
    if (known?.[table] ?? added[table]) merged[table] = { ...known?.[table], ...added[table] };
  }
  return merged;
}

const tissueTables = ['rises', 'regions', 'gels', 'passages', 'spread'] as const;

function mergeTissue(
  known: NonNullable<Part['tissue']>,
  added: NonNullable<Part['tissue']>,
  file: string,
  claim: (what: string, file: string) => void,
  origin: Map<string, string>,
): NonNullable<Part['tissue']> {
  const own = (part: NonNullable<Part['tissue']>) => {
    const { rises: _r, regions: _n, gels: _g, passages: _p, spread: _s, cells: _c, ...rest } = part;
    return rest;
  };
  const merged: Record<string, unknown> = mergeEqual('tissue', own(known), own(added), file, origin);
  for (const table of tissueTables) {
    for (const id of Object.keys(added[table] ?? {})) claim(`tissue.${table}.${id}`, file);
    if (known[table] ?? added[table]) merged[table] = { ...known[table], ...added[table] };
  }
  if (known.cells ?? added.cells)
    merged.cells = mergeEqual('tissue.cells', known.cells ?? {}, added.cells ?? {}, file, origin);
  return merged;
}

/** Two records whose common keys must say the same. */
function mergeEqual<T extends object>(what: string, known: T, added: T, file: string, origin: Map<string, string>): T {
  const first = new Map<string, unknown>(Object.entries(known));
  for (const [key, value] of Object.entries(added)) {
    const before = first.get(key);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value))
      throw new BadInput(
        `${what}.${key} is ${JSON.stringify(before)} in ${origin.get(`${what}.${key}`)} but ${JSON.stringify(value)} in ${file}`,
        { file, found: JSON.stringify(value), expected: JSON.stringify(before) },
      );
    if (before === undefined) origin.set(`${what}.${key}`, file);
  }
  return { ...known, ...added };
}
