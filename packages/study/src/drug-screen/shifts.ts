import { fromBase, parseQuantity, parseUnit } from '@invadolab/core';
import type { ModelFile, Quantity } from '@invadolab/model';
import { priorDraw, type Uncertain } from '../evidence/prior.js';
import type { Plan } from '../plan.js';

/**
 * Numbers that only arms with a drug have and that are known within a range (the shift from the tube to the cell), by the id
 * of the parameter. A number goes by its name, so that a drug has the same potency in every arm.
 */
export function shiftsOf({ models: [control, ...others] }: Plan): ReadonlyMap<string, Uncertain> {
  const common = control.file.parameters ?? {};
  return new Map(others.flatMap(({ file }) => uncertainIn(file, common)));
}

/** Factors on those numbers in one draw. */
export function shiftFactors(
  shifts: ReadonlyMap<string, Uncertain>,
  seed: number,
  draw: number,
): ReadonlyMap<string, number> {
  return new Map(
    [...shifts].map(([id, uncertain]) => [id, priorDraw([uncertain], seed, draw).get(uncertain.id) ?? 1] as const),
  );
}

function uncertainIn(
  { parameters = {} }: ModelFile,
  common: NonNullable<ModelFile['parameters']>,
): readonly (readonly [string, Uncertain])[] {
  return Object.entries(parameters).flatMap(([id, { value, range, unit, name }]) => {
    if (range === undefined || Object.hasOwn(common, id)) return [];
    const own = inOwnUnit(value, unit);
    if (!(own > 0)) return [];
    const uncertain = {
      id: name ?? id,
      value: own,
      low: inOwnUnit(range[0], unit),
      high: inOwnUnit(range[1], unit),
    };
    return [[id, uncertain] as const];
  });
}

function inOwnUnit(value: Quantity, unit: string | undefined): number {
  if (typeof value === 'number') return value;
  const parsed = parseQuantity(value);
  return fromBase(parsed.value, unit === undefined ? parsed.unit : parseUnit(unit));
}
