import { BadInput, log, parseQuantity } from '@invadolab/core';
import type { Catalog, LiftEntry, Perturbations } from '@invadolab/model';
import type { MeasureRow } from '@invadolab/results';
import type { Arm, Study } from '../study.js';

/** A study of cells in tissue whose measures become numbers of a body. */
export interface LowerStudy {
  /** Parameter of the body that its measure tells, and how. */
  readonly parameter: string;
  readonly lift: LiftEntry;
  readonly study: Study;
}

/** Measure that says how many cells there were. */
const counted = 'cells.number';

/** What an arm does to its cells, and what to the body around them. */
type CellChange = Omit<Perturbations, 'set'>;

/**
 * The studies of tissue that a study of bodies needs before it: one for each number that the protocol takes from below, with
 * the arms that change what cells are or meet, beside the control. None where no arm does.
 */
export function lowerStudies(study: Study, catalog: Catalog): readonly LowerStudy[] {
  if (study.host === undefined) return [];
  const lifts = Object.entries(catalog.protocols[study.assay].lifts ?? {});
  const arms = study.arms.filter((arm) => arm.id === study.control || changesCells(arm));
  if (lifts.length === 0 || !study.arms.some(changesCells)) return [];
  return lifts.map(([parameter, lift]) => {
    const { host: _, ...own } = study;
    const { assay, matrix, time, experiments, measure } = lift;
    return {
      parameter,
      lift,
      study: {
        ...own,
        study: `${parameter} for: ${study.study}`,
        assay,
        ...(matrix !== undefined && { matrix: { kind: matrix, settings: {} } }),
        form: 'full',
        timepoints: [parseQuantity(time, 's').value],
        experiments,
        cells: 1,
        arms: arms.map((arm) => ({ ...arm, change: ofCells(arm.change) })),
        measure: [measure, counted],
        settings: {},
        notes: [],
      },
    };
  });
}

/** Where all of a tissue's cells did something, the rate behind it is taken as if nearly all had. */
const mostShare = 0.99;

/** What tissue told of one arm: the number over that of the control, as a mean over experiments with its extremes. */
export interface Told {
  readonly arm: string;
  readonly parameter: string;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly experiments: number;
  /** Whether any tissue of the arm gave anything. */
  readonly seen: boolean;
}

/**
 * Ratios to the control, experiment by experiment, of what a lower study measured. Where an arm's tissues gave nothing at all, half a cell in all of
 * them is taken to have done it. Throws `BadInput` where the control gave nothing.
 */
export function toldBy({ study, parameter, lift }: LowerStudy, rows: readonly MeasureRow[]): readonly Told[] {
  const [measure] = study.measure;
  const of = (arm: string, asked: string) =>
    Array.from({ length: study.experiments }, (_, experiment) => {
      const own = rows.filter((row) => row.arm === arm && row.measure === asked && row.experiment === experiment);
      if (own.length === 0)
        throw new BadInput('a tissue below this study could not be measured', {
          found: `no ${asked} of ${arm} in experiment ${experiment + 1}`,
          expected: `${study.assay} by itself shows why`,
        });
      return mean(own.map(({ value }) => value));
    });
  const rate = (value: number) => (lift.share ? -log(1 - Math.min(value, mostShare)) : value);
  const usual = mean(of(study.control, measure).map(rate));
  if (!(usual > 0))
    throw new BadInput(`the tissue of the control gave nothing to compare with`, {
      found: `${measure} of ${usual}`,
      expected: 'more than 0: a larger tissue or a longer look',
    });
  return study.arms.map(({ id }) => {
    const values = of(id, measure);
    const seen = values.some((value) => value > 0);
    const least = 0.5 / (study.experiments * mean(of(id, counted)));
    const ratios = values.map((value) => rate(seen ? value : least) / usual);
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
    return { arm: id, parameter, ratio: mean(ratios), low, high, experiments: study.experiments, seen };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The study of bodies with what tissue told: in each arm a number of the body, as the catalogue has it for the control, times the arm's
 * ratio. Absolute rates of the tissue are not calibrated, those of the body were measured (decision 0191).
 */
export function withTold(study: Study, told: readonly Told[], usual: ReadonlyMap<string, string>): Study {
  const sentences = told
    .filter(({ arm }) => arm !== study.control)
    .map(({ arm, parameter, ratio, low, high, experiments, seen }) => {
      const title = study.arms.find(({ id }) => id === arm)?.title ?? arm;
      const range = experiments > 1 ? ` (${short(low)} to ${short(high)} in ${experiments} tissues)` : '';
      const named = parameter.replaceAll('_', ' ');
      return seen
        ? `Tissue gave ${title} ${short(ratio)} times the control's ${named}${range}.`
        : `Tissue gave ${title} no ${named} at all; ${short(ratio)} times the control's is taken, as if half a cell had.`;
    });
  const arms = study.arms.map((arm): Arm => {
    if (!changesCells(arm)) return arm;
    const own = told.filter((one) => one.arm === arm.id);
    const set = Object.fromEntries(own.map(({ parameter, ratio }) => [parameter, times(usual.get(parameter), ratio)]));
    return { ...withoutCells(arm), change: { set: { ...set, ...arm.change.set } } };
  });
  return { ...bodies(study), arms, notes: [...study.notes, ...sentences] };
}

function times(quantity: string | undefined, ratio: number): string {
  if (quantity === undefined) throw new Error('a body lacks a number that tissue tells');
  const [, value, unit] = /^\s*(\S+)\s*(.*)$/.exec(quantity) ?? [];
  return `${Number(value) * ratio} ${unit}`.trim();
}

/** Whether an arm changes what cells are or meet. */
export function changesCells({ change, partners, cell }: Arm): boolean {
  return partners !== undefined || cell !== undefined || Object.keys(ofCells(change)).length > 0;
}

function ofCells({ set: _, ...cells }: Perturbations): CellChange {
  return cells;
}

/**
 * What of a study and of one of its arms concerns the body, where the protocol takes the rest from tissue: cells are not in a body. Otherwise as
 * they are.
 */
export function ofBody(study: Study, arm: Arm, catalog: Catalog): readonly [Study, Arm] {
  return lowerStudies(study, catalog).length === 0 ? [study, arm] : [bodies(study), withoutCells(arm)];
}

function bodies({ hypotheses: _, ...study }: Study): Study {
  return { ...study, environment: {} };
}

function withoutCells({ partners: _p, change: { set }, ...arm }: Arm): Arm {
  return { ...arm, change: set === undefined ? {} : { set } };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
