import { type Dimension, dimensionless } from '@invadolab/core';
import { type Node, operandsOf } from '@invadolab/model';
import { element, type Written } from '../xml/element.js';
import { Dimensions } from './dimensions.js';
import type { Names } from './names.js';
import { above, type Network } from './network.js';
import type { Units } from './units.js';

type Comparison = 'lt' | 'le' | 'gt' | 'ge';

const comparisons: Readonly<Record<Comparison, string>> = { lt: 'lt', le: 'leq', gt: 'gt', ge: 'geq' };
const operators: Readonly<Record<string, string>> = {
  add: 'plus',
  sub: 'minus',
  neg: 'minus',
  mul: 'times',
  div: 'divide',
  pow: 'power',
  exp: 'exp',
  log: 'ln',
  abs: 'abs',
  sin: 'sin',
  cos: 'cos',
  floor: 'floor',
};

/**
 * Writes compiled trees as MathML. Where a part of a tree is what a definition stands for, the definition is named
 * instead. Every number carries its unit, so that units can be checked throughout.
 */
export class Formulas {
  readonly dimensions: Dimensions;
  /** Ids that formulas have named so far. */
  readonly used = new Set<string>();
  /** The same since somebody cleared it, for the ids of one formula. */
  readonly named = new Set<string>();
  readonly #network: Network;
  readonly #names: Names;
  readonly #units: Units;
  readonly #ids = new Map<string, number>();
  readonly #identities = new Map<number, Map<Node, number>>();
  readonly #definitions = new Map<number, { readonly id: string; readonly position: number }>();

  constructor(network: Network, names: Names, units: Units) {
    this.#network = network;
    this.#names = names;
    this.#units = units;
    this.dimensions = new Dimensions(network);
    network.definitions.forEach(({ place, id, value }, position) => {
      const identity = this.#identity(value, place);
      const trivial = value.op === 'number' || value.op === 'slot';
      if (!trivial && !this.#definitions.has(identity)) {
        this.#definitions.set(identity, { id: names.definition(place, id), position });
      }
    });
  }

