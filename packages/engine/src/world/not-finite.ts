import type { CompiledModel, Node, SlotReference } from '@invadolab/model';
import { closure } from './expressions.js';
import type { KindPlan } from './plan.js';
import type { World } from './world.js';

/** What must be a finite number is none: the run cannot go on. The message says what, where and why. */
export class NotFinite extends Error {}

/** The error for the rate or hazard `id`, where no more can be said than that it is not a number. */
export function notANumber(id: string): NotFinite {
  return new NotFinite(`The rate of "${id}" is not a number; ${cure}.`);
}

/**
 * The error for `what` of an individual of the given kind: its expression is `node` and came out as `value`. The cursor of
 * the world stands on the individual, as it did then.
 */
export function notFinite(world: World, kind: number, what: string, node: Node, value: number): NotFinite {
  const { model, offsets } = world.plan;
  const place = model.places[kind];
  const evaluate = (part: Node) => closure(part, offsets)(world.cursor);
  const why = cause(node, evaluate, (slot) => nameOf(slot, model, kind));
  const found = Number.isNaN(value) ? 'not a number' : 'infinite';
  return new NotFinite(`${what} in ${place.kind} is ${found}${why === undefined ? '' : `: ${why}`}; ${cure}.`);
}

const cure =
  'look for a quotient, logarithm or power in it that has no value there, and guard it, for example with max()';

type Evaluate = (node: Node) => number;
type NameOf = (slot: SlotReference) => string;

/** The innermost operation, or the quantity, that makes an expression no finite number; undefined if it is one after all. */
function cause(node: Node, evaluate: Evaluate, name: NameOf): string | undefined {
  const value = evaluate(node);
  if (Number.isFinite(value)) return undefined;
  const parts = partsOf(node);
  const worst =
    parts.find((part) => Number.isNaN(evaluate(part))) ?? parts.find((part) => !Number.isFinite(evaluate(part)));
  if (worst !== undefined) return cause(worst, evaluate, name);
  if (node.op === 'slot') return `${name(node.slot)} is ${value} already`;
  const numbers = parts.map((part) => `${evaluate(part)} (${described(part, name)})`);
  return `${operations[node.op] ?? node.op} of ${numbers.join(' and ')}`;
}

const operations: Partial<Record<Node['op'], string>> = {
  div: 'a quotient',
  pow: 'a power',
  log: 'the logarithm',
  exp: 'the exponential',
  mul: 'the product',
  add: 'the sum',
  sub: 'the difference',
};

function partsOf(node: Node): readonly Node[] {
  if (node.op === 'if') return [node.test, node.a, node.b];
  if (node.op === 'number' || node.op === 'slot') return [];
  return 'b' in node ? [node.a, node.b] : [node.a];
}

/** Names the quantities of a part. */
function described(node: Node, name: NameOf): string {
  if (node.op === 'number') return 'a number';
  if (node.op === 'slot') return name(node.slot);
  const names = new Set(slotsIn(node).map(name));
  return names.size === 0 ? 'of numbers' : `from ${[...names].join(', ')}`;
}

function slotsIn(node: Node): readonly SlotReference[] {
  return node.op === 'slot' ? [node.slot] : partsOf(node).flatMap(slotsIn);
}

function nameOf(slot: SlotReference, model: CompiledModel, kind: number): string {
  switch (slot.at) {
    case 'state':
    case 'constant': {
      let place = model.places[kind];
      for (let up = 0; up < slot.up; up++) place = model.places[place.parent];
      const listed = slot.at === 'state' ? place.species : place.constants;
      return `${place.kind}.${listed[slot.index].id}`;
    }
    case 'parameter':
      return model.parameters[slot.index].id;
    case 'field': {
      const field = model.fields[slot.field];
      return `${field.id}.${field.species[slot.index].id}`;
    }
    default:
      return slot.at;
  }
}

/** The same for the rate of reaction `r` of a kind, which came out as `value`. */
export function rateNotFinite(world: World, kind: KindPlan, r: number, value = world.rates[r]): NotFinite {
  return notFinite(world, kind.index, `The rate of "${kind.reactions[r].id}"`, expression(kind, r), value);
}

/** The same for the first rate of a kind that is no finite number where the cursor stands; undefined if all are. */
export function findNotFinite(world: World, kind: KindPlan): NotFinite | undefined {
  for (let r = 0; r < kind.reactions.length; r++) {
    const value = closure(expression(kind, r), world.plan.offsets)(world.cursor);
    if (!Number.isFinite(value)) return rateNotFinite(world, kind, r, value);
  }
  return undefined;
}

function expression({ place, reactions }: KindPlan, r: number): Node {
  const drawn = place.solver === 'tau' || place.solver === 'ssa';
  return drawn ? reactions[r].propensity : reactions[r].rate;
}
