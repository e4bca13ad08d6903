import { BadInput, nearest } from '@invadolab/core';
import { childNamed, childrenOf, textOf, type XmlElement } from '../xml/parse.js';
import { type Formula, type Operation, operations } from './formula.js';

const namespace = 'http://www.w3.org/1998/Math/MathML';
const symbols = 'http://www.sbml.org/sbml/symbols/';

/** A function definition: names of its arguments and its body. */
export interface Lambda {
  readonly arguments: readonly string[];
  readonly body: Formula;
}

/** Reads MathML as SBML uses it; refusals name the element and its place. */
export class MathReader {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The formula in the `math` element of another; undefined where there is none. */
  formulaIn(parent: XmlElement): Formula | undefined {
    const inside = this.#inside(parent);
    return inside && this.#read(inside);
  }

  /** The function in the `math` element of a function definition. */
  lambdaIn(parent: XmlElement): Lambda {
    const inside = this.#inside(parent);
    if (inside?.name !== 'lambda') throw this.#wrong('a function definition without a lambda', inside ?? parent);
    const parts = childrenOf(inside);
    const bound = parts.filter(({ name }) => name === 'bvar');
    const body = parts.filter(({ name }) => name !== 'bvar');
    if (body.length !== 1) throw this.#wrong('a lambda needs one body', inside, `${body.length}`, 'one');
    const named = bound.map((each) => {
      const name = childNamed(each, 'ci');
      if (name === undefined) throw this.#wrong('an argument without a name', each);
      return textOf(name);
    });
    return { arguments: named, body: this.#read(body[0]) };
  }

  #inside(parent: XmlElement): XmlElement | undefined {
    const math = childrenOf(parent).find(({ name }) => name === 'math');
    if (math === undefined) return undefined;
    if (math.uri !== namespace) throw this.#wrong('a formula that is not MathML', math, math.uri, namespace);
    const inside = childrenOf(math).filter(({ name }) => name !== 'annotation');
    if (inside.length === 0) return undefined;
    if (inside.length > 1) throw this.#wrong('a formula with two parts', inside[1], inside[1].name, 'one');
    return inside[0];
  }

  #read(element: XmlElement): Formula {
    const { line, column } = element;
    switch (element.name) {
      case 'cn':
        return this.#number(element);
      case 'ci':
        return { kind: 'name', id: textOf(element), line, column };
      case 'csymbol':
        return this.#symbol(element);
      case 'apply':
        return this.#apply(element);
      case 'piecewise':
        return this.#piecewise(element);
      case 'semantics':
        return this.#read(childrenOf(element)[0] ?? element);
      case 'true':
      case 'false':
      case 'pi':
        return { kind: element.name };
      case 'exponentiale':
        return { kind: 'e' };
      default:
        throw this.#wrong(`the formula uses <${element.name}>`, element, element.name, 'numbers, names and operations');
    }
  }

  #number(element: XmlElement): Formula {
    const type = element.attributes.type ?? 'real';
    const parts = element.content.map((part) => (typeof part === 'string' ? part.trim() : ''));
    const [first, second] = parts.filter((part) => part !== '');
    const value =
      type === 'e-notation'
        ? Number(`${first}e${second}`)
        : type === 'rational'
          ? Number(first) / Number(second)
          : Number(first);
    const known = ['real', 'double', 'integer', 'e-notation', 'rational'].includes(type);
    if (!known || first === undefined || !Number.isFinite(value)) {
      throw this.#wrong('a number cannot be read', element, `${parts.join(' ').trim()} (${type})`, 'a finite number');
    }
    const units = Object.entries(element.attributes).find(([name]) => name.endsWith(':units'))?.[1];
    return { kind: 'number', value, units };
  }

  #symbol(element: XmlElement): Formula {
    const url = element.attributes.definitionURL ?? '';
    const name = url.startsWith(symbols) ? url.slice(symbols.length) : url;
    if (name === 'time' || name === 'avogadro') return { kind: name };
    throw this.#wrong(`the symbol ${name} is not supported`, element, name, 'time or avogadro');
  }

  #apply(element: XmlElement): Formula {
    const [head, ...rest] = childrenOf(element);
    if (head === undefined) throw this.#wrong('an empty <apply>', element);
    const { line, column } = head;
    if (head.name === 'ci') {
      return { kind: 'call', function: textOf(head), parts: rest.map((each) => this.#read(each)), line, column };
    }
    if (head.name === 'csymbol') return this.#symbol(head);
    if (!Object.hasOwn(operations, head.name)) {
      const known = Object.keys(operations);
      throw new BadInput(`the operation ${head.name} is not supported`, {
        ...this.#place(head),
        found: head.name,
        expected: 'arithmetic, powers, logarithms, hyperbolic functions, sin, cos, comparisons or logic',
        nearest: nearest(head.name, known),
      });
    }
    const op = head.name as Operation;
    const qualifiers = rest.filter(({ name }) => name === 'degree' || name === 'logbase');
    const operands = [
      ...rest.filter(({ name }) => name !== 'degree' && name !== 'logbase'),
      ...qualifiers.flatMap((each) => childrenOf(each).slice(0, 1)),
    ];
    const [fewest, greatest] = operations[op];
    if (operands.length < fewest || operands.length > greatest) {
      throw this.#wrong(`${op} has the wrong number of operands`, head, String(operands.length), `${fewest} or more`);
    }
    return { kind: 'apply', op, parts: operands.map((each) => this.#read(each)) };
  }

  #piecewise(element: XmlElement): Formula {
    const parts = childrenOf(element);
    const pieces = parts.flatMap((piece) => {
      if (piece.name !== 'piece') return [];
      const inside = childrenOf(piece);
      if (inside.length !== 2) throw this.#wrong('a <piece> needs a value and a condition', piece);
      return [{ value: this.#read(inside[0]), condition: this.#read(inside[1]) }];
    });
    const otherwise = parts.find(({ name }) => name === 'otherwise');
    const last = otherwise && childrenOf(otherwise)[0];
    if (pieces.length === 0 && last === undefined) throw this.#wrong('an empty <piecewise>', element);
    return { kind: 'piecewise', pieces, ...(last && { otherwise: this.#read(last) }) };
  }

  #place({ line, column }: XmlElement) {
    return { file: this.#file, line, column };
  }

  #wrong(summary: string, at: XmlElement, found?: string, expected?: string): BadInput {
    return new BadInput(summary, { ...this.#place(at), found, expected });
  }
}
