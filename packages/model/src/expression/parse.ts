import { BadInput, nearest } from '@invadolab/core';
import { type Token, tokenize } from './token.js';
import { type BinaryOperator, type ExpressionTree, type FunctionName, functionArity } from './tree.js';

const DEEPEST = 100;

/** Binding power of infix operators: comparison < sum < product < power; `?` is weaker than all. */
const strength: Readonly<Record<string, number>> = {
  '?': 1,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 6,
};
const NEGATION = 5;

/**
 * Reads an infix expression: `k * A^2 / (K + B)`, `covered ? a : b`, `hill(x, K, n)`, `cell.Kinase`. `^` binds to the right
 * and stronger than a minus before it; comparisons do not chain. Throws `BadInput` with the column.
 */
export function parseExpression(expression: string | number): ExpressionTree {
  if (typeof expression === 'number' && expression < 0) {
    const inner = parseExpression(-expression);
    return { kind: 'negate', a: inner, start: 0, end: inner.end + 1 };
  }
  const parser = new Parser(tokenize(String(expression)));
  return parser.whole();
}

class Parser {
  private position = 0;
  private depth = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  whole(): ExpressionTree {
    const tree = this.expression(0);
    const rest = this.peek();
    if (rest.kind === 'end') return tree;
    const unit = tree.kind === 'number' && rest.kind === 'name';
    throw wrong(
      unit ? 'a number with a unit stands in an expression' : 'an expression does not end',
      rest,
      unit ? 'a parameter, which has a value, a unit and a source' : 'an operator or the end',
    );
  }

  private expression(weakest: number): ExpressionTree {
    if (++this.depth > DEEPEST) throw wrong('an expression is nested too deeply', this.peek(), 'fewer parentheses');
    let left = this.operand();
    for (;;) {
      const token = this.peek();
      const binding = token.kind === 'symbol' ? (strength[token.text] ?? 0) : 0;
      if (binding === 0 || binding <= weakest) break;
      this.position++;
      if (token.text === '?') left = this.conditional(left);
      else left = this.infix(left, token, binding);
    }
    this.depth--;
    return left;
  }

  private infix(a: ExpressionTree, token: Token, binding: number): ExpressionTree {
    const op = token.text as BinaryOperator;
    const b = this.expression(op === '^' ? binding - 1 : binding);
    const next = this.peek();
    if (binding === 2 && next.kind === 'symbol' && strength[next.text] === 2) {
      throw wrong('comparisons do not chain', next, 'one comparison, or `a < b ? b < c : 0`');
    }
    return { kind: 'binary', op, a, b, start: a.start, end: b.end };
  }

  private conditional(test: ExpressionTree): ExpressionTree {
    const a = this.expression(0);
    this.expect(':', 'a `:` and the value otherwise');
    const b = this.expression(0);
    return { kind: 'conditional', test, a, b, start: test.start, end: b.end };
  }

  private operand(): ExpressionTree {
    const token = this.next();
    if (token.kind === 'number') return this.number(token);
    if (token.kind === 'name') return this.named(token);
    if (token.text === '-') {
      const a = this.expression(NEGATION - 1);
      return { kind: 'negate', a, start: token.start, end: a.end };
    }
    if (token.text === '(') {
      const inner = this.expression(0);
      const close = this.expect(')', 'a closing parenthesis');
      return { ...inner, start: token.start, end: close.end };
    }
    throw wrong('a value is missing', token, 'a number, a name or an opening parenthesis');
  }

  private number(token: Token): ExpressionTree {
    const value = Number(token.text);
    if (!Number.isFinite(value)) throw wrong('a number is too large', token, 'a finite number');
    return { kind: 'number', value, start: token.start, end: token.end };
  }

  private named(token: Token): ExpressionTree {
    const next = this.peek();
    if (next.text === '(') return this.call(token);
    if (next.text !== '.') return { kind: 'name', name: token.text, start: token.start, end: token.end };
    this.position++;
    const local = this.next();
    if (local.kind !== 'name') throw wrong('a qualified name does not end', local, 'a name, as in `cell.Kinase`');
    return { kind: 'name', qualifier: token.text, name: local.text, start: token.start, end: local.end };
  }

  private call(token: Token): ExpressionTree {
    if (!Object.hasOwn(functionArity, token.text)) {
      const names = Object.keys(functionArity);
      throw new BadInput('an unknown function is called', {
        column: token.start + 1,
        found: token.text,
        expected: `one of ${names.join(', ')}`,
        nearest: nearest(token.text, names),
      });
    }
    const name = token.text as FunctionName;
    this.position++;
    const given: ExpressionTree[] = [];
    while (this.peek().text !== ')') {
      given.push(this.expression(0));
      if (this.peek().text !== ',') break;
      this.position++;
    }
    const close = this.expect(')', 'a comma or a closing parenthesis');
    const wanted = functionArity[name];
    if (given.length !== wanted) {
      throw new BadInput(`${name} has the wrong number of arguments`, {
        column: token.start + 1,
        found: String(given.length),
        expected: String(wanted),
      });
    }
    return { kind: 'call', name, arguments: given, start: token.start, end: close.end };
  }

  private peek(): Token {
    return this.tokens[this.position];
  }

  private next(): Token {
    const token = this.tokens[this.position];
    if (token.kind !== 'end') this.position++;
    return token;
  }

  private expect(text: string, expected: string): Token {
    const token = this.next();
    if (token.text !== text) throw wrong('an expression is not complete', token, expected);
    return token;
  }
}

function wrong(summary: string, token: Token, expected: string): BadInput {
  const found = token.kind === 'end' ? 'the end' : token.text;
  return new BadInput(summary, { column: token.start + 1, found, expected });
}
