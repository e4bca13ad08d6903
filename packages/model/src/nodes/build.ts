import { cos, exp, log, pow, sin } from '@invadolab/core';
import type { Node } from '../compiled.js';

/** Constructors that fold constants and drop neutral elements, so that trees never grow needlessly. */

type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'pow' | 'lt' | 'le' | 'gt' | 'ge';
type Unary = 'neg' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sin' | 'cos' | 'floor';

/** The constant `value`. */
export function constant(value: number): Node {
  return { op: 'number', value };
}

/** The value of a binary operation on numbers; comparisons give 1 or 0. */
export function applyBinary(op: Binary, a: number, b: number): number {
  switch (op) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return a / b;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
    case 'pow':
      return pow(a, b);
    case 'lt':
      return a < b ? 1 : 0;
    case 'le':
      return a <= b ? 1 : 0;
    case 'gt':
      return a > b ? 1 : 0;
    case 'ge':
      return a >= b ? 1 : 0;
  }
}

/** The value of a unary operation on a number. */
export function applyUnary(op: Unary, a: number): number {
  switch (op) {
    case 'neg':
      return -a;
    case 'exp':
      return exp(a);
    case 'log':
      return log(a);
    case 'sqrt':
      return Math.sqrt(a);
    case 'abs':
      return Math.abs(a);
    case 'sin':
      return sin(a);
    case 'cos':
      return cos(a);
    case 'floor':
      return Math.floor(a);
  }
}

const isNumber = (node: Node, value: number): boolean => node.op === 'number' && node.value === value;

function foldedSum(a: Node, b: Node): Node {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  if (b.op === 'neg') return binary('sub', a, b.a);
  return { op: 'add', a, b };
}

function foldedDifference(a: Node, b: Node): Node {
  if (a === b) return constant(0);
  if (isNumber(b, 0)) return a;
  if (isNumber(a, 0)) return unary('neg', b);
  if (b.op === 'neg') return binary('add', a, b.a);
  return { op: 'sub', a, b };
}

function foldedProduct(a: Node, b: Node): Node {
  if (isNumber(a, 0) || isNumber(b, 0)) return constant(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (isNumber(a, -1)) return unary('neg', b);
  if (isNumber(b, -1)) return unary('neg', a);
  if (a.op === 'neg') return unary('neg', binary('mul', a.a, b));
  if (b.op === 'neg') return unary('neg', binary('mul', a, b.a));
  if (b.op === 'number') return binary('mul', b, a);
  if (a.op === 'number' && b.op === 'mul' && b.a.op === 'number')
    return binary('mul', constant(a.value * b.a.value), b.b);
  return { op: 'mul', a, b };
}

function foldedQuotient(a: Node, b: Node): Node {
  if (isNumber(a, 0) && !isNumber(b, 0)) return constant(0);
  if (isNumber(b, 1)) return a;
  if (isNumber(b, -1)) return unary('neg', a);
  if (a.op === 'neg') return unary('neg', binary('div', a.a, b));
  if (b.op === 'neg') return unary('neg', binary('div', a, b.a));
  return { op: 'div', a, b };
}

/** Whole powers up to four become products: exact, and much faster than `pow`. */
function foldedPower(a: Node, b: Node): Node {
  if (b.op !== 'number') return { op: 'pow', a, b };
  const n = b.value;
  if (n === 0) return constant(1);
  if (n === 1) return a;
  if (n === 2) return binary('mul', a, a);
  if (n === 3) return binary('mul', binary('mul', a, a), a);
  if (n === 4) {
    const square = binary('mul', a, a);
    return binary('mul', square, square);
  }
  if (n === 0.5) return unary('sqrt', a);
  if (n < 0 && n >= -4 && n === Math.trunc(n)) return binary('div', constant(1), foldedPower(a, constant(-n)));
  return { op: 'pow', a, b };
}

/** `a op b`, folded where both are constants or one is neutral. */
export function binary(op: Binary, a: Node, b: Node): Node {
  if (a.op === 'number' && b.op === 'number') {
    const value = applyBinary(op, a.value, b.value);
    if (Number.isFinite(value)) return constant(value);
    return { op, a, b };
  }
  switch (op) {
    case 'add':
      return foldedSum(a, b);
    case 'sub':
      return foldedDifference(a, b);
    case 'mul':
      return foldedProduct(a, b);
    case 'div':
      return foldedQuotient(a, b);
    case 'pow':
      return foldedPower(a, b);
    default:
      return { op, a, b };
  }
}

/** `op a`, folded where `a` is a constant. */
export function unary(op: Unary, a: Node): Node {
  if (a.op === 'number') {
    const value = applyUnary(op, a.value);
    if (Number.isFinite(value)) return constant(value);
    return { op, a };
  }
  if (op === 'neg' && a.op === 'neg') return a.a;
  return { op, a };
}

/** `test != 0 ? a : b`, decided at once where `test` is a constant. */
export function choose(test: Node, a: Node, b: Node): Node {
  if (test.op === 'number') return test.value !== 0 ? a : b;
  if (a === b || (a.op === 'number' && b.op === 'number' && a.value === b.value)) return a;
  return { op: 'if', test, a, b };
}

/** `a op b` with constants folded and neutral elements dropped. */
export const sum = (a: Node, b: Node): Node => binary('add', a, b);
export const difference = (a: Node, b: Node): Node => binary('sub', a, b);
export const product = (a: Node, b: Node): Node => binary('mul', a, b);
export const quotient = (a: Node, b: Node): Node => binary('div', a, b);
