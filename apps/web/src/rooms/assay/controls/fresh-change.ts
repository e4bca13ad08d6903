import type { Menus } from '../../../worker/calls/menus.js';
import type { ArmEntry } from './arm-file.js';
import { writtenLevel } from './levels.js';

/** What an arm may change by menus. */
export type Kind = 'drug' | 'knockdown' | 'mutation' | 'radiation';

/** Kinds of change that the model of this study can take. */
export function kindsOf({ drugs, molecules, variants, radiation }: Menus): readonly Kind[] {
  return [
    ...(drugs.length > 0 && molecules.length > 0 ? (['drug'] as const) : []),
    ...(molecules.length > 0 ? (['knockdown'] as const) : []),
    ...(variants.length > 0 ? (['mutation'] as const) : []),
    ...(radiation ? (['radiation'] as const) : []),
  ];
}

const usualLevel = 10;

/** A first choice of a kind, to be changed by who made it: the name for an arm of its own, and what it changes. */
export function freshChange(kind: Kind, { drugs, molecules, variants }: Menus): readonly [name: string, arm: ArmEntry] {
  if (kind === 'drug') {
    // A level that is free in patients is the better question, so a drug for which it is known comes first.
    const drug = drugs.find(({ freePeak }) => freePeak !== undefined) ?? drugs[0];
    return [drug.id, { drugs: [{ name: drug.id, free: writtenLevel(drug.freePeak ?? usualLevel) }] }];
  }
  if (kind === 'knockdown') {
    const { id } = molecules.find((each) => each.id === 'MMP14') ?? molecules[0];
    return [`${id} knock-down`, { knockdown: { [id]: '90 %' } }];
  }
  if (kind === 'mutation') {
    const [{ molecule, variants: known }] = variants;
    return [`${molecule} ${known[0]}`, { mutate: { [molecule]: known[0] } }];
  }
  return ['radiation', { radiation: { dose: '2 Gy' } }];
}
