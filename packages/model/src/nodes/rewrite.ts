import type { Node, SlotReference } from '../compiled.js';
import { binary, choose, unary } from './build.js';

/**
 * Rebuilds a tree with every slot replaced by what `replace` returns for it, folding constants on the way. Shared nodes
 * are visited once and stay shared.
 */
export function substitute(node: Node, replace: (slot: SlotReference) => Node): Node {
  const done = new Map<Node, Node>();
  const visit = (n: Node): Node => {
    const known = done.get(n);
    if (known) return known;
    const result = build(n);
    done.set(n, result);
    return result;
  };
  const build = (n: Node): Node => {
    switch (n.op) {
      case 'number':
        return n;
      case 'slot':
        return replace(n.slot);
      case 'neg':
      case 'exp':
      case 'log':
      case 'sqrt':
      case 'abs':
      case 'sin':
      case 'cos':
      case 'floor':
        return unary(n.op, visit(n.a));
      case 'if':
        return choose(visit(n.test), visit(n.a), visit(n.b));
      default:
        return binary(n.op, visit(n.a), visit(n.b));
    }
  };
  return visit(node);
}

/** Whether two references name the same value. */
export function sameSlot(a: SlotReference, b: SlotReference): boolean {
  return slotKey(a) === slotKey(b);
}

/** A text that is equal for equal references. */
export function slotKey(slot: SlotReference): string {
  switch (slot.at) {
    case 'state':
    case 'constant':
      return `${slot.at}/${slot.up}/${slot.index}`;
    case 'parameter':
      return `parameter/${slot.index}`;
    case 'field':
      return `field/${slot.field}/${slot.index}`;
    default:
      return slot.at;
  }
}

/** Every slot that a tree reads, each once, in order of first appearance. */
export function slotsOf(node: Node): SlotReference[] {
  const seen = new Set<Node>();
  const found = new Map<string, SlotReference>();
  const visit = (n: Node): void => {
    if (seen.has(n)) return;
    seen.add(n);
    for (const operand of operandsOf(n)) visit(operand);
    if (n.op === 'slot' && !found.has(slotKey(n.slot))) found.set(slotKey(n.slot), n.slot);
  };
  visit(node);
  return [...found.values()];
}

/** The operands of a node, in order. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'number':
    case 'slot':
      return [];
    case 'neg':
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sin':
    case 'cos':
    case 'floor':
      return [node.a];
    case 'if':
      return [node.test, node.a, node.b];
    default:
      return [node.a, node.b];
  }
}
