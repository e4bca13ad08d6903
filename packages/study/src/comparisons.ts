import { type ArmComparison, assays, compareArms, resolveMeasure } from '@invadolab/assays';
import type { MeasureRow } from '@invadolab/results';
import type { Plan } from './plan.js';

/** Every arm against the control in every measure wanted, at the last time at which the measure was taken. */
export function comparisonsOf(plan: Plan, rows: readonly MeasureRow[]): readonly ArmComparison[] {
  const { study } = plan;
  const arms = study.arms.filter((arm) => arm.id !== study.control).map(({ id }) => id);
  return measuresOf(plan, rows).flatMap((measure) => compared(plan, rows, measure, arms));
}

/** The measures a study asked for, or all that were taken, in the assay's order. */
export function measuresOf(plan: Plan, rows: readonly MeasureRow[]): readonly string[] {
  if (plan.study.measure.length > 0) return plan.study.measure;
  const taken = new Set(rows.map(({ measure }) => measure));
  const known = Object.keys(assays[plan.study.assay].measures).filter((id) => taken.delete(id));
  return [...known, ...[...taken].sort()];
}

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
  return study.arms.flatMap((arm) => {
    if (!arm.expect) return [];
    const { measure: asked, ratio } = arm.expect;
    const measure = resolveMeasure(assays[study.assay], asked)?.id ?? asked;
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
