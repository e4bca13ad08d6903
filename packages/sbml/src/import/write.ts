import type { Formula, Operation } from './formula.js';

/** A piece of an expression in the language and how tightly its outermost operation binds. */
export interface Text {
  readonly text: string;
  readonly binds: number;
}

/** What the leaves of a formula are called where it is written. */
export interface Leaves {
  readonly name: (id: string, at: { readonly line: number; readonly column: number }) => Text;
  readonly time: Text;
  /** A number that may not stand bare. */
  readonly number: (value: number, units?: string) => Text;
  /** A definition of its own for a part that is too long. */
  readonly apart: (text: string) => Text;
}

const conditional = 1;
const comparing = 2;
/** How tightly a sum binds. */
export const adding = 3;
const multiplying = 4;
const negating = 5;
const raising = 6;
const atomic = 7;

/** Longest text that is written in one piece. */
const longest = 1500;
/** The language lets these numbers stand bare. */
const largestBare = 4;

const comparisons: Readonly<Partial<Record<Operation, string>>> = { lt: '<', leq: '<=', gt: '>', geq: '>=' };
const logical: ReadonlySet<string> = new Set('eq neq lt leq gt geq and or xor not implies'.split(' '));

/** A name or another text that binds as tightly as one. */
export function atom(text: string): Text {
  return { text, binds: atomic };
}

/** Writes formulas as expressions of the language. Truth is 1 and 0 there. */
export class ExpressionWriter {
  readonly #leaves: Leaves;

  constructor(leaves: Leaves) {
    this.#leaves = leaves;
  }

  write(formula: Formula): Text {
    const written = this.#write(formula);
    return written.text.length > longest ? this.#leaves.apart(written.text) : written;
  }

  #write(formula: Formula): Text {
    switch (formula.kind) {
      case 'number':
        return this.#number(formula.value, formula.units);
      case 'name':
        return this.#leaves.name(formula.id, formula);
      case 'time':
        return this.#leaves.time;
      case 'avogadro':
        return this.#number(6.02214076e23);
      case 'pi':
        return atom('pi');
      case 'e':
        return atom('exp(1)');
      case 'true':
      case 'false':
        return atom(formula.kind === 'true' ? '1' : '0');
      case 'piecewise':
        return this.#piecewise(formula);
      case 'apply':
        return this.#apply(formula.op, formula.parts);
      case 'call':
        throw new Error(`the function ${formula.function} was not put in place`);
    }
  }

  #number(value: number, units?: string): Text {
    if (value < 0 || Object.is(value, -0)) return negative(this.#number(-value, units));
    const bare = Number.isInteger(value) && value <= largestBare && (value === 0 || units === undefined);
    return bare || (units === 'dimensionless' && Number.isInteger(value) && value <= largestBare)
      ? atom(String(value))
      : this.#leaves.number(value, units);
  }

  #piecewise({ pieces, otherwise }: Formula & { kind: 'piecewise' }): Text {
    // Without an `otherwise` the last piece holds wherever no other does: outside the formula has no value.
    const rest = otherwise === undefined ? pieces.slice(0, -1) : pieces;
    const last = otherwise ?? pieces[pieces.length - 1].value;
    let text = this.write(last);
    for (const { value, condition } of [...rest].reverse()) {
      const test = within(this.write(condition), comparing);
      text = atom(`(${test} ? ${within(this.write(value), comparing)} : ${within(text, comparing)})`);
    }
    return text;
  }

  #apply(op: Operation, parts: readonly Formula[]): Text {
    const symbol = comparisons[op];
    if (symbol !== undefined) {
      return this.#chain(parts, (a, b) => infix(a, symbol, b, comparing));
    }
    if (logical.has(op)) return this.#logic(op, parts);
    const texts = parts.map((part) => this.write(part));
    const [a, b] = texts;
    switch (op) {
      case 'plus':
        return texts.length === 0 ? atom('0') : texts.reduce(plus);
      case 'minus':
        return b === undefined ? negative(a) : infix(a, '-', b, adding);
      case 'times':
        return texts.length === 0 ? atom('1') : texts.reduce(times);
      case 'divide':
        return over(a, b);
      case 'power':
        return raised(a, b);
      case 'root':
        return b === undefined ? call('sqrt', a) : raised(a, over(atom('1'), b));
      case 'ln':
        return call('log', a);
      case 'log':
        return over(call('log', a), call('log', b ?? this.#number(10)));
      case 'min':
      case 'max':
        return texts.reduce((x, y) => atom(`${op}(${x.text}, ${y.text})`));
      case 'abs':
      case 'exp':
      case 'sin':
      case 'cos':
      case 'floor':
        return call(op, a);
      case 'ceiling':
        return negative(call('floor', negative(a)));
      case 'quotient':
        return truncated(over(a, b));
      case 'rem':
        return infix(a, '-', times(b, truncated(over(a, b))), adding);
      case 'tan':
        return over(call('sin', a), call('cos', a));
      case 'sec':
        return over(atom('1'), call('cos', a));
      case 'csc':
        return over(atom('1'), call('sin', a));
      case 'cot':
        return over(call('cos', a), call('sin', a));
      default:
        return hyperbolic(op, a);
    }
  }

  #logic(op: Operation, parts: readonly Formula[]): Text {
    const truths = (): Text[] => parts.map((part) => this.#truth(part));
    switch (op) {
      case 'eq':
        return this.#chain(parts, equal);
      case 'neq':
        return this.#chain(parts, (a, b) => not(equal(a, b)));
      case 'and':
        return parts.length === 0 ? atom('1') : truths().reduce(times);
      case 'or':
        return parts.length === 0 ? atom('0') : truths().reduce(either);
      case 'xor':
        return parts.length === 0 ? atom('0') : truths().reduce((a, b) => call('abs', infix(a, '-', b, adding)));
      case 'not':
        return not(truths()[0]);
      default: {
        const [a, b] = truths();
        return either(not(a), b);
      }
    }
  }

  /** `a < b < c`: each neighbour in turn. */
  #chain(parts: readonly Formula[], compare: (a: Text, b: Text) => Text): Text {
    const texts = parts.map((part) => this.write(part));
    return texts
      .slice(1)
      .map((text, index) => compare(texts[index], text))
      .reduce(times);
  }

  /** 1 or 0, also of a number. */
  #truth(formula: Formula): Text {
    const truth = formula.kind === 'true' || formula.kind === 'false';
    if (truth || (formula.kind === 'apply' && logical.has(formula.op))) return this.write(formula);
    return atom(`(${within(this.write(formula), comparing)} ? 1 : 0)`);
  }
}

