import type { CompiledField, CompiledReaction } from '@invadolab/model';
import { type BlockRate, generateBlockRate } from '../generate/block-rate.js';
import { eachSlot } from '../world/expressions.js';

/** A reaction at every voxel of a matrix: what it consumes there, what it makes of it, and its rate constant. */
export interface Exposure {
  readonly field: number;
  readonly reaction: CompiledReaction;
  /** Species that it consumes, and the one that it makes there or -1, with how many per molecule. */
  readonly used: number;
  readonly made: number;
  readonly yielded: number;
  /** The same everywhere: it reads no soluble field. */
  readonly uniform: boolean;
  /** With a density of 1 of what it consumes: first order, so this is the rate constant. */
  readonly rate: BlockRate;
}

export function exposuresOf(fields: readonly CompiledField[], offsets: readonly number[]): readonly Exposure[] {
  return fields.flatMap(({ reactions }, field) =>
    reactions.map((reaction) => {
      const inField = reaction.changes.filter((change) => change.at === 'field');
      const used = inField.find((change) => change.amount < 0)!;
      const made = inField.find((change) => change.amount > 0);
      let uniform = true;
      eachSlot(reaction.rate, (slot) => {
        if (slot.at === 'field' && slot.field !== field) uniform = false;
      });
      return {
        field,
        reaction,
        used: used.index,
        made: made?.index ?? -1,
        yielded: made === undefined ? 0 : made.amount / -used.amount,
        uniform,
        rate: generateBlockRate(
          reaction.rate,
          (slot) =>
            slot.field === field
              ? { always: slot.index === used.index ? 1 : 0 }
              : { sample: offsets[slot.field] + slot.index },
          offsets,
        ),
      };
    }),
  );
}
