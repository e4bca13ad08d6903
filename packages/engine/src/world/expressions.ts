import { cos, exp, log, pow, sin } from '@invadolab/core';
import type { Node, SlotReference } from '@invadolab/model';
import type { Frame } from '../frame.js';

/** Value of an expression in a frame, base units. */
export type Evaluate = (frame: Frame) => number;

/**
 * Turns a checked tree into closures. For what is evaluated rarely (initial states, volumes, observables, positions):
 * no code is generated, at about ten times the cost. `fieldOffsets` gives the first sample of each field in `Frame.f`.
 */
export function closure(node: Node, fieldOffsets: readonly number[] = []): Evaluate {
  const of = (n: Node): Evaluate => closure(n, fieldOffsets);
  switch (node.op) {
    case 'number': {
      const { value } = node;
      return () => value;
    }
    case 'slot':
      return slotReader(node.slot, fieldOffsets);
    case 'neg': {
      const a = of(node.a);
      return (f) => -a(f);
    }
    case 'exp': {
      const a = of(node.a);
      return (f) => exp(a(f));
    }
    case 'log': {
      const a = of(node.a);
      return (f) => log(a(f));
    }
    case 'sin': {
      const a = of(node.a);
      return (f) => sin(a(f));
    }
    case 'cos': {
      const a = of(node.a);
      return (f) => cos(a(f));
    }
    case 'floor': {
      const a = of(node.a);
      return (f) => Math.floor(a(f));
    }
    case 'sqrt': {
      const a = of(node.a);
      return (f) => Math.sqrt(a(f));
    }
    case 'abs': {
      const a = of(node.a);
      return (f) => Math.abs(a(f));
    }
    case 'if': {
      const [test, a, b] = [of(node.test), of(node.a), of(node.b)];
      return (f) => (test(f) !== 0 ? a(f) : b(f));
    }
    default:
      return binary(node.op, of(node.a), of(node.b));
  }
}

function binary(op: Extract<Node, { b: Node; test?: never }>['op'], a: Evaluate, b: Evaluate): Evaluate {
  switch (op) {
    case 'add':
      return (f) => a(f) + b(f);
    case 'sub':
      return (f) => a(f) - b(f);
    case 'mul':
      return (f) => a(f) * b(f);
    case 'div':
      return (f) => a(f) / b(f);
    case 'min':
      return (f) => Math.min(a(f), b(f));
    case 'max':
      return (f) => Math.max(a(f), b(f));
    case 'pow':
      return (f) => pow(a(f), b(f));
    case 'lt':
      return (f) => (a(f) < b(f) ? 1 : 0);
    case 'le':
      return (f) => (a(f) <= b(f) ? 1 : 0);
    case 'gt':
      return (f) => (a(f) > b(f) ? 1 : 0);
    case 'ge':
      return (f) => (a(f) >= b(f) ? 1 : 0);
  }
}

function slotReader(slot: SlotReference, fieldOffsets: readonly number[]): Evaluate {
  switch (slot.at) {
    case 'state':
      return levelReader('y', slot.up, slot.index);
    case 'constant':
      return levelReader('c', slot.up, slot.index);
    case 'parameter':
      return (f) => f.p[f.po + slot.index];
    case 'field': {
      const index = (fieldOffsets[slot.field] ?? 0) + slot.index;
      return (f) => f.f[f.fo + index];
    }
    case 'covered':
      return (f) => f.covered;
    case 'time':
      return (f) => f.t;
  }
}

function levelReader(array: 'y' | 'c', up: number, index: number): Evaluate {
  if (array === 'y') {
    if (up === 0) return (f) => f.y[f.yo + index];
    if (up === 1) return (f) => f.y1[f.y1o + index];
    if (up === 2) return (f) => f.y2[f.y2o + index];
    return (f) => f.y3[f.y3o + index];
  }
  if (up === 0) return (f) => f.c[f.co + index];
  if (up === 1) return (f) => f.c1[f.c1o + index];
  if (up === 2) return (f) => f.c2[f.c2o + index];
  return (f) => f.c3[f.c3o + index];
}

/** Calls `visit` for every slot that the tree reads. */
export function eachSlot(node: Node, visit: (slot: SlotReference) => void): void {
  if (node.op === 'slot') visit(node.slot);
  if ('a' in node) eachSlot(node.a, visit);
  if ('b' in node) eachSlot(node.b, visit);
  if ('test' in node) eachSlot(node.test, visit);
}
