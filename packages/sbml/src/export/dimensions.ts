import { type Dimension, dimensionless, multiplyDimension, parseUnit, powerDimension } from '@invadolab/core';
import type { CompiledModel, Node, SlotReference } from '@invadolab/model';
import { above, type Network } from './network.js';

const amount: Dimension = [0, 0, 0, 1, 0];
const volume: Dimension = [3, 0, 0, 0, 0];
const time: Dimension = [0, 1, 0, 0, 0];

/** Dimension of a stored state: concentrations are stored as amounts. */
export function stateDimension(model: CompiledModel, place: number, index: number): Dimension {
  const { unit, perVolume } = model.places[place].species[index];
  return perVolume ? amount : parseUnit(unit).dimension;
}

/** Dimensions of the values of compiled trees; undefined for zero, which has every dimension. */
export class Dimensions {
  readonly #network: Network;
  readonly #known = new Map<number, Map<Node, Dimension | undefined>>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** Of a tree that stands in `place`. */
  of(node: Node, place: number): Dimension | undefined {
    const known = this.#known.get(place) ?? new Map<Node, Dimension | undefined>();
    this.#known.set(place, known);
    if (!known.has(node)) known.set(node, this.#derive(node, place));
    return known.get(node);
  }

  /** Of what a slot holds. */
  slot(slot: SlotReference, place: number): Dimension {
    const { model } = this.#network;
    if (slot.at === 'time') return time;
    if (slot.at === 'parameter') return parseUnit(model.parameters[slot.index].unit).dimension;
    if (slot.at !== 'state' && slot.at !== 'constant') return dimensionless;
    const owner = above(model, place, slot.up);
    if (slot.at === 'state') return stateDimension(model, owner, slot.index);
    const { constants } = model.places[owner];
    return slot.index === constants.length - 1 ? volume : parseUnit(constants[slot.index].unit).dimension;
  }

  #derive(node: Node, place: number): Dimension | undefined {
    switch (node.op) {
      case 'number':
        return node.value === 0 ? undefined : dimensionless;
      case 'slot':
        return this.slot(node.slot, place);
      case 'mul':
        return this.#product(node.a, node.b, place, 1);
      case 'div':
        return this.#product(node.a, node.b, place, -1);
      case 'add':
      case 'sub':
      case 'min':
      case 'max':
      case 'if':
        return this.of(node.a, place) ?? this.of(node.b, place);
      case 'neg':
      case 'abs':
        return this.of(node.a, place);
      case 'sqrt':
        return this.#power(node.a, place, 0.5);
      case 'pow':
        return node.b.op === 'number' ? this.#power(node.a, place, node.b.value) : dimensionless;
      default:
        return dimensionless;
    }
  }

  #product(a: Node, b: Node, place: number, sign: 1 | -1): Dimension | undefined {
    const left = this.of(a, place);
    const right = this.of(b, place);
    return left && right && multiplyDimension(left, powerDimension(right, sign));
  }

  #power(base: Node, place: number, exponent: number): Dimension | undefined {
    const dimension = this.of(base, place);
    return dimension && powerDimension(dimension, exponent);
  }
}
