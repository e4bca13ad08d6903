import type { Drug } from '../catalog.js';
import type { Parameter } from '../language.js';
import type { Identifiers } from './identifiers.js';

/** What one drug adds to the occupancy of a pocket: `drug_x_dose / (drug_x_K_p * drug_x_shift_p)`. */
export interface Occupant {
  readonly pocket: string;
  readonly drug: string;
  readonly term: string;
}

/** Adds the constant of one target and its shift; returns `C / (K x shift)`. */
export function bound(
  parameters: Record<string, Parameter>,
  id: string,
  drug: Drug,
  { pocket, K, source, shift }: Drug['targets'][number],
  concentration: string,
  ids: Identifiers,
): string {
  const constant = ids.make('drug', id, 'K', pocket);
  parameters[constant] = { value: K, source, name: `${drug.name} at ${pocket}: free biochemical constant` };
  if (!shift) return `${concentration} / ${constant}`;
  const factor = ids.make('drug', id, 'shift', pocket);
  parameters[factor] = { ...shift, name: `${drug.name} at ${pocket}: shift from the tube to the cell` };
  return `${concentration} / (${constant} * ${factor})`;
}
