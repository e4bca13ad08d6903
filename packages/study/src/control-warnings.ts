import { type ArmComparison, assays, compareArms, resolveMeasure, takenMeasure } from '@invadolab/assays';
import type { MeasureRow } from '@invadolab/results';
import type { Plan } from './plan.js';

function compared(
  plan: Plan,
  rows: readonly MeasureRow[],
  measure: string,
  arms: readonly string[],
): readonly ArmComparison[] {
  const { study } = plan;
  const definition = resolveMeasure(assays[study.assay], measure)?.definition;
  const last = rows.reduce((time, row) => (row.measure === measure && row.time > time ? row.time : time), -1);
  if (definition?.scale !== 'ratio' || last < 0) return [];
  const cellFree = study.arms.find((arm) => arm.bare)?.id;
  return compareArms(rows, {
    control: study.control,
    arms,
    measure,
    definition,
    time: last,
    seed: study.seed,
    cellFree,
  });
}

/** One sentence for each automatic control that did not show what it must. */
export function controlWarnings(plan: Plan, rows: readonly MeasureRow[]): readonly string[] {
  const { study } = plan;
  const taken = new Set(rows.map(({ measure }) => measure));
  return study.arms.flatMap((arm) => {
    if (!arm.expect) return [];
    const { measure: asked, ratio } = arm.expect;
    const measure = takenMeasure(assays[study.assay], asked, taken)?.id ?? asked;
    const [found] = compared(plan, rows, measure, [arm.id]);
    if (!found) return [`The control "${arm.title}" could not be judged: ${measure} was not measured.`];
    const value = found.effect.ratio;
    // What a film loses by itself is taken off, so an arm that does nothing may end up just below zero.
    const lowest = ratio[0] === 0 ? Number.NEGATIVE_INFINITY : ratio[0];
    if (value >= lowest && value <= ratio[1]) return [];
    const said = Number.isNaN(value) ? 'no ratio' : value.toPrecision(3);
    return [
      `The control "${arm.title}" misbehaves: ${measure} is ${said} of the control arm's, expected ${ratio[0]} to ${ratio[1]}.`,
    ];
  });
}
