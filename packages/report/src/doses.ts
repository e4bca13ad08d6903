import { canonicalJson, isBadInput, parseQuantity, parseUnit } from '@invadolab/core';
import type { ReportArm, ReportDrug, ReportInput } from './input.js';
import { unitText } from './wording.js';

/** Arms that differ in one quantity alone: the dose of a drug, or the value of one thing that is set. */
export interface DoseFamily {
  /** The drug, or the title of what is set. */
  readonly name: string;
  /** What the axis shows: `nominal concentration`, `value`. */
  readonly axis: string;
  readonly unit: string;
  /** Ascending, above zero. The control is among them where it differs in nothing else. */
  readonly doses: readonly { readonly arm: string; readonly dose: number }[];
}

/** Groups of an arm's changes that hold one quantity by name. */
const groups = ['set', 'environment', 'matrix', 'knockdown', 'overexpress'] as const;

interface Candidate {
  /** Equal for arms that differ in this quantity alone. */
  readonly key: string;
  readonly name: string;
  readonly axis: string;
  readonly quantity: string | number;
}

/** Families of at least three arms besides the control, in the order in which their first arm appears. */
export function doseFamilies({ facts, parameters }: Pick<ReportInput, 'facts' | 'parameters'>): DoseFamily[] {
  const families = new Map<string, DoseFamily & { doses: { arm: string; dose: number }[] }>();
  for (const arm of facts.arms) {
    for (const { key, name, axis, quantity } of arm.expect === undefined ? candidatesOf(arm) : []) {
      const dosed = read(quantity);
      if (dosed === undefined) continue;
      const title = parameters.find(({ id }) => id === name)?.title ?? name;
      const known = families.get(key) ?? { name: title, axis, unit: dosed.unit, doses: [] };
      families.set(key, known);
      const scaled = () => Number(((dosed.dose * dosed.factor) / parseUnit(known.unit).factor).toPrecision(12));
      known.doses.push({ arm: arm.id, dose: known.unit === dosed.unit ? dosed.dose : scaled() });
    }
  }
  const taken = new Set<string>();
  return [...families.values()].flatMap((family) => {
    const doses = family.doses.filter(({ arm }) => !taken.has(arm)).sort((a, b) => a.dose - b.dose);
    if (doses.filter(({ arm }) => arm !== facts.control).length < 3) return [];
    for (const { arm } of doses) taken.add(arm);
    return [{ ...family, doses }];
  });
}

function candidatesOf({ change = {} }: ReportArm): Candidate[] {
  const candidates: Candidate[] = [];
  const [drug, ...others] = change.drugs ?? [];
  if (drug !== undefined && others.length === 0) {
    const given = drug.free === undefined ? 'nominal' : 'free';
    const { free: _free, nominal: _nominal, ...rest }: ReportDrug = drug;
    const key = canonicalJson({ ...change, drugs: [{ ...rest, given }] });
    const quantity = drug[given];
    if (quantity !== undefined) candidates.push({ key, name: drug.name, axis: `${given} concentration`, quantity });
  }
  for (const group of groups) {
    const held = change[group];
    const entries = typeof held === 'object' && held !== null ? Object.entries(held) : [];
    const [name, quantity] = entries[0] ?? [];
    if (entries.length !== 1 || (typeof quantity !== 'string' && typeof quantity !== 'number')) continue;
    candidates.push({
      key: canonicalJson({ ...change, [group]: { [name]: '?' } }),
      name,
      axis: group === 'set' ? 'value' : group,
      quantity,
    });
  }
  return candidates;
}

/** The number as it was written, so that 0.1 stays 0.1; undefined unless it is above zero. */
function read(quantity: string | number) {
  try {
    const { value, unit } = parseQuantity(quantity);
    return value > 0 ? { dose: Number.parseFloat(String(quantity)), unit: unit.text, factor: unit.factor } : undefined;
  } catch (error) {
    if (isBadInput(error)) return undefined;
    throw error;
  }
}

/** The family of an arm, if it has one. */
export function familyOf(families: readonly DoseFamily[], arm: string): DoseFamily | undefined {
  return families.find(({ doses }) => doses.some((each) => each.arm === arm));
}

/** `Drug 1 to 300 nM, nominal concentration`. */
export function familyTitle({ name, doses, unit, axis }: DoseFamily): string {
  return `${name} ${doses[0].dose} to ${doses[doses.length - 1].dose} ${unitText(unit)}, ${axis}`.replace(' ,', ',');
}
