import { canonicalJson, fromBase, isBadInput, parseQuantity, parseUnit } from '@invadolab/core';
import type { ReportArm, ReportDrug } from './input.js';

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
    known.doses.push({ arm: arm.id, dose: fromBase(dosed.base, parseUnit(known.unit)) });
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

function read(text: string) {
  try {
    const { value, unit } = parseQuantity(text);
    return value > 0 ? { base: value, unit: unit.text } : undefined;
  } catch (error) {
    if (isBadInput(error)) return undefined;
    throw error;
  }
}