  /** The `math` element of a tree that stands in `place`; `wanted` is the dimension of a bare zero. */
  math(node: Node, place: number, wanted?: Dimension): Written {
    return mathOf(this.#write(node, place, wanted));
  }

  /** The `math` element of the definition at this position of the network. */
  definition(position: number): Written {
    const { place, value } = this.#network.definitions[position];
    const known = this.#definitions.get(this.#identity(value, place));
    const same = known !== undefined && known.position !== position;
    return mathOf(same ? this.#name(known.id) : this.#operation(value, place, undefined));
  }

  /**
   * The `math` element of a trigger: the tree has passed 0 from below (or `falling`, from above). Put exactly at 0 by
   * another event it has not passed, so the comparison is strict.
   */
  trigger(node: Node, place: number, crossing: 'rising' | 'falling'): Written {
    const [a, b] = node.op === 'sub' ? [node.a, node.b] : [node, { op: 'number', value: 0 } as const];
    const name = crossing === 'rising' ? 'gt' : 'lt';
    return mathOf(element('apply', {}, element(name), ...this.#alike([a, b], place, undefined)));
  }

  #write(node: Node, place: number, wanted: Dimension | undefined): Written {
    const definition = this.#definitions.get(this.#identity(node, place));
    return definition === undefined ? this.#operation(node, place, wanted) : this.#name(definition.id);
  }

  #operation(node: Node, place: number, wanted: Dimension | undefined): Written {
    switch (node.op) {
      case 'number':
        if (node.value === Math.PI) return element('pi');
        return numberOf(node.value, this.#units.id(node.value === 0 ? (wanted ?? dimensionless) : dimensionless));
      case 'slot': {
        const name = this.#names.slot(place, node.slot);
        return name === undefined ? time() : this.#name(name);
      }
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
        return piecewise(one(), this.#test(node, place), zero());
      case 'min':
      case 'max': {
        const [a, b] = this.#alike([node.a, node.b], place, wanted);
        return piecewise(a, element('apply', {}, element(node.op === 'min' ? 'lt' : 'gt'), a, b), b);
      }
      case 'if': {
        const [a, b] = this.#alike([node.a, node.b], place, wanted);
        return piecewise(a, this.#test(node.test, place), b);
      }
      case 'sqrt':
        return element('apply', {}, element('root'), this.#write(node.a, place, wanted));
      case 'add':
      case 'sub':
        return this.#apply(node, this.#alike([node.a, node.b], place, wanted));
      case 'neg':
      case 'abs':
        return this.#apply(node, [this.#write(node.a, place, wanted)]);
      default:
        return this.#apply(
          node,
          operandsOf(node).map((each) => this.#write(each, place, undefined)),
        );
    }
  }

  #apply({ op }: Node, parts: readonly Written[]): Written {
    return element('apply', {}, element(operators[op]), parts);
  }

  #test(node: Node, place: number): Written {
    const comparison = comparisons[node.op as Comparison];
    if (comparison !== undefined && 'b' in node) {
      return element('apply', {}, element(comparison), this.#alike([node.a, node.b], place, undefined));
    }
    return element('apply', {}, element('neq'), this.#write(node, place, undefined), zero());
  }

  /** Operands that must have one unit: a bare zero takes that of the other. */
  #alike(nodes: readonly Node[], place: number, wanted: Dimension | undefined): Written[] {
    const shared = nodes.map((each) => this.dimensions.of(each, place)).find((each) => each !== undefined) ?? wanted;
    return nodes.map((each) => this.#write(each, place, shared));
  }

  #name(id: string): Written {
    this.named.add(id);
    this.used.add(id);
    return element('ci', {}, id);
  }

  /** A number that is equal for equal trees over equal slots, whatever the place they are read from. */
  #identity(node: Node, place: number): number {
    const known = this.#identities.get(place) ?? new Map<Node, number>();
    this.#identities.set(place, known);
    const before = known.get(node);
    if (before !== undefined) return before;
    const key = this.#key(node, place);
    const identity = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, identity);
    known.set(node, identity);
    return identity;
  }

  #key(node: Node, place: number): string {
    if (node.op === 'number') return `number ${Object.is(node.value, -0) ? '-0' : node.value}`;
    if (node.op !== 'slot') return [node.op, ...operandsOf(node).map((each) => this.#identity(each, place))].join(' ');
    const { slot } = node;
    if (slot.at === 'parameter' || slot.at === 'time') return this.#names.slot(place, slot) ?? 'time';
    if (slot.at === 'field' || slot.at === 'covered') return slot.at;
    return `${slot.at} ${above(this.#network.model, place, slot.up)} ${slot.index}`;
  }
}

function mathOf(content: Written): Written {
  return element('math', { xmlns: 'http://www.w3.org/1998/Math/MathML' }, content);
}

const one = (): Written => numberOf(1, 'dimensionless');
const zero = (): Written => numberOf(0, 'dimensionless');

/** A number with its unit, with every digit it needs to be read back as the same number. */
export function numberOf(value: number, unit: string): Written {
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) {
    const type = Number.isInteger(value) ? 'integer' : undefined;
    return element('cn', { type, 'sbml:units': unit }, digits);
  }
  return element(
    'cn',
    { type: 'e-notation', 'sbml:units': unit },
    `${digits} `,
    element('sep'),
    ` ${Number(exponent)}`,
  );
}

function time(): Written {
  const definitionURL = 'http://www.sbml.org/sbml/symbols/time';
  return element('csymbol', { encoding: 'text', definitionURL }, 't');
}

function piecewise(value: Written, condition: Written, otherwise: Written): Written {
  return element('piecewise', {}, element('piece', {}, value, condition), element('otherwise', {}, otherwise));
}
