import type { Node, SlotReference } from '@invadolab/model';
import { Program, type Value } from './program.js';

/** What is computed once per advance, into the array `k`; shared by all programs of one kind of place. */
export class FrozenPart {
  readonly program = new Program();
  readonly #entries = new Map<Value, number>();

  /** Entries of `k` in use. */
  get size(): number {
    return this.#entries.size;
  }

  /** The entry of `k` that holds a value. */
  entry(value: Value): number {
    const before = this.#entries.get(value);
    if (before !== undefined) return before;
    const entry = this.#entries.size;
    this.#entries.set(value, entry);
    this.program.output(`k[${entry}]`, value);
    return entry;
  }
}

/**
 * Lowers checked expressions into a program over live inputs (what changes while a solver advances one place: its own
 * state, the time). Every part that reads nothing live goes to the frozen part, products being regrouped so that all
 * frozen factors of a term are one number.
 */
export class Lowering {
  readonly live = new Program();
  readonly #part: FrozenPart;
  readonly #liveSource: (slot: SlotReference) => string | undefined;
  readonly #frozenSource: (slot: SlotReference) => string;
  readonly #isFrozen = new Map<Node, boolean>();
  readonly #lowered = new Map<Node, Value>();
  readonly #loweredFrozen = new Map<Node, Value>();

  /** `liveSource` gives the text that reads a slot which is live, and undefined for the others. */
  constructor(
    part: FrozenPart,
    liveSource: (slot: SlotReference) => string | undefined,
    frozenSource: (slot: SlotReference) => string,
  ) {
    this.#part = part;
    this.#liveSource = liveSource;
    this.#frozenSource = frozenSource;
  }

  /** The value of an expression in the live program. */
  lower(node: Node): Value {
    const before = this.#lowered.get(node);
    if (before !== undefined) return before;
    const value = this.#frozenNode(node) ? this.#coefficient(this.#lowerFrozen(node)) : this.#lowerLive(node);
    this.#lowered.set(node, value);
    return value;
  }

  #lowerLive(node: Node): Value {
    switch (node.op) {
      case 'slot':
        return this.live.input(this.#liveSource(node.slot)!);
      case 'mul':
      case 'div':
      case 'neg':
        return this.#product(node);
      default:
        return arithmetic(this.live, node, (part) => this.lower(part));
    }
  }

  #product(node: Node): Value {
    const frozen = this.#part.program;
    let above: Value = frozen.one;
    let below: Value = frozen.one;
    let value: Value = this.live.one;
    const inverses: Value[] = [];
    const collect = (part: Node, inverted: boolean) => {
      if (this.#frozenNode(part)) {
        const factor = this.#lowerFrozen(part);
        if (inverted) below = frozen.mul(below, factor);
        else above = frozen.mul(above, factor);
      } else if (part.op === 'mul' || part.op === 'div') {
        collect(part.a, inverted);
        collect(part.b, part.op === 'div' ? !inverted : inverted);
      } else if (part.op === 'neg') {
        above = frozen.neg(above);
        collect(part.a, inverted);
      } else if (inverted) inverses.push(this.lower(part));
      else value = this.live.mul(value, this.lower(part));
    };
    collect(node, false);
    for (const part of inverses) value = this.live.mul(value, this.live.inv(part));
    return this.live.mul(this.#coefficient(frozen.mul(above, frozen.inv(below))), value);
  }

  #coefficient(value: Value): Value {
    const known = this.#part.program.known(value);
    return known !== undefined ? this.live.number(known) : this.live.input(`k[${this.#part.entry(value)}]`);
  }

  #lowerFrozen(node: Node): Value {
    const before = this.#loweredFrozen.get(node);
    if (before !== undefined) return before;
    const value =
      node.op === 'slot'
        ? this.#part.program.input(this.#frozenSource(node.slot))
        : arithmetic(this.#part.program, node, (part) => this.#lowerFrozen(part));
    this.#loweredFrozen.set(node, value);
    return value;
  }

  #frozenNode(node: Node): boolean {
    const before = this.#isFrozen.get(node);
    if (before !== undefined) return before;
    let frozen = node.op === 'number';
    if (node.op === 'slot') frozen = this.#liveSource(node.slot) === undefined;
    else if (node.op !== 'number') {
      frozen = this.#frozenNode(node.a) && (!('b' in node) || this.#frozenNode(node.b));
      if (node.op === 'if') frozen = frozen && this.#frozenNode(node.test);
    }
    this.#isFrozen.set(node, frozen);
    return frozen;
  }
}

/** One operation of the language as operations of a program. */
export function arithmetic(program: Program, node: Node, lower: (part: Node) => Value): Value {
  switch (node.op) {
    case 'number':
      return program.number(node.value);
    case 'slot':
      throw new Error('a slot is not an operation');
    case 'add':
      return program.add(lower(node.a), lower(node.b));
    case 'sub':
      return program.sub(lower(node.a), lower(node.b));
    case 'mul':
      return program.mul(lower(node.a), lower(node.b));
    case 'div':
      return program.mul(lower(node.a), program.inv(lower(node.b)));
    case 'pow':
      return program.pow(lower(node.a), lower(node.b));
    case 'max':
      return program.max(lower(node.a), lower(node.b));
    case 'min':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return program.binary(node.op, lower(node.a), lower(node.b));
    case 'neg':
      return program.neg(lower(node.a));
    case 'sqrt':
      return program.unary('sqrt', program.max(lower(node.a), program.zero));
    case 'exp':
    case 'log':
    case 'abs':
    case 'sin':
    case 'cos':
    case 'floor':
      return program.unary(node.op, lower(node.a));
    case 'if':
      return program.select(lower(node.test), lower(node.a), lower(node.b));
  }
}
