import type { Node, SlotReference } from '../compiled.js';
import { applyBinary, applyUnary } from './build.js';
import { operandsOf } from './rewrite.js';

/** The value of a tree, slots read through `lookup`: for cold paths and as the truth generated code is tested against. */
export function evaluateNode(node: Node, lookup: (slot: SlotReference) => number): number {
  switch (node.op) {
    case 'number':
      return node.value;
    case 'slot':
      return lookup(node.slot);
    case 'neg':
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sin':
    case 'cos':
    case 'floor':
      return applyUnary(node.op, evaluateNode(node.a, lookup));
    case 'if':
      return evaluateNode(evaluateNode(node.test, lookup) !== 0 ? node.a : node.b, lookup);
    default:
      return applyBinary(node.op, evaluateNode(node.a, lookup), evaluateNode(node.b, lookup));
  }
}

/** Number of operations and depth of a tree, shared nodes counted each time they occur. */
export function measureNode(
  node: Node,
  known: Map<Node, { size: number; depth: number }> = new Map(),
): { size: number; depth: number } {
  const before = known.get(node);
  if (before) return before;
  let size = 1;
  let depth = 0;
  for (const operand of operandsOf(node)) {
    const part = measureNode(operand, known);
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  const measured = { size, depth: depth + 1 };
  known.set(node, measured);
  return measured;
}
