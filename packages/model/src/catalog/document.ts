import { BadInput } from '@invadolab/core';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';

/** A file as it was handed over: the library never reads a disk. */
export interface CatalogFile {
  /** Path below the catalogue folder, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** Keys and list positions from the top of a file to a value. */
export type Path = readonly PropertyKey[];

const longestFile = 4_000_000;
// Controls other than tab and line ends, and what undecodable bytes become.
const binary = /(?![\t\n\r\f])\p{Cc}|\ufffd/u;

/** One YAML file: its content, and where in the text each value stands. */
export class SourceFile {
  readonly value: unknown;
  readonly #root: Node | null;
  readonly #lines = new LineCounter();

  /** Throws `BadInput` with line and column for text that is no plain YAML: aliases and anchors are refused. */
  constructor(readonly file: CatalogFile) {
    if (file.text.length > longestFile)
      throw new BadInput('file is too large', { file: file.name, expected: `at most ${longestFile / 1e6} MB` });
    if (binary.test(file.text)) throw new BadInput('not a text file', { file: file.name, expected: 'YAML in UTF-8' });
    const document = parseDocument(file.text, { lineCounter: this.#lines, uniqueKeys: true, prettyErrors: false });
    this.#root = document.contents;
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw this.#wrong(problem.message, problem.pos[0]);
    visit(document, {
      Alias: (_key, node) => {
        throw this.#wrong('aliases are not allowed', node.range?.[0] ?? 0);
      },
      Pair: (_key, pair) => {
        const key = pair.key;
        if (isScalar(key) && (key.value === '__proto__' || key.value === '<<'))
          throw this.#wrong('this key is not allowed', key.range?.[0] ?? 0, String(key.value));
      },
    });
    if (!isMap(document.contents))
      throw new BadInput('empty or not a table', { file: file.name, line: 1, column: 1, expected: 'keys and values' });
    this.value = document.toJS();
  }

  /** The value checked against a schema; the first problem becomes `BadInput` with its place. */
  check<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    const result = schema.safeParse(this.value);
    if (result.success) return result.data;
    const { path, summary, found, expected, key } = innermost(result.error.issues[0]);
    const details = { found: found ?? this.#textAt(path), expected };
    throw new BadInput(`${describe(path)}: ${summary}`, { file: this.file.name, ...this.place(path, key), ...details });
  }

  /** A `BadInput` at the place of a value. */
  bad(summary: string, path: Path, details: { found?: string; expected?: string; nearest?: string } = {}): BadInput {
    return new BadInput(summary, { file: this.file.name, ...this.place(path), ...details });
  }

  /** 1-based line and column of a plain value, of the key of a table or list (or of any, with `key`), else of what is around. */
  place(path: Path, key = false): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(this.#find(path, key)?.range?.[0] ?? 0);
    return { line, column: col };
  }

  #find(path: Path, wantsKey: boolean): Node | null {
    let node = this.#root;
    for (const [depth, key] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) return node;
        const value = isNode(pair.value) ? pair.value : null;
        const last = depth === path.length - 1;
        const named = value === null || (last && (wantsKey || !isScalar(value)));
        if (named && isNode(pair.key)) return pair.key;
        node = value;
      } else if (isSeq(node)) {
        const item = node.items[Number(key)];
        if (!isNode(item) || isAlias(item)) return node;
        node = item;
      } else return node;
    }
    return node;
  }

  #textAt(path: Path): string | undefined {
    let value: unknown = this.value;
    for (const key of path) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = new Map<string, unknown>(Object.entries(value)).get(String(key));
    }
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  }

  #wrong(message: string, offset: number, found?: string): BadInput {
    const { line, col } = this.#lines.linePos(offset);
    return new BadInput(message, { file: this.file.name, line, column: col, found });
  }
}

/** `parameters.k_on.range[1]` */
function describe(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

interface Problem {
  readonly path: Path;
  readonly summary: string;
  readonly found?: string;
  readonly expected?: string;
  /** The key itself is the problem. */
  readonly key?: true;
}

/** Says what one issue is about. Where a union fails and says nothing itself, the branch that got furthest says most. */
function innermost(issue: z.core.$ZodIssue): Problem {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_union': {
      if (issue.errors.length === 0 || issue.message !== 'Invalid input') break;
      const branches = issue.errors.map((branch) => innermost(branch[0]));
      const best = branches.reduce((a, b) => (b.path.length > a.path.length ? b : a));
      return { ...best, path: [...path, ...best.path] };
    }
    case 'unrecognized_keys':
      return { path: [...path, issue.keys[0]], summary: 'unknown key', found: issue.keys[0], key: true };
    case 'invalid_key':
      return {
        path,
        summary: 'this name cannot be used',
        found: String(path[path.length - 1]),
        expected: wanted(issue.issues[0]),
      };
    case 'invalid_type':
      if (issue.input === undefined && issue.message.endsWith('undefined'))
        return { path, summary: 'is missing', expected: `${article(issue.expected)}${issue.expected}` };
      return { path, summary: 'wrong type', expected: `${article(issue.expected)}${issue.expected}` };
    case 'invalid_value':
      return { path, summary: 'not one of the values allowed', expected: issue.values.map(String).join(', ') };
  }
  return { path, summary: 'not allowed', expected: wanted(issue) };
}

/** Messages of our schemas complete the sentence "expected ..."; the library's own are whole sentences. */
function wanted(issue: z.core.$ZodIssue | undefined): string | undefined {
  return issue?.message.replace(/^(?:Invalid input|Too (?:big|small)): expected /, '');
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? 'an ' : 'a ';
}
