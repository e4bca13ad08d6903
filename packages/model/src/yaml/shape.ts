import { BadInput, nearest } from '@invadolab/core';
import { z } from 'zod';
import type { Locate, Path } from '../check/report.js';

type Issue = z.core.$ZodIssue;

/** The value in the schema's shape. The first problem becomes one `BadInput` with its place and the nearest valid key. */
export function checkShape<Schema extends z.ZodType>(schema: Schema, value: unknown, locate: Locate): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw shapeProblem(result.error, schema, value, locate);
}

/** One `BadInput` for what a schema found wrong. */
export function shapeProblem(error: z.ZodError, schema: z.ZodType, value: unknown, locate: Locate): BadInput {
  const { issue, path } = innermost(
    error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0],
    [],
  );
  const at = reach(value, path);
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const known = keysAt(schema, path);
    return new BadInput(`${inWords(path)} has an unknown key`, {
      ...locate([...path, key]),
      found: key,
      expected: known.length > 0 ? `one of ${known.join(', ')}` : undefined,
      nearest: nearest(key, known),
    });
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? issue.message;
    return new BadInput('a name is not valid', {
      ...locate(path),
      found: String(path[path.length - 1]),
      expected: reason,
    });
  }
  if (at === undefined && path.length > 0) {
    const key = String(path[path.length - 1]);
    return new BadInput(`${inWords(path.slice(0, -1))} lacks \`${key}\``, {
      ...locate(path.slice(0, -1)),
      expected: expectation(issue),
    });
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return new BadInput(`${inWords(path)} is not valid`, {
    ...locate(path),
    found: shown(at),
    expected: expectation(issue),
    nearest: typeof at === 'string' ? nearest(at, choices) : undefined,
  });
}

/** Where a choice fails, the problem of the branch that got farthest; unknown keys say more than missing ones. */
function innermost(issue: Issue, around: Path): { issue: Issue; path: Path } {
  const path = [...around, ...issue.path.filter((step): step is string | number => typeof step !== 'symbol')];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path };
  const found = issue.errors.flatMap((branch) => branch.map((inner) => innermost(inner, path)));
  const deepest = Math.max(...found.map((entry) => entry.path.length));
  if (deepest === path.length && found.every((entry) => entry.issue.code === 'invalid_type')) {
    return { issue, path };
  }
  const far = found.filter((entry) => entry.path.length === deepest);
  const unknownKey = found.find((entry) => entry.issue.code === 'unrecognized_keys');
  const present = far.find((entry) => entry.issue.code !== 'invalid_type' || entry.issue.input !== undefined);
  return present ?? unknownKey ?? far[0];
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeName(issue.expected);
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_union': {
      const types = issue.errors.flatMap((branch) => branch.map(expectation));
      return types.length > 0 ? [...new Set(types)].join(' or ') : issue.message;
    }
    case 'too_small':
      return issue.origin === 'string'
        ? 'some text'
        : `at least ${issue.minimum}${issue.inclusive === false ? ' (not equal)' : ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    default:
      return issue.message;
  }
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    object: 'a table',
    record: 'a table',
    array: 'a list',
    tuple: 'a list',
    string: 'text',
    int: 'a whole number',
    number: 'a finite number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

/** The keys a schema knows at a path, over all alternatives, read off its JSON Schema. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  interface Shape {
    readonly properties?: Readonly<Record<string, Shape>>;
    readonly additionalProperties?: Shape | boolean;
    readonly items?: Shape | readonly Shape[];
    readonly anyOf?: readonly Shape[];
    readonly oneOf?: readonly Shape[];
    readonly allOf?: readonly Shape[];
  }
  const open = (shape: Shape): Shape[] => [
    shape,
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])].flatMap(open),
  ];
  let shapes = open(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape);
  for (const step of path) {
    shapes = shapes
      .flatMap((shape): (Shape | boolean | undefined)[] => {
        if (typeof step === 'number')
          return Array.isArray(shape.items) ? [...shape.items] : [shape.items as Shape | undefined];
        const named = shape.properties && Object.hasOwn(shape.properties, step) ? shape.properties[step] : undefined;
        return [named ?? shape.additionalProperties];
      })
      .filter((shape): shape is Shape => typeof shape === 'object')
      .flatMap(open);
  }
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

function reach(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

const inWords = (path: Path): string => (path.length === 0 ? 'the file' : path.join('.'));

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'a table' : String(value);
}
