import { BadInput } from '@invadolab/core';
import { type Token, tokenize } from './token.js';
import type { Span } from './tree.js';

/** One term of an equation: `2 cell.Kinase`. */
export interface EquationTerm extends Span {
  /** As written: `Kinase` or `cell.Kinase`. */
  readonly text: string;
  readonly qualifier?: string;
  readonly name: string;
  /** Molecules per firing, greater than 0. */
  readonly count: number;
}

/** Both sides of an equation, as written. */
export interface Equation {
  readonly uses: readonly EquationTerm[];
  readonly makes: readonly EquationTerm[];
}

const LARGEST = 1e9;
const MOST_TERMS = 50;

/** Reads `A + 2 cell.B -> C`; either side may be empty, not both. Throws `BadInput` with the column. */
export function parseEquation(text: string): Equation {
  const tokens = tokenize(text);
  const arrow = tokens.findIndex((token) => token.text === '->');
  if (arrow < 0) {
    const end = tokens[tokens.length - 1];
    throw new BadInput('an equation has no arrow', { column: end.start + 1, found: text, expected: '`A + 2 B -> C`' });
  }
  const uses = side(tokens.slice(0, arrow), tokens[arrow]);
  const makes = side(tokens.slice(arrow + 1, -1), tokens[tokens.length - 1]);
  if (uses.length + makes.length === 0) {
    throw new BadInput('an equation is empty', { column: 1, found: text, expected: '`A + 2 B -> C`' });
  }
  return { uses, makes };
}

function side(tokens: readonly Token[], end: Token): EquationTerm[] {
  if (tokens.length === 0) return [];
  const terms: EquationTerm[] = [];
  let position = 0;
  const peek = (): Token => tokens[position] ?? end;
  for (;;) {
    const first = peek();
    let count = 1;
    if (first.kind === 'number') {
      count = Number(first.text);
      position++;
      if (peek().text === '*') position++;
    }
    if (!(count > 0 && count <= LARGEST))
      throw wrong('a count is out of range', first, `a number from 1 to ${LARGEST}`);
    const head = peek();
    if (head.kind !== 'name') throw wrong('a species is missing in an equation', head, 'the name of a species');
    position++;
    const qualified = peek().text === '.';
    if (qualified) position++;
    const local = qualified ? peek() : head;
    if (local.kind !== 'name') throw wrong('a qualified name does not end', local, 'a name, as in `cell.Kinase`');
    if (qualified) position++;
    const qualifier = qualified ? head.text : undefined;
    const written = qualified ? `${head.text}.${local.text}` : local.text;
    terms.push({ text: written, qualifier, name: local.text, count, start: head.start, end: local.end });
    if (terms.length > MOST_TERMS)
      throw wrong('an equation is too long', head, `at most ${MOST_TERMS} terms on a side`);
    const next = peek();
    if (next === end) return terms;
    if (next.text !== '+') throw wrong('an equation cannot be read', next, '`+` or `->`');
    position++;
  }
}

function wrong(summary: string, token: Token, expected: string): BadInput {
  const found = token.kind === 'end' ? 'the end' : token.text;
  return new BadInput(summary, { column: token.start + 1, found, expected });
}
