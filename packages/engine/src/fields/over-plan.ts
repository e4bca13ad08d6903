import type { CompiledField, CompiledReaction } from '@invadolab/model';
import { type Changes, changesOf } from '../world/changes.js';
import { generateRates, type RateKernel } from '../world/rates.js';

/** The reactions of one kind of place that act at every voxel of one matrix field. */
export interface OverPlan {
  readonly field: number;
  readonly reactions: readonly CompiledReaction[];
  readonly rates: RateKernel;
  /** Changes of the field itself, flat: those of reaction r are entries `start[r]` to `start[r + 1]`. */
  readonly start: Int32Array;
  readonly species: Int32Array;
  readonly amount: Float64Array;
  /** Everything else they change. */
  readonly outside: Changes;
  /** Whether they use up anything outside, so that it has to be shared out. */
  readonly takes: boolean;
  /** One reaction that uses up one species of the field and changes nothing else of it. */
  readonly single: boolean;
  /** Work space: field samples, loss and change per species of the field, firings per reaction. */
  readonly sees: Float64Array;
  readonly loss: Float64Array;
  readonly change: Float64Array;
  readonly totals: Float64Array;
}

export function overPlans(
  reactions: readonly CompiledReaction[],
  all: readonly CompiledField[],
  offsets: readonly number[],
): readonly OverPlan[] {
  const fields = [...new Set(reactions.map((reaction) => reaction.over))].filter((field) => field >= 0);
  return fields.sort((a, b) => a - b).map((field) => overPlan(reactions, field, all, offsets));
}

function overPlan(
  among: readonly CompiledReaction[],
  field: number,
  fields: readonly CompiledField[],
  offsets: readonly number[],
): OverPlan {
  const reactions = among.filter((reaction) => reaction.over === field);
  const own = reactions.map(({ changes }) =>
    changes.filter((change) => change.at === 'field' && change.field === field),
  );
  const flat = own.flat();
  const start = new Int32Array(reactions.length + 1);
  own.forEach((changes, r) => {
    start[r + 1] = start[r] + changes.length;
  });
  const outside = changesOf(
    reactions.map((reaction, r) => ({
      ...reaction,
      changes: reaction.changes.filter((change) => !own[r].includes(change)),
    })),
  );
  return {
    field,
    reactions,
    rates: generateRates(
      reactions.map((reaction) => reaction.rate),
      offsets,
      'field',
    ),
    start,
    species: Int32Array.from(flat, (change) => change.index),
    amount: Float64Array.from(flat, (change) => change.amount),
    outside,
    takes: outside.amount.some((amount) => amount < 0),
    single: flat.length === 1 && reactions.length === 1 && flat[0].amount < 0,
    sees: new Float64Array(fields.reduce((sum, one) => sum + one.species.length, 0)),
    loss: new Float64Array(fields[field].species.length),
    change: new Float64Array(fields[field].species.length),
    totals: new Float64Array(reactions.length),
  };
}
