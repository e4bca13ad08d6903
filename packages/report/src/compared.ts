import {
  type ArmComparison,
  assays,
  compareArms,
  compareLifetimes,
  type Decision,
  readExposureMeasure,
  resolveMeasure,
  takenMeasure,
} from '@invadolab/assays';
import type { ReportInput } from './input.js';
import { type JudgedArm, judged } from './judged.js';
import { referenceOf, referencesOf } from './wording.js';

/** All arms against the control, or the reference of their own, in one measure, at the last time at which it was taken. */
export interface Comparison {
  readonly measure: string;
  readonly unit: string;
  /** s */
  readonly time: number;
  readonly arms: readonly JudgedArm[];
}

/** One comparison per measure: those the study asked for, else all that were taken but levels of drugs; the headline first. */
export function comparisons(input: ReportInput): Comparison[] {
  const { manifest, facts } = input;
  const assay = assays[manifest.assay];
  const taken = new Set(input.measures.map(({ measure }) => measure));
  const asked = facts.measure.flatMap((id) => takenMeasure(assay, id, taken)?.id ?? []).filter((id) => taken.has(id));
  const all = [...Object.keys(assay.measures).filter((id) => taken.has(id)), ...taken].filter(
    (id) => readExposureMeasure(id) === undefined,
  );
  const ids = [...new Set(asked.length > 0 ? asked : all)].filter((id) => scaleOf(input, id) === 'ratio');
  const others = facts.arms.filter(({ id, bare }) => id !== facts.control && bare !== true).map(({ id }) => id);
  return headlineFirst(ids).map((measure) => compare(input, measure, others));
}

const headlines = ['matrix.degraded_area', 'matrix.degraded_area.true'];
const lifetime = 'invadopodia.lifetime.true';

function headlineFirst(ids: readonly string[]): string[] {
  const headline = headlines.find((id) => ids.includes(id));
  return headline === undefined ? [...ids] : [headline, ...ids.filter((id) => id !== headline)];
}

function scaleOf(input: ReportInput, id: string) {
  return resolveMeasure(assays[input.manifest.assay], id)?.definition.scale;
}

function compare(input: ReportInput, measure: string, arms: readonly string[]): Comparison {
  const { manifest, facts } = input;
  const rows = input.measures.filter((row) => row.measure === measure);
  const time = rows.reduce((last, row) => Math.max(last, row.time), 0);
  const unit = rows[0].unit;
  const groups = [...referencesOf(input)].map((control) => {
    return { control, arms: arms.filter((arm) => referenceOf(input, arm) === control), seed: manifest.seed };
  });
  const inOrder = (found: readonly ArmComparison[]): JudgedArm[] =>
    arms.flatMap((arm) => found.filter((each) => each.arm === arm)).map((each) => judged(input, each));
  if (measure === lifetime && input.events.some(({ what }) => what.startsWith('track.'))) {
    const until = movieLimit(input);
    return {
      measure,
      unit,
      time,
      arms: inOrder(groups.flatMap((group) => compareLifetimes(input.events, { ...group, until }))),
    };
  }
  const definition = resolveMeasure(assays[manifest.assay], measure)!.definition;
  const cellFree = facts.arms.find(({ bare }) => bare)?.id;
  const what = { measure, definition, time, cellFree };
  return { measure, unit, time, arms: inOrder(groups.flatMap((group) => compareArms(rows, { ...group, ...what }))) };
}

/** Age to which mean lifetimes are restricted, s: 0.8 of the movie. */
export function movieLimit(input: ReportInput): number {
  const { thresholds, plan } = input.manifest;
  const share = Number.parseFloat(String(thresholds.restricted ?? 0.8));
  const start = Number.parseFloat(String(thresholds.start ?? 0));
  return share * (plan.timepoints[plan.timepoints.length - 1] - start);
}

/** The study's own arms that are compared with something: all but the control, automatic ones and films without cells. */
export function comparedArms({ facts }: ReportInput): string[] {
  return facts.arms
    .filter(({ id, expect, bare }) => id !== facts.control && expect === undefined && bare !== true)
    .map(({ id }) => id);
}

/** The study's own arms without those that others are compared with: neither automatic controls nor films without cells. */
export function ownArms(input: ReportInput): string[] {
  const references = referencesOf(input);
  return comparedArms(input).filter((arm) => !references.has(arm));
}

/** A study of one run per arm samples nothing, so no word about an interval would be true. */
export function isSingleRun({ manifest }: ReportInput): boolean {
  return manifest.plan.experiments === 1 && manifest.plan.cells === 1;
}

/** The verdict on an arm as it is printed. */
export function verdictOf(input: ReportInput, decision: Decision): string {
  return isSingleRun(input) ? 'one run' : decision;
}
