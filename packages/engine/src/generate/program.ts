/** A value of a program: an index into its list. */
export type Value = number;

export type UnaryOperator = 'neg' | 'inv' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sin' | 'cos' | 'floor';
export type BinaryOperator = 'add' | 'sub' | 'mul' | 'min' | 'max' | 'pow' | 'lt' | 'le' | 'gt' | 'ge';

export type Operation =
  | { readonly op: 'number'; readonly value: number }
  /** Reads `source`: a parameter or an array element of the generated function. */
  | { readonly op: 'input'; readonly source: string }
  | { readonly op: UnaryOperator; readonly a: Value }
  | { readonly op: BinaryOperator; readonly a: Value; readonly b: Value }
  | { readonly op: 'if'; readonly test: Value; readonly a: Value; readonly b: Value };

export interface Output {
  /** What is assigned: `dy[3]`. */
  readonly target: string;
  readonly value: Value;
}

/**
 * Straight-line arithmetic, built once and emitted as code. Equal operations are the same value, constants are folded,
 * and products with 0 and 1 vanish, so sparse structure falls out of plain formulas (elimination, chain rule).
 * Quotients are products with `inv`, so that reciprocals are shared.
 */
export class Program {
  readonly operations: Operation[] = [];
  readonly outputs: Output[] = [];
  readonly #known = new Map<string, Value>();
  readonly zero = this.number(0);
  readonly one = this.number(1);

  number(value: number): Value {
    return this.#add(Object.is(value, -0) ? 'n-0' : `n${value}`, { op: 'number', value });
  }

  input(source: string): Value {
    return this.#add(`i${source}`, { op: 'input', source });
  }

  output(target: string, value: Value): void {
    this.outputs.push({ target, value });
  }

  /** The number a value is known to be, if it is one. */
  known(value: Value): number | undefined {
    const operation = this.operations[value] as Operation;
    return operation.op === 'number' ? operation.value : undefined;
  }

  neg(a: Value): Value {
    const x = this.known(a);
    if (x !== undefined) return this.number(-x);
    const operation = this.operations[a] as Operation;
    return operation.op === 'neg' ? operation.a : this.unary('neg', a);
  }

  inv(a: Value): Value {
    const x = this.known(a);
    return x !== undefined && x !== 0 ? this.number(1 / x) : this.unary('inv', a);
  }

  add(a: Value, b: Value): Value {
    const x = this.known(a);
    const y = this.known(b);
    if (x !== undefined && y !== undefined) return this.number(x + y);
    if (x === 0) return b;
    if (y === 0) return a;
    const negative = this.operations[b] as Operation;
    return negative.op === 'neg' ? this.binary('sub', a, negative.a) : this.binary('add', a, b);
  }

  sub(a: Value, b: Value): Value {
    const x = this.known(a);
    const y = this.known(b);
    if (x !== undefined && y !== undefined) return this.number(x - y);
    if (x === 0) return this.neg(b);
    if (y === 0) return a;
    if (a === b) return this.zero;
    const negative = this.operations[b] as Operation;
    return negative.op === 'neg' ? this.binary('add', a, negative.a) : this.binary('sub', a, b);
  }

  mul(a: Value, b: Value): Value {
    const x = this.known(a);
    const y = this.known(b);
    if (x !== undefined && y !== undefined) return this.number(x * y);
    if (x === 0 || y === 0) return this.zero;
    if (x === 1) return b;
    if (y === 1) return a;
    if (x === -1) return this.neg(b);
    if (y === -1) return this.neg(a);
    return a <= b ? this.binary('mul', a, b) : this.binary('mul', b, a);
  }

  /** Whole exponents up to 8 become products; a negative base under a fractional exponent counts as 0. */
  pow(a: Value, b: Value): Value {
    const exponent = this.known(b);
    const x = this.known(a);
    if (exponent === undefined) return this.binary('pow', this.max(a, this.zero), b);
    if (exponent < 0) return this.inv(this.pow(a, this.number(-exponent)));
    if (exponent === 0) return this.one;
    if (exponent === 0.5) return this.unary('sqrt', this.max(a, this.zero));
    if (!Number.isInteger(exponent) || exponent > 8) {
      const base = x !== undefined || Number.isInteger(exponent) ? a : this.max(a, this.zero);
      return this.binary('pow', base, b);
    }
    if (exponent === 1) return a;
    const half = this.pow(a, this.number(Math.floor(exponent / 2)));
    return exponent % 2 === 0 ? this.mul(half, half) : this.mul(this.mul(half, half), a);
  }

  max(a: Value, b: Value): Value {
    const x = this.known(a);
    const y = this.known(b);
    return x !== undefined && y !== undefined ? this.number(Math.max(x, y)) : this.binary('max', a, b);
  }

  /** `a` times a number known while generating. */
  scale(a: Value, factor: number): Value {
    return this.mul(this.number(factor), a);
  }

  select(test: Value, a: Value, b: Value): Value {
    const x = this.known(test);
    if (x !== undefined) return x !== 0 ? a : b;
    return a === b ? a : this.#add(`if,${test},${a},${b}`, { op: 'if', test, a, b });
  }

  unary(op: UnaryOperator, a: Value): Value {
    return this.#add(`${op},${a}`, { op, a });
  }

  binary(op: BinaryOperator, a: Value, b: Value): Value {
    return this.#add(`${op},${a},${b}`, { op, a, b });
  }

  #add(key: string, operation: Operation): Value {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.operations.push(operation);
    this.#known.set(key, this.operations.length - 1);
    return this.operations.length - 1;
  }
}

/** The values an operation reads. */
export function operands(operation: Operation): readonly Value[] {
  switch (operation.op) {
    case 'number':
    case 'input':
      return [];
    case 'if':
      return [operation.test, operation.a, operation.b];
    default:
      return 'b' in operation ? [operation.a, operation.b] : [operation.a];
  }
}
