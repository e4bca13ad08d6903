import { BadInput } from '@invadolab/core';
import type { Span } from './tree.js';

export interface Token extends Span {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
}

/** Longest expression that is read, in characters. */
export const longestExpression = 4000;

const pattern =
  /(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z][A-Za-z0-9_]*)|(<=|>=|->|[-+*/^()<>?:,.])/y;
const space = /[ \t\r\n]*/y;

/** Cuts an expression or an equation into numbers, names and symbols; the last token is the `end`. Throws `BadInput`. */
export function tokenize(text: string): Token[] {
  if (text.length > longestExpression) {
    throw new BadInput('an expression is too long', {
      found: `${text.length} characters`,
      expected: `at most ${longestExpression}: use definitions`,
    });
  }
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    space.lastIndex = position;
    space.exec(text);
    position = space.lastIndex;
    if (position >= text.length) break;
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) throw unreadable(text, position);
    const kind = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'name' : 'symbol';
    tokens.push({ kind, text: match[0], start: position, end: pattern.lastIndex });
    position = pattern.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function unreadable(text: string, position: number): BadInput {
  const found = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const expected =
    found === '=' || found === '!' || found === '&' || found === '|'
      ? 'one of < <= > >= (there is no equality or logic; nest `? :`)'
      : 'a number, a name or one of + - * / ^ ( ) < > ? : ,';
  return new BadInput('an expression cannot be read', { column: position + 1, found, expected });
}
