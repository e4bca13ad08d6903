import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exp, log, pow } from '@invadolab/core';
import fc from 'fast-check';
import { evaluateNode, type Node, type SlotReference } from '../src/index.js';
import { differentiate } from '../src/nodes/differentiate.js';
import { substitute } from '../src/nodes/rewrite.js';
import { lookupIn, point, tree } from './trees.js';

const close = (a: number, b: number, relative: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= relative * Math.max(1, Math.abs(a), Math.abs(b));

/** Largest value on the way: where it is huge, cancellation makes comparison meaningless. */
function largest(node: Node, lookup: (slot: SlotReference) => number): number {
  const own = Math.abs(evaluateNode(node, lookup));
  const inner = Object.values(node).filter((part): part is Node => typeof part === 'object' && 'op' in part);
  const size = Math.max(own, ...inner.map((part) => largest(part, lookup)));
  return Number.isNaN(own) ? Number.POSITIVE_INFINITY : size;
}

test('folding constants keeps the value', () => {
  let compared = 0;
  fc.assert(
    fc.property(tree, point, (node, values) => {
      const lookup = lookupIn(values);
      if (!(largest(node, lookup) < 1e6)) return;
      const truth = evaluateNode(node, lookup);
      const folded = substitute(node, (slot) => ({ op: 'slot', slot }));
      assert.ok(close(evaluateNode(folded, lookup), truth, 1e-9));
      const filled = substitute(node, (slot) => ({ op: 'number', value: lookup(slot) }));
      assert.ok(filled.op === 'number' && close(filled.value, truth, 1e-9));
      compared++;
    }),
    { numRuns: 3000, seed: 11 },
  );
  assert.ok(compared > 1000, String(compared));
});

test('derivatives agree with central differences of random trees', () => {
  let compared = 0;
  fc.assert(
    fc.property(tree, point, fc.nat(3), (node, values, index) => {
      const slot = { at: 'state', up: 0, index } as const;
      const at = (shift: number): number =>
        evaluateNode(node, lookupIn(values.map((value, i) => (i === index ? value + shift : value))));
      const h = 1e-5;
      const slope = (width: number): number => (at(width) - at(-width)) / (2 * width);
      if (!(largest(node, lookupIn(values)) < 1e3)) return;
      const wide = slope(h);
      const narrow = slope(h / 4);
      // A kink or a jump nearby: the difference quotient itself has not settled.
      if (!(Math.abs(wide - narrow) < 1e-6 * Math.max(1, Math.abs(wide))) || Math.abs(wide) > 1e3) return;
      const oneSided = (at(h / 4) - at(0)) / (h / 4);
      if (!(Math.abs(oneSided - narrow) < 1e-2 * Math.max(1, Math.abs(narrow)))) return;
      const exact = evaluateNode(differentiate(node, slot), lookupIn(values));
      if (!Number.isFinite(exact)) return;
      assert.ok(close(exact, narrow, 1e-4), `${exact} against ${narrow}`);
      if (narrow !== 0) compared++;
    }),
    { numRuns: 4000, seed: 5 },
  );
  assert.ok(compared > 300, String(compared));
});

const x: Node = { op: 'slot', slot: { at: 'state', up: 0, index: 0 } };
const k: Node = { op: 'slot', slot: { at: 'parameter', index: 0 } };
const number = (value: number): Node => ({ op: 'number', value });
const slope = (node: Node, at: number, constant = 2): number =>
  evaluateNode(differentiate(node, { at: 'state', up: 0, index: 0 }), (slot) =>
    slot.at === 'parameter' ? constant : at,
  );

test('derivatives have their closed forms', () => {
  const saturating: Node = { op: 'div', a: x, b: { op: 'add', a: k, b: x } };
  assert.ok(close(slope(saturating, 3), 2 / 25, 1e-15));
  assert.ok(close(slope({ op: 'pow', a: x, b: k }, 3, 2.5), 2.5 * pow(3, 1.5), 1e-14));
  assert.ok(close(slope({ op: 'pow', a: k, b: x }, 3), 8 * log(2), 1e-14));
  assert.ok(close(slope({ op: 'exp', a: { op: 'mul', a: k, b: x } }, 0.5), 2 * exp(1), 1e-14));
  assert.ok(close(slope({ op: 'log', a: x }, 4), 0.25, 1e-15));
  assert.ok(close(slope({ op: 'sqrt', a: x }, 4), 0.25, 1e-15));
  assert.equal(slope({ op: 'abs', a: x }, -3), -1);
  assert.equal(slope({ op: 'max', a: x, b: k }, 1), 0);
  assert.equal(slope({ op: 'max', a: x, b: k }, 3), 1);
  assert.equal(slope({ op: 'if', test: { op: 'lt', a: x, b: k }, a: x, b: number(7) }, 1), 1);
});
