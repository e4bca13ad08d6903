import { BadInput, nearest, type Source } from '@invadolab/core';
import type { Part, TraceEntry } from '../catalog.js';
import type { Amount, Definition, Expression, ModelFile, Parameter, PlaceKind, Quantity } from '../language.js';
import {
  asQuantity,
  type Reading,
  readLike,
  readQuantity,
  sameReading,
  withinRange,
  writeReading,
} from './quantity.js';

/** A model being composed. Tables are replaced entry by entry; entries themselves are never changed. */
export interface Draft {
  readonly parameters: Record<string, Parameter>;
  readonly places: Record<string, PlaceKind>;
  readonly fields: Record<string, NonNullable<ModelFile['fields']>[string]>;
  readonly reactions: Record<string, NonNullable<ModelFile['reactions']>[string]>;
  readonly found: Record<string, NonNullable<ModelFile['found']>[string]>;
  readonly dissolve: Record<string, NonNullable<ModelFile['dissolve']>[string]>;
  readonly events: Record<string, NonNullable<ModelFile['events']>[string]>;
  readonly conserved: Record<string, NonNullable<ModelFile['conserved']>[string]>;
  readonly pockets: Record<string, NonNullable<Part['pockets']>[string]>;
  readonly occupants: Record<string, NonNullable<Part['occupants']>[string]>;
  numerics: ModelFile['numerics'];
  tissue: Part['tissue'];
  readonly trace: TraceEntry[];
  readonly neutral: string[];
  /** References of what composition brought in besides the parts. */
  readonly references: Set<string>;
}

/** Where an amount stands: `cell.Src_total`. */
export interface AmountSlot {
  readonly kind: string;
  readonly id: string;
}

/**
 * Gives a parameter a new value and source and notes it in the trace. Returns false, and changes nothing,
 * where it already has that value. A plausible range that does not hold the new value is dropped. Throws `BadInput` for an unknown parameter or another dimension.
 */
export function setParameter(draft: Draft, id: string, quantity: Quantity, source: Source, by: string): boolean {
  const parameter = Object.hasOwn(draft.parameters, id) ? draft.parameters[id] : undefined;
  if (!parameter) {
    const suggestion = nearest(id, Object.keys(draft.parameters));
    throw new BadInput(`${by}: the model has no such parameter`, { found: id, nearest: suggestion });
  }
  const before = readQuantity(parameter.value, parameter.unit);
  const after = readLike(quantity, before, `${by}: ${id}`);
  if (sameReading(before, after)) return false;
  const range = withinRange(after, parameter.range, parameter.unit) ? parameter.range : undefined;
  draft.parameters[id] = { ...parameter, value: asQuantity(after), range, source };
  note(draft, id, 'parameter', by, writeReading(before), writeReading(after));
  return true;
}

/**
 * Gives an amount a new value and notes it in the trace. `fields` replace the amount's own.
 * Returns false where the value was that already.
 */
export function setAmount(
  draft: Draft,
  slot: AmountSlot,
  value: Reading,
  fields: Partial<Amount>,
  by: string,
): boolean {
  const amount = amountAt(draft, slot);
  const before = readQuantity(amount.value, amount.unit);
  const same = sameReading(before, value);
  const next: Amount = { ...amount, ...fields, ...(same ? {} : { value: asQuantity(value) }) };
  const place = draft.places[slot.kind];
  draft.places[slot.kind] = { ...place, amounts: { ...place.amounts, [slot.id]: next } };
  if (!same) note(draft, `${slot.kind}.${slot.id}`, 'amount', by, writeReading(before), writeReading(value));
  return !same;
}

/** The amount at a slot, which must exist. */
export function amountAt(draft: Draft, slot: AmountSlot): Amount {
  return draft.places[slot.kind].amounts![slot.id];
}

/** Every amount of the model with its place. */
export function amountSlots(draft: Draft): readonly AmountSlot[] {
  return Object.entries(draft.places).flatMap(([kind, place]) =>
    Object.keys(place.amounts ?? {}).map((id) => ({ kind, id })),
  );
}

/** The molecule an amount is of: its `molecule`, else its own id. */
export function moleculeOf(draft: Draft, slot: AmountSlot): string {
  return amountAt(draft, slot).molecule ?? slot.id;
}

/** Writes a definition into a place; a definition of that name may not be there yet. */
export function define(draft: Draft, kind: string, id: string, definition: Expression | Definition, by: string): void {
  const place = Object.hasOwn(draft.places, kind) ? draft.places[kind] : undefined;
  if (!place) throw new BadInput(`${by}: the model has no place ${kind}`, { found: kind });
  if (place.definitions && Object.hasOwn(place.definitions, id))
    throw new BadInput(`${by}: ${kind}.${id} is already defined`, { found: id });
  draft.places[kind] = { ...place, definitions: { ...place.definitions, [id]: definition } };
}

/** Adds an entry to the trace. */
export function note(
  draft: Draft,
  target: string,
  kind: TraceEntry['kind'],
  by: string,
  from: Expression,
  to: Expression,
): void {
  draft.trace.push({ target, kind, by, from, to });
}
