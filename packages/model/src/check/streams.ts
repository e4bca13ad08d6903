import type { ModelFile } from '../language.js';
import type { Path, Report } from './report.js';

/** Called where a stream is written a second time; `free` is one that could be written instead. Throws. */
export type RefuseStream = (path: Path, stream: number, free: number) => never;

type Streamed = { readonly stream?: number };

/**
 * Numbers that address random streams, in the order of `entries`: those that are written stay, the others take the lowest
 * free ones in turn.
 */
export function numbered(
  entries: readonly { readonly path: Path; readonly stream?: number }[],
  refuse: RefuseStream,
): number[] {
  const written = new Set(entries.map(({ stream }) => stream));
  let next = -1;
  const free = (): number => {
    do next++;
    while (written.has(next));
    return next;
  };
  const seen = new Set<number>();
  return entries.map(({ path, stream }) => {
    if (stream === undefined) return free();
    if (seen.has(stream)) refuse([...path, 'stream'], stream, free());
    seen.add(stream);
    return stream;
  });
}

/** Streams of all amounts, by kind and id: whatever place they are in, no two share one. */
export function amountStreams(
  places: ModelFile['places'],
  refuse: RefuseStream,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const entries = Object.entries(places).flatMap(([kind, { amounts }]) =>
    Object.entries(amounts ?? {}).map(([id, { stream }]) => ({ path: ['places', kind, 'amounts', id], stream })),
  );
  const streams = numbered(entries, refuse);
  const byKind = new Map(Object.keys(places).map((kind) => [kind, new Map<string, number>()]));
  entries.forEach(({ path: [, kind, , id] }, position) => {
    byKind.get(kind)?.set(id, streams[position]);
  });
  return byKind;
}

/** Streams of the foundings or of the dissolutions, by id. */
export function processStreams(
  table: 'found' | 'dissolve',
  declared: Readonly<Record<string, Streamed>> | undefined,
  refuse: RefuseStream,
): ReadonlyMap<string, number> {
  const entries = Object.entries(declared ?? {}).map(([id, { stream }]) => ({ id, path: [table, id], stream }));
  const streams = numbered(entries, refuse);
  return new Map(entries.map(({ id }, position) => [id, streams[position]]));
}

/** Refuses a stream with its place in the model file. */
export function refuseIn(report: Report): RefuseStream {
  return (path, stream, free) =>
    report.fail(path, 'this stream belongs to another entry already', {
      found: String(stream),
      expected: `a number of its own, such as ${free}`,
    });
}
