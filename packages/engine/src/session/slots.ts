import { BadInput, nearest } from '@invadolab/core';
import type { Plan } from '../world/plan.js';

/** What a slot's text means in one model. */
export type Slot =
  | { readonly what: 'parameter'; readonly index: number; readonly unit: string; readonly factor: number }
  | {
      readonly what: 'species' | 'amount' | 'definition';
      readonly kind: number;
      readonly index: number;
      readonly unit: string;
      readonly factor: number;
      /** Stored as molecules, read as a concentration. */
      readonly perVolume: boolean;
    }
  | { readonly what: 'built-in'; readonly kind: number; readonly name: BuiltIn; readonly unit: string }
  | {
      readonly what: 'field';
      readonly field: number;
      readonly index: number;
      readonly unit: string;
      readonly factor: number;
    };

/** Every place has these: position of the centre (um), time since birth (s), area (um2), angle of the long axis (rad). */
const builtIns = { x: 'um', y: 'um', age: 's', area: 'um2', angle: '1' } as const;
export type BuiltIn = keyof typeof builtIns;

const found = new WeakMap<Plan, Map<string, Slot>>();

/** Finds a slot by its text, each text of a plan once; throws `BadInput` with the nearest name for an unknown one. */
export function findSlot(plan: Plan, text: string): Slot {
  const known = found.get(plan) ?? new Map<string, Slot>();
  found.set(plan, known);
  const slot = known.get(text) ?? slotOf(plan, text);
  known.set(text, slot);
  return slot;
}

function slotOf(plan: Plan, text: string): Slot {
  const dot = text.indexOf('.');
  const [owner, name] = dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
  const { parameters, fields } = plan.model;
  if (owner === 'parameter') {
    const index = parameters.findIndex((one) => one.id === name);
    if (index < 0)
      throw unknown(
        text,
        parameters.map((one) => `parameter.${one.id}`),
      );
    return { what: 'parameter', index, unit: parameters[index].unit, factor: parameters[index].factor };
  }
  const kind = plan.kinds.find((one) => one.kind === owner);
  const field = fields.findIndex((one) => one.id === owner);
  const slot = kind !== undefined ? inPlace(kind.place, kind.index, name) : inField(plan, field, name);
  if (slot === undefined) throw unknown(text, allSlots(plan));
  return slot;
}

/** Every slot that can be read, in the order of the model. */
export function allSlots(plan: Plan): readonly string[] {
  const { parameters, places, fields } = plan.model;
  return [
    ...places.flatMap(({ kind, species, constants, definitions }) =>
      [...species, ...constants.slice(0, -1), ...definitions, ...Object.keys(builtIns).map((id) => ({ id }))].map(
        ({ id }) => `${kind}.${id}`,
      ),
    ),
    ...fields.flatMap(({ id, species }) => species.map((one) => `${id}.${one.id}`)),
    ...parameters.map(({ id }) => `parameter.${id}`),
  ];
}

function inPlace(
  { species, constants, definitions }: Plan['kinds'][number]['place'],
  kind: number,
  name: string,
): Slot | undefined {
  const at = (list: readonly { readonly id: string }[]): number => list.findIndex((one) => one.id === name);
  const s = at(species);
  if (s >= 0) {
    const { unit, factor, perVolume } = species[s];
    return { what: 'species', kind, index: s, unit, factor, perVolume };
  }
  const a = at(constants);
  if (a >= 0)
    return { what: 'amount', kind, index: a, unit: constants[a].unit, factor: constants[a].factor, perVolume: false };
  const d = at(definitions);
  if (d >= 0)
    return {
      what: 'definition',
      kind,
      index: d,
      unit: definitions[d].unit,
      factor: definitions[d].factor,
      perVolume: false,
    };
  if (!Object.hasOwn(builtIns, name)) return undefined;
  const builtIn = name as BuiltIn;
  return { what: 'built-in', kind, name: builtIn, unit: builtIns[builtIn] };
}

function inField({ model }: Plan, field: number, name: string): Slot | undefined {
  if (field < 0) return undefined;
  const index = model.fields[field].species.findIndex((one) => one.id === name);
  if (index < 0) return undefined;
  const { unit, factor } = model.fields[field].species[index];
  return { what: 'field', field, index, unit, factor };
}

function unknown(text: string, known: readonly string[]): BadInput {
  return new BadInput('the model has no such slot', {
    found: text,
    expected: 'a species, amount, definition, field or parameter of the model',
    nearest: nearest(text, known),
  });
}
