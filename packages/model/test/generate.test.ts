import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exp, log, pow } from '@invadolab/core';
import fc from 'fast-check';
import {
  calledFunctions,
  differentiate,
  emitStatements,
  evaluateNode,
  functionsOf,
  type Node,
  type SlotReference,
  simplify,
} from '../src/index.js';
import { lookupIn, point, tree } from './trees.js';

const name = (slot: SlotReference): string =>
  'index' in slot ? `${slot.at === 'parameter' ? 'p' : 'y'}[${slot.index}]` : 't';
const close = (a: number, b: number, relative: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= relative * Math.max(1, Math.abs(a), Math.abs(b));

type Generated = (y: readonly number[], p: readonly number[], t: number, out: number[], scratch: number[]) => void;

function made(bodies: readonly string[]): Generated {
  const parts = bodies.map((body) => {
    const make = new Function(...calledFunctions, `return function (y, p, t, out, scratch) {\n${body}\n}`);
    return make(exp, log, pow) as Generated;
  });
  return (y, p, t, out, scratch) => {
    for (const part of parts) part(y, p, t, out, scratch);
  };
}

/** Largest value on the way: where it is huge, cancellation makes comparison meaningless. */
function largest(node: Node, lookup: (slot: SlotReference) => number): number {
  const own = Math.abs(evaluateNode(node, lookup));
  const inner = Object.values(node).filter((part): part is Node => typeof part === 'object' && 'op' in part);
  const size = Math.max(own, ...inner.map((part) => largest(part, lookup)));
  return Number.isNaN(own) ? Number.POSITIVE_INFINITY : size;
}

test('simplified and emitted trees have the value of the original', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 5 }), point, (nodes, values) => {
      const lookup = lookupIn(values);
      const finite = nodes.map(simplify).filter((_, i) => largest(nodes[i], lookup) < 1e6);
      const truth = nodes.filter((node) => largest(node, lookup) < 1e6).map((node) => evaluateNode(node, lookup));
      let statements: ReturnType<typeof emitStatements>;
      try {
        statements = emitStatements(
          finite.map((node, i) => ({ assign: `out[${i}]`, node })),
          name,
        );
      } catch (error) {
        assert.ok(error instanceof RangeError);
        return;
      }
      for (const limit of [400, 3]) {
        const { bodies, scratch } = functionsOf(statements, { limit });
        const out: number[] = [];
        made(bodies)(values, values.slice(4), 0, out, new Array<number>(scratch).fill(Number.NaN));
        truth.forEach((value, i) => {
          assert.ok(close(evaluateNode(finite[i], lookup), value, 1e-9), 'simplified');
          assert.ok(close(out[i], value, 1e-9), `emitted ${out[i]} for ${value}`);
          compared++;
        });
      }
    }),
    { numRuns: 1500, seed: 11 },
  );
  assert.ok(compared > 2000, String(compared));
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

test('equal parts are computed once and a denominator is inverted once', () => {
  const denominator: Node = { op: 'add', a: x, b: k };
  const again: Node = { op: 'add', a: k, b: x };
  const targets = [
    { assign: 'a', node: { op: 'div', a: x, b: denominator } as Node },
    { assign: 'b', node: { op: 'div', a: k, b: again } as Node },
    { assign: 'c', node: { op: 'div', a: x, b: denominator } as Node },
  ];
  const text = emitStatements(targets, name)
    .map((statement) => statement.text)
    .join('\n');
  assert.equal(text.split('/').length - 1, 1, text);
  assert.equal(text.split('+').length - 1, 1, text);
});

test('functions keep to the limit, loads included', () => {
  const many = Array.from({ length: 3000 }, (_, i) => ({
    assign: `out[${i}]`,
    node: { op: 'div', a: { op: 'add', a: x, b: number(i) }, b: { op: 'add', a: k, b: number(i % 1500) } } as Node,
  }));
  const { bodies, scratch } = functionsOf(emitStatements(many, name), { limit: 400 });
  assert.ok(bodies.length > 8);
  for (const body of bodies) assert.ok(body.split('\n').length <= 400);
  const out: number[] = [];
  made(bodies)([5], [2], 0, out, new Array<number>(scratch).fill(Number.NaN));
  out.forEach((value, i) => {
    assert.ok(close(value, (5 + i) / (2 + (i % 1500)), 1e-14));
  });
});

test('a number that no program can hold is not emitted', () => {
  assert.throws(() => emitStatements([{ assign: 'a', node: number(Number.NaN) }], name), RangeError);
});
