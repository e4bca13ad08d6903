import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateNode, type Node, type SlotReference } from '@invadolab/model';
import fc from 'fast-check';
import type { Frame } from '../src/frame.js';
import { assemble, assembleProgram } from '../src/generate/assemble.js';
import { derivatives } from '../src/generate/derivative.js';
import { FrozenPart, Lowering } from '../src/generate/lower.js';
import { frameParameter, framePrologue, frameSource } from '../src/generate/slots.js';

const slots: readonly SlotReference[] = [
  { at: 'state', up: 0, index: 0 },
  { at: 'state', up: 0, index: 1 },
  { at: 'time' },
  { at: 'parameter', index: 0 },
  { at: 'parameter', index: 1 },
  { at: 'constant', up: 0, index: 0 },
  { at: 'state', up: 1, index: 1 },
  { at: 'field', field: 1, index: 0 },
];

const { tree } = fc.letrec<{ tree: Node }>((tie) => {
  const a = tie('tree');
  const binary = fc
    .tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max', 'lt', 'ge'), a, a)
    .map(([op, x, y]) => ({ op, a: x, b: y }) as Node);
  const unary = fc.tuple(fc.constantFrom('neg', 'abs', 'exp'), a).map(([op, x]) => ({ op, a: x }) as Node);
  const power = fc
    .tuple(a, fc.constantFrom(-2, -1, 0.5, 2, 3, 5))
    .map(([x, value]) => ({ op: 'pow', a: { op: 'abs', a: x }, b: { op: 'number', value } }) as Node);
  const choice = fc.tuple(a, a, a).map(([test, x, y]) => ({ op: 'if', test, a: x, b: y }) as Node);
  const number = fc.constantFrom(-1, 0, 0.5, 1, 3, 1e-3).map((value) => ({ op: 'number', value }) as Node);
  const slot = fc.constantFrom(...slots).map((reference) => ({ op: 'slot', slot: reference }) as Node);
  return {
    tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, slot, number, binary, unary, power, choice),
  };
});

const one = new Float64Array([0.7]);
const frame: Frame = {
  ...{ y: one, yo: 0, c: new Float64Array([9, 1.3]), co: 1, p: new Float64Array([9, 2.1, -0.4]), po: 1 },
  ...{ y1: new Float64Array([0, 0, 0, 1.9]), y1o: 2, c1: one, c1o: 0, y2: one, y2o: 0, c2: one, c2o: 0 },
  ...{ y3: one, y3o: 0, c3: one, c3o: 0, f: new Float64Array([9, 9, 9, 0.6]), fo: 1, covered: 0, t: 0 },
};
const offsets = [0, 2];
const [y0, y1, time] = [1.7, 0.45, 2.5];

function truth(slot: SlotReference): number {
  switch (slot.at) {
    case 'state':
      return slot.up === 0 ? [y0, y1][slot.index] : frame.y1[frame.y1o + slot.index];
    case 'constant':
      return frame.c[frame.co + slot.index];
    case 'parameter':
      return frame.p[frame.po + slot.index];
    case 'field':
      return frame.f[frame.fo + offsets[slot.field] + slot.index];
    case 'time':
      return time;
    default:
      return 0;
  }
}

function lowering() {
  const part = new FrozenPart();
  const live = (slot: SlotReference) =>
    slot.at === 'time' ? 't' : slot.at === 'state' && slot.up === 0 ? `y[${slot.index}]` : undefined;
  return { part, which: new Lowering(part, live, (slot) => frameSource(slot, offsets)) };
}

function run({ part, which }: ReturnType<typeof lowering>, outputs: number, statements: number): Float64Array {
  const k = new Float64Array(Math.max(1, part.size));
  const out = new Float64Array(outputs);
  const options = { statements, prologue: framePrologue };
  assembleProgram<[Frame]>([frameParameter], part.program, { k }, options)(frame);
  const live = assembleProgram<[number, Float64Array]>(['t', 'y'], which.live, { k, out }, { statements });
  live(time, new Float64Array([y0, y1]));
  return out;
}

