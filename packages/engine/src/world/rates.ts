import type { Node, SlotReference } from '@invadolab/model';
import type { Frame } from '../frame.js';
import { assembleProgram } from '../generate/assemble.js';
import { FrozenPart, Lowering } from '../generate/lower.js';
import { frameParameter, framePrologue, frameSource } from '../generate/slots.js';

/** Rates of a list of expressions for one individual. What does not change within a tick is computed once by `prepare`. */
export interface RateKernel {
  prepare(frame: Frame): void;
  /** Fills `out` with the value of every expression. */
  evaluate(frame: Frame, out: Float64Array): void;
}

/**
 * Generates the rates. What counts as changing within a tick: `lie` own state and time; `strang` the state of the places
 * around as well; `field` the field samples (an evaluation per voxel, everything else frozen).
 */
export function generateRates(
  nodes: readonly Node[],
  offsets: readonly number[],
  live: 'lie' | 'strang' | 'field',
): RateKernel {
  const isLive = (slot: SlotReference): boolean => {
    if (live === 'field') return slot.at === 'field';
    return slot.at === 'time' || (slot.at === 'state' && (slot.up === 0 || live === 'strang'));
  };
  const source = (slot: SlotReference): string => frameSource(slot, offsets);
  const frozen = new FrozenPart();
  const lowering = new Lowering(frozen, (slot) => (isLive(slot) ? source(slot) : undefined), source);
  nodes.forEach((node, i) => {
    lowering.live.output(`out[${i}]`, lowering.lower(node));
  });
  const k = new Float64Array(Math.max(8, frozen.size));
  const prologue = { prologue: framePrologue };
  return {
    prepare: assembleProgram<[Frame]>([frameParameter], frozen.program, { k }, prologue),
    evaluate: assembleProgram<[Frame, Float64Array]>([frameParameter, 'out'], lowering.live, { k }, prologue),
  };
}
