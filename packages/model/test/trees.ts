import fc from 'fast-check';
import type { Node, SlotReference } from '../src/index.js';

const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc.constantFrom(0, 1, 2, -1, 0.5, 3, 1.7).map((value): Node => ({ op: 'number', value })),
  fc.nat(3).map((index): Node => ({ op: 'slot', slot: { at: 'state', up: 0, index } })),
  fc.nat(1).map((index): Node => ({ op: 'slot', slot: { at: 'parameter', index } })),
);

/** Random trees over every operation; slots hold numbers between 0.5 and 1.5, so most values are moderate. */
export const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max', 'pow', 'lt', 'le', 'gt', 'ge' as const),
      a: tie('tree'),
      b: tie('tree'),
    }) as fc.Arbitrary<Node>,
    fc.record({
      op: fc.constantFrom('neg', 'exp', 'log', 'sqrt', 'abs', 'sin', 'cos', 'floor' as const),
      a: tie('tree'),
    }) as fc.Arbitrary<Node>,
    fc.record({ op: fc.constant('if' as const), test: tie('tree'), a: tie('tree'), b: tie('tree') }),
  ),
}));

/** Values of the slots of random trees. */
export const point = fc.array(
  fc.integer({ min: 500, max: 1500 }).map((n) => n / 1000),
  { minLength: 6, maxLength: 6 },
);

export function lookupIn(values: readonly number[]): (slot: SlotReference) => number {
  return (slot) => ('index' in slot ? values[slot.at === 'parameter' ? 4 + slot.index : slot.index] : 0);
}
