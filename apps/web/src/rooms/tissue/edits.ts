import { isMap, parseDocument } from 'yaml';
import type { Size } from './sizes.js';

type Path = readonly (string | number)[];

/** The file with several values changed at once; what is undefined is taken away. The text as it was where it cannot be read. */
export function edited(text: string, edits: readonly (readonly [Path, unknown])[]): string {
  const file = parseDocument(text);
  if (file.errors.length > 0) return text;
  for (const [path, value] of edits) {
    if (value === undefined) file.deleteIn(path);
    else {
      // An arm that changes nothing may be written as nothing at all.
      const above = path.slice(0, -1);
      if (!isMap(file.getIn(above)) && file.hasIn(above)) file.setIn(above, file.createNode({}));
      file.setIn(path, file.createNode(value, { flow: true }));
    }
  }
  return file.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Ids of the arms of a study file and what they change. */
export function armsOf(arms: unknown): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof arms !== 'object' || arms === null) return [];
  return Object.entries(arms).map(([id, arm]) => [id, (arm ?? {}) as Readonly<Record<string, unknown>>]);
}

/** The number of first cells that the arms of a study set; the usual one where they set none. */
export function sizeIn(arms: unknown, { cells, usual }: Size): number {
  const [first] = armsOf(arms);
  const set = first?.[1].set as Readonly<Record<string, unknown>> | undefined;
  return Number(set?.[cells] ?? usual);
}

/** Gives every arm this many first cells, and the room that they need. */
export function withSize(text: string, arms: unknown, size: Size, cells: number): string {
  const numbers = { [size.cells]: cells, ...size.room(cells) };
  return edited(
    text,
    armsOf(arms).flatMap(([id]) =>
      Object.entries(numbers).map(([parameter, value]) => [['arms', id, 'set', parameter], value] as const),
    ),
  );
}
