import { BadInput, nearest } from '@invadolab/core';
import type { z } from 'zod';

/** Keys and list positions from the top of a file to a value. */
export type Path = readonly (string | number)[];

/** Where a value stands in the file it was read from. Without one, problems name the path instead. */
export interface Place {
  readonly file: string;
  locate(path: Path): { readonly line?: number; readonly column?: number };
}

/** What is wrong with a value, in the words of a message. */
export interface Problem {
  readonly found: string;
  readonly expected: string;
  readonly nearest?: string;
}

/** One problem at one place, as bad input: the path in words, then what was found and expected. */
export function problemAt(place: Place, path: Path, problem: Problem): BadInput {
  const summary = path.length === 0 ? 'not a study' : path.map((step) => printable(String(step))).join('.');
  return new BadInput(summary, { file: place.file, ...place.locate(path), ...problem });
}

/** The value in the schema's shape, or the first problem with it. */
export function shaped<Schema extends z.ZodType>(schema: Schema, value: unknown, place: Place): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problemOf(result.error.issues[0], value, place);
}

function problemOf(issue: z.core.$ZodIssue, value: unknown, place: Place): BadInput {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  const expected = issue.message;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0];
    const known = expected.replace(/^one of /, '').split(', ');
    return problemAt(place, [...path, key], { found: printable(key), expected, nearest: nearest(key, known) });
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? expected;
    return problemAt(place, path, { found: printable(String(path.at(-1))), expected: reason });
  }
  const at = valueAt(value, path);
  if (at === undefined) {
    const missing = String(path.at(-1) ?? 'study');
    return problemAt(place, path.slice(0, -1), { found: `no ${printable(missing)}`, expected });
  }
  return problemAt(place, path, { found: shown(at), expected });
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

/** A value as a reader of an error may see it: short, on one line, without control characters. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a table';
  return typeof value === 'string' ? printable(value) : String(value);
}

/** Text as it may stand in a message. */
export function printable(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
