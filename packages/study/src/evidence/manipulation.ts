import { parseQuantity } from '@invadolab/core';
import type { Quantity } from '@invadolab/model';
import type { Arm, Study } from '../study.js';

type Table = Readonly<Record<string, Quantity>>;

/**
 * Whether an arm takes something away or adds something, as far as its changes say: the whole knowledge of the sign
 * rule. Removing a molecule or giving a drug is a loss; more of a molecule, a factor or a setting is a gain. Undefined
 * where only the biology says it (variants, other cells, parameters).
 */
export function manipulationOf(arm: Arm, control: Arm, study: Study): 'loss' | 'gain' | 'nothing' | undefined {
  if (arm.id === control.id) return 'nothing';
  const { change } = arm;
  if (arm.cell !== control.cell || change.mutate || !sameTable(change.set, control.change.set)) return undefined;
  if (change.knockdown || change.knockout || (change.drugs ?? []).some(({ free, nominal }) => free ?? nominal))
    return 'loss';
  if (change.overexpress) return atLeast(Object.values(change.overexpress)[0], 1) ? 'gain' : 'loss';
  const surroundings = firstChange(change.environment, { ...study.environment, ...control.change.environment });
  return (
    surroundings ?? firstChange(change.matrix, { ...study.matrix?.settings, ...control.change.matrix }) ?? 'nothing'
  );
}

function sameTable(one: Table = {}, other: Table = {}): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}

function firstChange(table: Table | undefined, before: Table): 'loss' | 'gain' | undefined {
  for (const [name, value] of Object.entries(table ?? {})) {
    return Object.hasOwn(before, name) && !atLeast(value, before[name]) ? 'loss' : 'gain';
  }
  return undefined;
}

function atLeast(value: Quantity, than: Quantity): boolean {
  return parseQuantity(value).value >= parseQuantity(than).value;
}
