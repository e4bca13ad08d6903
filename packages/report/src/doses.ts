import { canonicalJson, isBadInput, parseQuantity, parseUnit } from '@invadolab/core';
import type { ReportArm, ReportDrug } from './input.js';
import { unitText } from './wording.js';

/** Arms that differ in the dose of one drug alone. */
export interface DoseFamily {
  readonly drug: string;
  readonly given: 'free' | 'nominal';
  readonly unit: string;
  /** Ascending doses. */
  readonly doses: readonly { readonly arm: string; readonly dose: number }[];
}

/** Families of at least three arms, in the order in which their first arm appears. */
export function doseFamilies(arms: readonly ReportArm[]): DoseFamily[] {
  const families = new Map<string, DoseFamily & { doses: { arm: string; dose: number }[] }>();
  for (const arm of arms) {
    const dosed = arm.expect === undefined ? doseOf(arm) : undefined;
    if (dosed === undefined) continue;
    const known = families.get(dosed.key) ?? { ...dosed, doses: [] };
    families.set(dosed.key, known);
    const same = known.unit === dosed.unit;
    const dose = same
      ? dosed.dose
      : Number(((dosed.dose * dosed.factor) / parseUnit(known.unit).factor).toPrecision(12));
    known.doses.push({ arm: arm.id, dose });
  }
  return [...families.values()]
    .filter(({ doses }) => doses.length >= 3)
    .map(({ drug, given, unit, doses }) => ({ drug, given, unit, doses: [...doses].sort((a, b) => a.dose - b.dose) }));
}

function doseOf(arm: ReportArm) {
  const [drug, ...others] = arm.change?.drugs ?? [];
  if (drug === undefined || others.length > 0) return undefined;
  const given = drug.free === undefined ? 'nominal' : 'free';
  const text = drug[given];
  if (typeof text !== 'string') return undefined;
  const dose = read(text);
  if (dose === undefined) return undefined;
  const { free: _free, nominal: _nominal, ...rest }: ReportDrug = drug;
  const key = canonicalJson({ ...arm.change, drugs: [{ ...rest, given }] });
  return { key, drug: drug.name, given, ...dose } as const;
}

/** The number as it was written, so that 0.1 stays 0.1. */
function read(text: string) {
  try {
    const { value, unit } = parseQuantity(text);
    return value > 0 ? { dose: Number.parseFloat(text), unit: unit.text, factor: unit.factor } : undefined;
  } catch (error) {
    if (isBadInput(error)) return undefined;
    throw error;
  }
}

/** The family of an arm, if it has one. */
export function familyOf(families: readonly DoseFamily[], arm: string): DoseFamily | undefined {
  return families.find(({ doses }) => doses.some((each) => each.arm === arm));
}

/** `Drug 1 to 300 nM nominal`. */
export function familyTitle({ drug, doses, unit, given }: DoseFamily): string {
  return `${drug} ${doses[0].dose} to ${doses[doses.length - 1].dose} ${unitText(unit)} ${given}`;
}
