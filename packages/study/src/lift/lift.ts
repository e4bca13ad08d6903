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
        measure: [measure],
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
}

/** Ratios to the control, experiment by experiment, of what a lower study measured. Throws `BadInput` where the control has none. */
export function toldBy({ study, parameter, lift }: LowerStudy, rows: readonly MeasureRow[]): readonly Told[] {
  const [measure] = study.measure;
  const of = (arm: string) =>
    Array.from({ length: study.experiments }, (_, experiment) => {
      const own = rows.filter((row) => row.arm === arm && row.measure === measure && row.experiment === experiment);
      const mean = own.reduce((sum, { value }) => sum + value, 0) / own.length;
      return lift.share ? -log(1 - Math.min(mean, mostShare)) : mean;
    });
  const control = of(study.control);
  const usual = control.reduce((sum, value) => sum + value, 0) / control.length;
  if (!(usual > 0))
    throw new BadInput(`the tissue of the control gave nothing to compare with`, {
      found: `${measure} of ${usual}`,
      expected: 'more than 0: a larger tissue or a longer look',
    });
  return study.arms.map(({ id }) => {
    const ratios = of(id).map((value) => value / usual);
    const ratio = ratios.reduce((sum, one) => sum + one, 0) / ratios.length;
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
    return { arm: id, parameter, ratio, low, high, experiments: study.experiments };
  });
}

/**
 * The study of bodies with what tissue told: in each arm a number of the body, as the catalogue has it for the control, times the arm's
 * ratio. Absolute rates of the tissue are not calibrated, those of the body were measured (decision 0191).
 */
export function withTold(study: Study, told: readonly Told[], usual: ReadonlyMap<string, string>): Study {
  const sentences = told
    .filter(({ arm }) => arm !== study.control)
    .map(({ arm, parameter, ratio, low, high, experiments }) => {
      const title = study.arms.find(({ id }) => id === arm)?.title ?? arm;
      const range = experiments > 1 ? ` (${short(low)} to ${short(high)} in ${experiments} tissues)` : '';
      return `Tissue gave ${title} ${short(ratio)} times the control's ${parameter.replaceAll('_', ' ')}${range}.`;
    });
  const arms = study.arms.map((arm): Arm => {
    if (!changesCells(arm)) return arm;
    const own = told.filter((one) => one.arm === arm.id);
    const set = Object.fromEntries(own.map(({ parameter, ratio }) => [parameter, times(usual.get(parameter), ratio)]));
    return { ...withoutCells(arm), change: { set: { ...set, ...arm.change.set } } };
  });
  return { ...study, arms, notes: [...study.notes, ...sentences] };
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
 * What of an arm, and of its study, concerns the body, where the protocol takes the rest from tissue: cells are not in a body. Otherwise as
 * they are.
 */
export function ofBody(study: Study, arm: Arm, catalog: Catalog): { readonly study: Study; readonly arm: Arm } {
  if (Object.keys(catalog.protocols[study.assay].lifts ?? {}).length === 0) return { study, arm };
  const { hypotheses: _, ...own } = study;
  return { study: { ...own, environment: {} }, arm: withoutCells(arm) };
}

function withoutCells({ partners: _p, change: { set }, ...arm }: Arm): Arm {
  return { ...arm, change: set === undefined ? {} : { set } };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
