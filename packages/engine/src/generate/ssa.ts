import type { CompiledPlace, CompiledReaction } from '@invadolab/model';
import type { Frame } from '../frame.js';
import { assemble, assembleProgram } from './assemble.js';
import { dependencies } from './derivative.js';
import { FrozenPart, Lowering } from './lower.js';
import { operands, type Program, type Value } from './program.js';
import { frameParameter, framePrologue, frameSource } from './slots.js';

/** The reactions of one kind of place as whole-number events: generated code over its own arrays. */
export interface SsaKernel {
  /** Copies of each species: the state that `fire` changes. */
  readonly x: Float64Array;
  /** Firings per second of each reaction. */
  readonly propensities: Float64Array;
  /** Sums of `propensities` over blocks of `blockSize`. */
  readonly blocks: Float64Array;
  readonly blockSize: number;
  /** What one firing of each reaction adds to each species it changes. */
  readonly changes: readonly ReadonlyMap<number, number>[];
  /** Species that each propensity reads. */
  readonly reads: readonly ReadonlySet<number>[];
  /** Takes in all that stays constant during an advance; rates that read the time see its start. */
  prepare(frame: Frame): void;
  /** Computes all propensities and sums from `x`; returns their total. */
  refresh(): number;
  /** For each reaction: changes `x`, updates what depends on it, and returns the new total. */
  readonly fire: readonly (() => number)[];
}

/** Whether all that happens in a place changes only that place, so that events can be simulated there alone. */
export function isClosed(place: CompiledPlace): boolean {
  return place.reactions.every(
    ({ over, changes }) => over < 0 && changes.every((change) => change.at === 'state' && change.up === 0),
  );
}

/** Generates the events of a closed place. A reaction cannot fire without the molecules it takes, whatever its rate. */
export function generateSsa(place: CompiledPlace, offsets: readonly number[]): SsaKernel {
  const { reactions } = place;
  const changes = reactions.map(ownChanges);
  const frozen = new FrozenPart();
  const lowering = () =>
    new Lowering(
      frozen,
      (slot) => (slot.at === 'state' && slot.up === 0 ? `x[${slot.index}]` : undefined),
      (slot) => frameSource(slot, offsets),
    );
  const blockSize = Math.max(4, Math.ceil(Math.sqrt(reactions.length)));
  const blockCount = Math.max(1, Math.ceil(reactions.length / blockSize));
  const propensity = (which: Lowering, r: number): Value =>
    guarded(which.live, which.lower(reactions[r].propensity), changes[r]);

  const first = lowering();
  const values = reactions.map((_, r) => propensity(first, r));
  for (const [r, value] of values.entries()) first.live.output(`a[${r}]`, value);
  for (let block = 0; block < blockCount; block += 1) {
    const members = values.slice(block * blockSize, (block + 1) * blockSize);
    first.live.output(
      `b[${block}]`,
      members.reduce((sum, value) => first.live.add(sum, value), first.live.zero),
    );
  }
  const inputs = place.species.map((_, index) => first.live.input(`x[${index}]`));
  const dependsOn = dependencies(first.live, inputs);
  const reads = values.map((value) => new Set(dependsOn(value).map((input) => inputs.indexOf(input))));

  const updates = reactions.map((_, r) => {
    const which = lowering();
    const affected = reactions.flatMap((__, j) =>
      [...changes[r].keys()].some((index) => reads[j].has(index)) ? j : [],
    );
    const differences = new Map<number, Value>();
    for (const j of affected) {
      const value = propensity(which, j);
      const block = Math.floor(j / blockSize);
      const difference = which.live.sub(value, which.live.input(`a[${j}]`));
      differences.set(block, which.live.add(differences.get(block) ?? which.live.zero, difference));
    }
    for (const [block, difference] of differences)
      which.live.output(`b[${block}]`, which.live.add(which.live.input(`b[${block}]`), difference));
    for (const j of affected) which.live.output(`a[${j}]`, propensity(which, j));
    return which.live;
  });

  const vector = (length: number) => new Float64Array(new ArrayBuffer(8 * Math.max(9, length)), 0, length);
  const arrays = {
    k: vector(frozen.size),
    x: vector(place.species.length),
    a: vector(reactions.length),
    b: vector(blockCount),
  };
  const total = `return ${sumOf(Array.from({ length: blockCount }, (_, block) => `b[${block}]`))};`;
  const evaluate = assembleProgram<[]>([], first.live, arrays);
  const sum = assemble<[], number>([], total, arrays);
  const fire = reactions.map((_, r) => {
    const moves = [...changes[r]].map(([index, amount]) => `x[${index}]+=${amount};`).join('');
    const update = assembleProgram<[], number>([], updates[r], arrays, {
      prologue: (_, piece) => (piece === 0 ? moves : ''),
      epilogue: total,
    });
    return update;
  });
  return {
    x: arrays.x,
    propensities: arrays.a,
    blocks: arrays.b,
    blockSize,
    changes,
    reads,
    prepare: assembleProgram<[Frame]>([frameParameter], frozen.program, { k: arrays.k }, { prologue: framePrologue }),
    refresh() {
      evaluate();
      return sum();
    },
    fire,
  };
}

function ownChanges(reaction: CompiledReaction): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  for (const change of reaction.changes)
    if (change.at === 'state' && change.up === 0) own.set(change.index, (own.get(change.index) ?? 0) + change.amount);
  for (const [index, amount] of own) if (amount === 0) own.delete(index);
  return own;
}

/** Balanced, so that the additions do not wait for each other. */
function sumOf(terms: readonly string[]): string {
  if (terms.length === 1) return terms[0];
  const half = terms.length >> 1;
  return `(${sumOf(terms.slice(0, half))}+${sumOf(terms.slice(half))})`;
}

/** The propensity, forced to 0 below the copies that one firing takes unless its own formula already vanishes there. */
function guarded(program: Program, value: Value, changes: ReadonlyMap<number, number>): Value {
  let result = value;
  for (const [index, amount] of changes) {
    if (amount >= 0) continue;
    const input = program.input(`x[${index}]`);
    let vanishes = true;
    for (let copies = 0; copies < -amount && vanishes; copies += 1)
      vanishes = valueAt(program, value, input, copies) === 0;
    if (!vanishes) result = program.select(program.binary('lt', input, program.number(-amount)), program.zero, result);
  }
  return result;
}

/** What a value is known to be where `input` has the given value. */
function valueAt(program: Program, value: Value, input: Value, at: number): number | undefined {
  if (value === input) return at;
  const operation = program.operations[value];
  if (operation.op === 'number') return operation.value;
  const parts = operands(operation).map((operand) => valueAt(program, operand, input, at));
  if (operation.op === 'mul' && (parts[0] === 0 || parts[1] === 0)) return 0;
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  const [a, b] = parts as number[];
  if (operation.op === 'add') return a + b;
  if (operation.op === 'sub') return a - b;
  if (operation.op === 'mul') return a * b;
  if (operation.op === 'neg') return -a;
  if (operation.op === 'inv') return a === 0 ? undefined : 1 / a;
  return undefined;
}
