import type { ExpressionTree } from '../expression/tree.js';

/** How a value moves when a name grows and nothing else does: up, down, either, or not at all. */
export type Influence = 'up' | 'down' | 'either' | 'none';

const turned = { up: 'down', down: 'up', either: 'either', none: 'none' } as const;

/** Both at once. */
export function together(a: Influence, b: Influence): Influence {
  if (a === 'none' || a === b) return b;
  return b === 'none' ? a : 'either';
}

/**
 * How an expression moves with one thing that its names may stand for: `of` says it of each name. Everything that a model counts is taken as not
 * negative, and so are the shares that it multiplies; a power is taken to rise with what is raised.
 */
export function influenceOn(tree: ExpressionTree, of: (name: string) => Influence): Influence {
  const on = (part: ExpressionTree) => influenceOn(part, of);
  switch (tree.kind) {
    case 'number':
      return 'none';
    case 'name':
      return of(tree.qualifier === undefined ? tree.name : `${tree.qualifier}.${tree.name}`);
    case 'negate':
      return turned[on(tree.a)];
    case 'conditional':
      return on(tree.test) === 'none' ? together(on(tree.a), on(tree.b)) : 'either';
    case 'binary':
      return binary(tree.op, on(tree.a), on(tree.b));
    case 'call':
      return call(tree.name, tree.arguments.map(on));
  }
}

function binary(op: string, a: Influence, b: Influence): Influence {
  if (op === '+' || op === '*') return together(a, b);
  if (op === '-' || op === '/' || op === '>' || op === '>=') return together(a, turned[b]);
  if (op === '<' || op === '<=') return together(turned[a], b);
  return b === 'none' ? a : 'either';
}

function call(name: string, [first = 'none', second = 'none', third = 'none']: readonly Influence[]): Influence {
  if (name === 'hill') return third === 'none' ? together(first, turned[second]) : 'either';
  if (name === 'saturate') return together(first, turned[second]);
  if (name === 'min' || name === 'max') return together(first, second);
  if (name === 'pow') return second === 'none' ? first : 'either';
  if (name === 'abs' || name === 'sin' || name === 'cos') return first === 'none' ? 'none' : 'either';
  return first;
}
