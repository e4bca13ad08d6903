import {
  type Dimension,
  dimensionless,
  formatDimension,
  multiplyDimension,
  powerDimension,
  sameDimension,
} from '@invadolab/core';
import type { Node } from '../compiled.js';
import type { BinaryOperator, FunctionName } from '../expression/tree.js';
import { binary, choose, constant, difference, product, quotient, sum, unary } from '../nodes/build.js';

/** A value with its dimension; undefined for zero, which has every dimension. */
export interface Typed {
  readonly node: Node;
  readonly dimension: Dimension | undefined;
}

export interface Combination {
  readonly op: BinaryOperator | FunctionName | 'negate' | '?';
}

/** What is wrong with operand `part`. */
export interface Mismatch {
  readonly part: number;
  readonly problem: string;
  readonly found: string;
  readonly expected: string;
}

const pure = (typed: Typed): boolean => typed.dimension === undefined || sameDimension(typed.dimension, dimensionless);
const alike = (a: Typed, b: Typed): boolean =>
  a.dimension === undefined || b.dimension === undefined || sameDimension(a.dimension, b.dimension);
const text = (typed: Typed): string => formatDimension(typed.dimension ?? dimensionless);

/** The result of an operation on values with dimensions, or what does not fit. */
export function combine({ op }: Combination, values: readonly Typed[]): Typed | Mismatch {
  const [a, b, c] = values;
  switch (op) {
    case 'negate':
      return { node: unary('neg', a.node), dimension: a.dimension };
    case '+':
      return same('added', values, (x, y) => sum(x, y));
    case '-':
      return same('subtracted', values, (x, y) => difference(x, y));
    case 'min':
    case 'max':
      return same('compared', values, (x, y) => binary(op, x, y));
    case '<':
      return compared(values, 'lt');
    case '<=':
      return compared(values, 'le');
    case '>':
      return compared(values, 'gt');
    case '>=':
      return compared(values, 'ge');
    case '*':
      return {
        node: product(a.node, b.node),
        dimension: a.dimension && b.dimension && multiplyDimension(a.dimension, b.dimension),
      };
    case '/':
      return divided(a, b);
    case '^':
    case 'pow':
      return power(a, b);
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
    case 'floor':
      return pure(a) ? { node: unary(op, a.node), dimension: dimensionless } : notPure(0, op, a);
    case 'sqrt':
      return { node: unary('sqrt', a.node), dimension: a.dimension && powerDimension(a.dimension, 0.5) };
    case 'abs':
      return { node: unary('abs', a.node), dimension: a.dimension };
    case 'saturate':
      return ratio(values, (x, k) => quotient(x, sum(k, x)));
    case 'hill':
      return pure(c) ? ratio(values, (x, k) => hill(x, k, c.node)) : notPure(2, 'the exponent of hill', c);
    case '?':
      return chosen(a, b, c);
    case 'mass_action':
      return {
        part: -1,
        problem: 'mass_action stands inside an expression',
        found: 'mass_action',
        expected: '`mass_action(k)` as the whole rate',
      };
  }
}

function same(verb: string, [a, b]: readonly Typed[], build: (a: Node, b: Node) => Node): Typed | Mismatch {
  if (!alike(a, b)) return { part: 1, problem: `unlike units are ${verb}`, found: text(b), expected: text(a) };
  return { node: build(a.node, b.node), dimension: a.dimension ?? b.dimension };
}

function compared(values: readonly Typed[], op: 'lt' | 'le' | 'gt' | 'ge'): Typed | Mismatch {
  const result = same('compared', values, (x, y) => binary(op, x, y));
  return 'problem' in result ? result : { node: result.node, dimension: dimensionless };
}

function ratio(values: readonly Typed[], build: (x: Node, k: Node) => Node): Typed | Mismatch {
  const result = same('compared', values, build);
  return 'problem' in result ? result : { node: result.node, dimension: dimensionless };
}

function divided(a: Typed, b: Typed): Typed | Mismatch {
  if (b.node.op === 'number' && b.node.value === 0)
    return { part: 1, problem: 'division by zero', found: '0', expected: 'something else' };
  const inverse = b.dimension && powerDimension(b.dimension, -1);
  return {
    node: quotient(a.node, b.node),
    dimension: a.dimension && inverse && multiplyDimension(a.dimension, inverse),
  };
}

function power(a: Typed, b: Typed): Typed | Mismatch {
  if (!pure(b)) return notPure(1, 'an exponent', b);
  const node = binary('pow', a.node, b.node);
  if (pure(a)) return { node, dimension: dimensionless };
  if (b.node.op !== 'number') {
    return {
      part: 1,
      problem: 'a value with a unit is raised to a power that is not a plain number',
      found: text(a),
      expected: 'a pure number: divide by a scale first',
    };
  }
  return { node, dimension: a.dimension && powerDimension(a.dimension, b.node.value) };
}

function chosen(test: Typed, a: Typed, b: Typed): Typed | Mismatch {
  if (!pure(test))
    return { part: 0, problem: 'a condition has a unit', found: text(test), expected: 'a comparison or a pure number' };
  if (!alike(a, b))
    return { part: 2, problem: 'the two values of a choice have unlike units', found: text(b), expected: text(a) };
  return { node: choose(test.node, a.node, b.node), dimension: a.dimension ?? b.dimension };
}

function notPure(part: number, what: string, value: Typed): Mismatch {
  return { part, problem: `${what} needs a pure number`, found: text(value), expected: '1 (divide by a scale)' };
}

/** x^n / (K^n + x^n); a solver's slightly negative x counts as 0 where the power is not a plain whole number. */
function hill(x: Node, k: Node, n: Node): Node {
  const share = quotient(x, k);
  const whole = n.op === 'number' && n.value === Math.trunc(n.value) && Math.abs(n.value) <= 4;
  const raised = binary('pow', whole ? share : binary('max', share, constant(0)), n);
  return quotient(raised, sum(constant(1), raised));
}
