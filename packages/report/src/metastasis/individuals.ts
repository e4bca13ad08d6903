import { mean, samplesOf } from '@invadolab/assays';
import type { ReportInput } from '../input.js';

/** Of one arm: how many individuals there are, and the days on which a metastasis was first detected, ascending. */
export function firstDetected(
  input: ReportInput,
  arm: string,
): { readonly n: number; readonly days: readonly number[] } {
  const rows = input.measures.filter((row) => row.arm === arm);
  const last = rows.reduce((time, row) => Math.max(time, row.time), 0);
  const n = rows.filter((row) => row.measure === 'simulated.metastasis_free' && row.time === last).length;
  const days = rows.filter(({ measure }) => measure === 'metastasis.first').map(({ value }) => value);
  return { n, days: days.sort((a, b) => a - b) };
}

/** Mean over individuals of a measure at the last time; undefined where the arm has none. */
export function lastMean(input: ReportInput, measure: string, arm: string): number | undefined {
  const time = input.measures.reduce((last, row) => (row.measure === measure ? Math.max(last, row.time) : last), 0);
  const found = samplesOf(input.measures, measure, time).get(arm);
  return found && mean([...found.values()].map((cells) => mean([...cells.values()])));
}