/** The text, in parentheses where it binds more weakly than `least`. */
export function within({ text, binds }: Text, least: number): string {
  return binds < least || binds === conditional ? `(${text})` : text;
}

/** `a symbol b`, which binds as tightly as said. */
export function infix(a: Text, symbol: string, b: Text, binds: number): Text {
  const left = binds === comparing ? adding : binds;
  return { text: `${within(a, left)} ${symbol} ${within(b, left === binds ? binds + 1 : left)}`, binds };
}

function plus(a: Text, b: Text): Text {
  return infix(a, '+', b, adding);
}

/** `a * b` */
export function times(a: Text, b: Text): Text {
  return { text: `${within(a, multiplying)} * ${within(b, raising)}`, binds: multiplying };
}

/** `a / b` */
export function over(a: Text, b: Text): Text {
  return { text: `${within(a, multiplying)} / ${within(b, raising)}`, binds: multiplying };
}

function raised(a: Text, b: Text): Text {
  return { text: `${within(a, atomic)}^${within(b, atomic)}`, binds: raising };
}

function negative(a: Text): Text {
  return { text: `-${within(a, raising)}`, binds: negating };
}

function call(name: string, a: Text): Text {
  return atom(`${name}(${a.text})`);
}

function either(a: Text, b: Text): Text {
  return atom(`max(${a.text}, ${b.text})`);
}

function not(a: Text): Text {
  return infix(atom('1'), '-', a, adding);
}

function equal(a: Text, b: Text): Text {
  return times(infix(a, '<=', b, comparing), infix(a, '>=', b, comparing));
}

function truncated(a: Text): Text {
  const down = call('floor', a);
  return atom(`(${within(a, adding)} < 0 ? ${negative(call('floor', negative(a))).text} : ${down.text})`);
}

function hyperbolic(op: string, a: Text): Text {
  const two = atom('2');
  const one = atom('1');
  const square = infix(raised(a, two), op === 'arccosh' ? '-' : '+', one, adding);
  const both = (symbol: string): Text => infix(call('exp', a), symbol, call('exp', negative(a)), adding);
  // Neither tanh nor coth may divide infinity by infinity.
  const tanh = infix(one, '-', over(two, infix(call('exp', times(two, a)), '+', one, adding)), adding);
  switch (op) {
    case 'sinh':
      return over(both('-'), two);
    case 'cosh':
      return over(both('+'), two);
    case 'tanh':
      return tanh;
    case 'coth':
      return over(one, tanh);
    case 'sech':
      return over(two, both('+'));
    case 'csch':
      return over(two, both('-'));
    case 'arctanh':
      return over(call('log', over(infix(one, '+', a, adding), infix(one, '-', a, adding))), two);
    default:
      return call('log', plus(a, call('sqrt', square)));
  }
}
