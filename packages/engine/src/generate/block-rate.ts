import type { Node, SlotReference } from '@invadolab/model';
import type { Frame } from '../frame.js';
import { assembleProgram } from './assemble.js';
import { FrozenPart, Lowering } from './lower.js';
import { frameParameter, framePrologue, frameSource } from './slots.js';

/** A slot of a field. */
export type FieldSlot = Extract<SlotReference, { at: 'field' }>;

/** One expression at every block of a field. What is the same in all blocks is computed once by `prepare`. */
export interface BlockRate {
  prepare(frame: Frame): void;
  /** Fills `out` from its start with the values at the blocks `from` to `to`; `densities` as `sampleOf` counts them. */
  evaluate(densities: readonly Float64Array[], from: number, to: number, out: Float64Array): void;
}

/**
 * Generates a loop over blocks. `sampleOf` says which of `densities` a field slot reads there, or gives the number that
 * stands for it everywhere.
 */
export function generateBlockRate(
  node: Node,
  sampleOf: (slot: FieldSlot) => { readonly sample: number } | { readonly always: number },
  offsets: readonly number[],
): BlockRate {
  const read = new Set<number>();
  const live = (slot: SlotReference): string | undefined => {
    if (slot.at !== 'field') return undefined;
    const found = sampleOf(slot);
    if ('always' in found) return undefined;
    read.add(found.sample);
    return `d${found.sample}[b]`;
  };
  const frozenSource = (slot: SlotReference): string => {
    const found = slot.at === 'field' ? sampleOf(slot) : undefined;
    return found !== undefined && 'always' in found ? String(found.always) : frameSource(slot, offsets);
  };
  const frozen = new FrozenPart();
  const lowering = new Lowering(frozen, live, frozenSource);
  lowering.live.output('out[b-from]', lowering.lower(node));
  const k = new Float64Array(Math.max(8, frozen.size));
  const inputs = [...read].map((sample) => `const d${sample}=D[${sample}];`).join('');
  return {
    prepare: assembleProgram<[Frame]>([frameParameter], frozen.program, { k }, { prologue: framePrologue }),
    evaluate: assembleProgram<[readonly Float64Array[], number, number, Float64Array]>(
      ['D', 'from', 'to', 'out'],
      lowering.live,
      { k },
      {
        // The loop must not be cut into pieces.
        statements: Infinity,
        operations: Infinity,
        prologue: () => `${inputs}for(let b=from;b<to;b++){`,
        epilogue: '}',
      },
    ),
  };
}
