import type { Part } from '../catalog.js';
import { amountStreams, numbered, processStreams, type RefuseStream } from '../check/streams.js';
import type { PlaceKind } from '../language.js';

/** Streams inside one part are below this. */
export const streamsPerPart = 10_000;

/** Numbers of the parts of a catalogue, by id: their order in a model, and the first digits of their streams. */
export function partStreams(
  parts: Readonly<Record<string, Part>>,
  refuse: (id: string, stream: number, free: number) => never,
): ReadonlyMap<string, number> {
  const entries = Object.entries(parts).map(([id, { stream }]) => ({ path: [id], stream }));
  const streams = numbered(entries, ([id], stream, free) => refuse(String(id), stream, free));
  return new Map(entries.map(({ path: [id] }, position) => [id, streams[position]]));
}

/**
 * The part with the stream of every amount, founding and dissolution written out: the part's number, then a number inside
 * the part. So they are the same in every model with this part, whatever other parts, drugs and cells are in it.
 */
export function withStreams(part: Part, number: number, refuse: RefuseStream): Part {
  const places = part.places ?? {};
  const streams = amountStreams(places, refuse);
  const written = ([kind, place]: [string, PlaceKind]): [string, PlaceKind] => {
    if (place.amounts === undefined) return [kind, place];
    return [kind, { ...place, amounts: numberedTable(place.amounts, streams.get(kind), number) }];
  };
  const { found, dissolve } = part;
  return {
    ...part,
    ...(part.places && { places: Object.fromEntries(Object.entries(places).map(written)) }),
    ...(found && { found: numberedTable(found, processStreams('found', found, refuse), number) }),
    ...(dissolve && { dissolve: numberedTable(dissolve, processStreams('dissolve', dissolve, refuse), number) }),
  };
}

function numberedTable<Entry extends object>(
  table: Readonly<Record<string, Entry>>,
  streams: ReadonlyMap<string, number> | undefined,
  part: number,
): Record<string, Entry & { readonly stream: number }> {
  const entries = Object.entries(table).map(([id, entry]) => {
    return [id, { ...entry, stream: part * streamsPerPart + (streams?.get(id) ?? 0) }] as const;
  });
  return Object.fromEntries(entries);
}