function close(a: number, b: number, scale: number): boolean {
  if (!Number.isFinite(b) || Math.abs(b) > 1e100) return true;
  return Math.abs(a - b) <= 1e-9 * (Math.abs(a) + Math.abs(b) + scale);
}

test('generated code computes what the interpreter does, however it is split', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 8 }), (trees) => {
      const expected = trees.map((node) => evaluateNode(node, truth));
      // A product with 0 is dropped even where the other factor is not finite, and comparisons amplify last bits.
      fc.pre(trees.every((node) => tame(node)));
      const lowered = lowering();
      for (const [i, node] of trees.entries()) lowered.which.live.output(`out[${i}]`, lowered.which.lower(node));
      const whole = run(lowered, trees.length, 400);
      assert.deepEqual(run(lowered, trees.length, 3), whole);
      for (const [i, value] of expected.entries())
        assert.ok(close(whole[i], value, 1e-3), `${whole[i]} is not ${value}`);
    }),
    { seed: 1, numRuns: 600 },
  );
});

test('derivatives are those of central differences', () => {
  fc.assert(
    fc.property(tree, (node) => {
      fc.pre(tame(node) && smooth(node));
      const lowered = lowering();
      const { live } = lowered.which;
      const value = lowered.which.lower(node);
      live.output('out[0]', derivatives(live, live.input('y[0]'))(value));
      const [slope] = run(lowered, 1, 400);
      const at = (h: number) =>
        evaluateNode(node, (slot) => (slot.at === 'state' && slot.up === 0 && slot.index === 0 ? y0 + h : truth(slot)));
      const h = 1e-5;
      const near = (at(h) - at(-h)) / (2 * h);
      const far = (at(2 * h) - at(-2 * h)) / (4 * h);
      // Where the two differences disagree the function is too steep there to be judged by them.
      fc.pre(Number.isFinite(near) && Math.abs(near - far) <= 1e-6 * (1 + Math.abs(near)) && Math.abs(at(0)) < 1e4);
      assert.ok(Math.abs(slope - near) <= 1e-5 * (1 + Math.abs(near)), `${slope} is not ${near}`);
    }),
    { seed: 2, numRuns: 1500 },
  );
});

test('nothing that could be text gets into generated code', () => {
  for (const body of ["return 'a';", 'return "a";', 'return `a`;', 'return /a/.source\\u0041;', '// a@b'])
    assert.throws(() => assemble([], body), /cannot need/);
  assert.throws(() => assemble(['a b'], 'return 1;'), /cannot need/);
  assert.equal(assemble<[number], number>(['x'], 'return x*2;')(21), 42);
});

/** No part is huge, not finite, or a comparison of nearly equal numbers. */
function tame(node: Node): boolean {
  const value = evaluateNode(node, truth);
  if (!Number.isFinite(value) || Math.abs(value) > 1e6) return false;
  const parts = partsOf(node);
  if (!parts.every(tame)) return false;
  const [a, b] = parts.map((part) => evaluateNode(part, truth));
  if (node.op === 'div') return Math.abs(b) > 1e-3;
  if (node.op === 'pow') return Math.abs(a) > 1e-3;
  if (node.op === 'lt' || node.op === 'ge') return Math.abs(a - b) > 1e-6;
  if (node.op === 'if') return a === 0 || Math.abs(a) > 1e-6;
  return true;
}

/** Away from kinks. */
function smooth(node: Node): boolean {
  const parts = partsOf(node);
  const [a, b] = parts.map((part) => evaluateNode(part, truth));
  if ((node.op === 'min' || node.op === 'max') && Math.abs(a - b) < 1e-3) return false;
  if (node.op === 'abs' && Math.abs(a) < 1e-3) return false;
  if (node.op === 'if' && Math.abs(a) < 1e-3) return false;
  return parts.every(smooth);
}

function partsOf(node: Node): readonly Node[] {
  if (node.op === 'number' || node.op === 'slot') return [];
  if (node.op === 'if') return [node.test, node.a, node.b];
  return 'b' in node ? [node.a, node.b] : [node.a];
}
