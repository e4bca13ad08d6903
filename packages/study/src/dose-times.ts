import { canonicalJson, parseQuantity } from '@invadolab/core';
import type { Perturbations } from '@invadolab/model';
import type { Arm } from './study.js';

/**
 * When the doses of an arm begin, s, ascending: fractions of radiation, and windows of drugs that end again. A drug that stays is no
 * dose to recover from, and neither is a sham.
 */
export function doseTimes({ radiation, drugs = [] }: Perturbations): readonly number[] {
  const seconds = (time: string | number | undefined) => (time === undefined ? 0 : parseQuantity(time).value);
  const times = drugs.flatMap(({ from, until }) => (until === undefined ? [] : [seconds(from)]));
  if (radiation && parseQuantity(radiation.dose).value > 0)
    for (let k = 0; k < (radiation.fractions ?? 1); k++)
      times.push(seconds(radiation.from) + k * seconds(radiation.every));
  return [...new Set(times)].sort((a, b) => a - b);
}

/**
 * The arm with the same cells and changes and none of the doses: the sham of a treated arm. Undefined where the study has none, or
 * where the arm has no doses.
 */
export function shamOf(arm: Arm, arms: readonly Arm[]): string | undefined {
  if (doseTimes(arm.change).length === 0) return undefined;
  const wanted = withoutDoses(arm);
  return arms.find((each) => doseTimes(each.change).length === 0 && withoutDoses(each) === wanted)?.id;
}

/** What is left of an arm without its doses, and without what changes nothing. */
function withoutDoses({ cell, bare, partners, change }: Arm): string {
  const { radiation: _, drugs = [], ...rest } = change;
  const kept = drugs.filter(
    ({ until, ...use }) => until === undefined && Object.keys(use).some((key) => key !== 'name'),
  );
  const { title: __, ...own } = rest as Record<string, unknown>;
  return canonicalJson(
    JSON.parse(JSON.stringify({ ...own, cell, bare, partners, ...(kept.length > 0 && { drugs: kept }) })),
  );
}
