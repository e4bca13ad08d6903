import { parseQuantity } from '@invadolab/core';
import type { Perturbations } from '@invadolab/model';

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
