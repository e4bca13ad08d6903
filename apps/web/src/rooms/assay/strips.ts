import type { MeasureRow } from '@invadolab/results';
import type { StudySummary } from '../../worker/calls/study.js';

/** More dots than this in an arm are no longer told apart: then an experiment is a dot. */
const mostCells = 60;

/** What an arm measured so far. */
export interface Strip {
  readonly arm: string;
  readonly title: string;
  readonly dots: readonly number[];
  /** Of the means of its experiments; not a number where there is nothing yet. */
  readonly mean: number;
  /** Cells. */
  readonly count: number;
}

/** All arms in one measure at its last time. */
export interface Strips {
  /** s */
  readonly time: number;
  readonly dots: 'cells' | 'experiments';
  readonly arms: readonly Strip[];
}

/** Measures that have rows: those the study asks for first, in its order. */
export function measuresIn(rows: readonly MeasureRow[], asked: readonly string[]): readonly string[] {
  const found = new Set(rows.map(({ measure }) => measure));
  return [...asked.filter((id) => found.has(id)), ...[...found].filter((id) => !asked.includes(id)).sort()];
}

/** The arms of a study in one measure. Rows come under the name of the arm that was run; arms that are the same model share them. */
export function stripsOf(rows: readonly MeasureRow[], measure: string, { arms }: StudySummary): Strips {
  const own = rows.filter((row) => row.measure === measure);
  const time = own.reduce((last, row) => Math.max(last, row.time), 0);
  const byArm = new Map<string, MeasureRow[]>();
  for (const row of own) {
    if (row.time !== time || !Number.isFinite(row.value)) continue;
    const found = byArm.get(row.arm);
    if (found) found.push(row);
    else byArm.set(row.arm, [row]);
  }
  const cells = Math.max(0, ...[...byArm.values()].map(({ length }) => length));
  const dots = cells > mostCells ? 'experiments' : 'cells';
  const strips = arms.map(({ id, title, runs }) => {
    const values = byArm.get(runs) ?? [];
    const means = meansOf(values);
    const shown = dots === 'cells' ? values.map(({ value }) => value) : means;
    return { arm: id, title, dots: shown, mean: average(means), count: values.length };
  });
  return { time, dots, arms: strips };
}

function meansOf(rows: readonly MeasureRow[]): readonly number[] {
  const experiments = new Map<number, number[]>();
  for (const { experiment, value } of rows)
    experiments.set(experiment, [...(experiments.get(experiment) ?? []), value]);
  return [...experiments.values()].map(average);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
