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
  check<Schema extends z.ZodType>(schema: Schema, value: unknown = this.value, at: Path = []): z.output<Schema> {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const { path, message, keys } = innermost(result.error.issues[0]);
    const where = [...at, ...path, ...(keys ?? []).slice(0, 1)];
    throw this.bad(`${describe(where)}: ${message}`, where, { found: this.#textAt(where) });
  }

  /** A `BadInput` at the place of a value. */
  bad(summary: string, path: Path, details: { found?: string; expected?: string; nearest?: string } = {}): BadInput {
    return new BadInput(summary, { file: this.file.name, ...this.place(path), ...details });
  }

  /** 1-based line and column of a value, or of the innermost thing around it. */
  place(path: Path): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(this.#find(path)?.range?.[0] ?? 0);
    return { line, column: col };
  }

  #find(path: Path): Node | null {
    let node = this.#root;
    for (const [depth, key] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) return node;
        const value = isNode(pair.value) ? pair.value : null;
        const last = depth === path.length - 1;
        if ((last || value === null) && isNode(pair.key)) return pair.key;
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

interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly keys?: readonly string[];
}

/** Where a union fails, the branch that got furthest says most. */
function innermost(issue: z.core.$ZodIssue): Issue {
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => innermost(branch[0]));
    const best = branches.reduce((a, b) => (b.path.length > a.path.length ? b : a));
    return { ...best, path: [...issue.path, ...best.path] };
  }
  if (issue.code === 'unrecognized_keys') return { path: issue.path, message: 'unknown key', keys: issue.keys };
  if (issue.code === 'invalid_key' && issue.issues.length > 0)
    return { path: issue.path, message: issue.issues[0].message };
  return { path: issue.path, message: issue.message };
}
