import { BadInput } from '@invadolab/core';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Locate, Path } from '../check/report.js';

/** The content of a YAML or JSON file, and where in its text each value stands. */
export interface LocatedYaml {
  readonly value: unknown;
  /** Place of the value at a path (or of the nearest thing around it), `offset` characters into it. */
  readonly locate: Locate;
}

const longestFile = 500_000;
const deepest = 60;
const plainTags = new Set(
  ['map', 'seq', 'str', 'int', 'float', 'bool', 'null'].map((name) => `tag:yaml.org,2002:${name}`),
);
// Control characters other than tab and line ends, and what undecodable bytes become.
const binary = /(?![\t\n\r])\p{Cc}|\ufffd/u;

/**
 * Reads plain YAML (JSON is YAML). Throws `BadInput` with line and column for text that is not; refuses anchors,
 * aliases and tags, duplicate keys, keys that are no plain text, absurd size and depth.
 */
export function parseYaml(text: string, file: string): LocatedYaml {
  if (text.length > longestFile) {
    throw new BadInput('a file is too large', {
      file,
      found: `${text.length} characters`,
      expected: `at most ${longestFile}`,
    });
  }
  const control = binary.exec(text);
  if (control) {
    const place = lineAndColumn(text, control.index);
    throw new BadInput('not a text file', { file, ...place, expected: 'YAML or JSON in UTF-8' });
  }
  const lines = new LineCounter();
  const document = guardDepth(file, () =>
    parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, stringKeys: true }),
  );
  const place = (offset: number): { file: string; line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem?.code === 'RESOURCE_EXHAUSTION') throw tooDeep(place(problem.pos[0]));
  if (problem) throw new BadInput(`not valid YAML: ${problem.message}`, place(problem.pos[0]));
  guardDepth(file, () => refuseUnusual(document, place));
  if (!isCollection(document.contents)) {
    throw new BadInput('a file is empty or not a table', { ...place(0), expected: 'keys and values' });
  }
  return {
    value: document.toJS(),
    locate: (path, offset) => place(offsetOf(document, text, path, offset)),
  };
}

/** The composer recurses: text nested thousands deep would end the stack before any count is taken. */
function guardDepth<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep({ file });
    throw error;
  }
}

function tooDeep(place: { file: string; line?: number; column?: number }): BadInput {
  return new BadInput('a file is nested too deeply', { ...place, expected: `at most ${deepest} levels` });
}

type Place = (offset: number) => { file: string; line: number; column: number };

function refuseUnusual(document: Document, place: Place): void {
  visit(document, (_key, node, path) => {
    if (path.length > 3 * deepest) {
      throw tooDeep(place(rangeStart(node)));
    }
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor !== undefined)) {
      throw new BadInput('anchors and aliases are not allowed', {
        ...place(rangeStart(node)),
        expected: 'the value written out',
      });
    }
    if (isNode(node) && node.tag !== undefined && !plainTags.has(node.tag)) {
      throw new BadInput('tags are not allowed', { ...place(rangeStart(node)), found: node.tag });
    }
    if (isMap(node)) refuseDuplicates(node, place);
    if (isPairOfScalar(node) && (node.key.value === '__proto__' || node.key.value === '<<')) {
      throw new BadInput('this key is not allowed', { ...place(rangeStart(node.key)), found: String(node.key.value) });
    }
  });
}

/** The reader's own check compares every key with every other, which takes minutes for a long file. */
function refuseDuplicates(map: YAMLMap, place: Place): void {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (seen.has(name))
      throw new BadInput('not valid YAML: a key is not unique', { ...place(rangeStart(key)), found: name });
    seen.add(name);
  }
}

function isPairOfScalar(node: unknown): node is Pair<Scalar> {
  return typeof node === 'object' && node !== null && 'key' in node && isScalar(node.key);
}

function rangeStart(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Character offset of the value at `path`; of its key where the value is a table; of what is around it if absent. */
function offsetOf(document: Document, text: string, path: Path, into?: number): number {
  let node: unknown = document.contents;
  let start = rangeStart(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return start;
      start = isScalar(pair.value) && pair.value.range ? pair.value.range[0] : rangeStart(pair.key);
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (node === undefined) return start;
      start = rangeStart(node);
    } else return start;
  }
  return into === undefined || !isScalar(node) ? start : start + offsetInScalar(node, text, into);
}

/** A plain or quoted value on one line shows the exact column; anything else its beginning. */
function offsetInScalar(node: Scalar, text: string, into: number): number {
  const [from, to] = node.range ?? [0, 0];
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  if (!quoted && node.type !== 'PLAIN') return 0;
  const written = text.slice(from + (quoted ? 1 : 0), to - (quoted ? 1 : 0));
  return written === String(node.value) || node.type === 'PLAIN'
    ? Math.min(into, written.length) + (quoted ? 1 : 0)
    : 0;
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}
