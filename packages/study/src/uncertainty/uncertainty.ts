import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { UncertaintyRecord } from '@invadolab/results';
import type { SetPredictor } from '../prediction/predictor.js';
import { referenceOf } from '../reference.js';
import type { Study } from '../study.js';
import type { AssumedNumber } from './assumed.js';
import { type EvaluationOptions, Evaluations, ratioOf, type UncertaintyState } from './evaluations.js';
import { candidates, confirmedNumbers, halvings, soughtTurns, triedAssumptions } from './flips.js';

/** Calibrated sets as values of the numbers that a study's models have. */
export interface CalibratedSets {
  readonly hash: string;
  /** Fitted numbers, and how many of them the models have. */
  readonly fitted: number;
  readonly present: number;
  readonly sets: readonly ReadonlyMap<string, number>[];
}

/** What is asked about the uncertainty of a run's answers. */
export interface UncertaintyWork {
  readonly study: Study;
  /** Arms whose ratio to the control is asked for; measures of the predictor. */
  readonly arms: readonly string[];
  readonly measures: readonly string[];
  /** Cells per arm and set. */
  readonly cells: number;
  /** The calibrated sets, or a sentence that says why there are none. */
  readonly ensemble: CalibratedSets | string;
  /** Arms whose assumptions are tried, in the headline measure; absent where none shall be. */
  readonly assumptions?: { readonly arms: readonly string[]; readonly measure: string };
  readonly numbers: readonly AssumedNumber[];
  readonly form: string;
  /** Predicts these arms and measures at the last time. */
  predictor(study: Study, cells: number): SetPredictor;
}

/** sha256 over all that the work depends on, besides the catalogue. */
export function uncertaintyHash({
  study,
  arms,
  measures,
  cells,
  ensemble,
  assumptions,
  numbers,
}: UncertaintyWork): string {
  const sets = typeof ensemble === 'string' ? ensemble : ensemble.sets.map((set) => [...set]);
  return sha256Hex(canonicalJson({ study, arms, measures, cells, sets, assumptions: assumptions ?? null, numbers }));
}

/** Seeds are whole numbers below this. */
const seeds = 4_294_967_296;

/** Sets of parameters that the work takes, at most. */
export function uncertaintySets({ ensemble, assumptions, numbers }: UncertaintyWork): number {
  const draws = typeof ensemble === 'string' ? 0 : ensemble.sets.length;
  if (assumptions === undefined) return draws;
  const { length: spoken } = assumptions.arms;
  return draws + 1 + candidates + 2 * numbers.length + (2 * confirmedNumbers + halvings * soughtTurns) * spoken;
}

/**
 * Ratios of each arm to the control over the calibrated sets, arms paired within a set, and what the assumed numbers do to them one
 * at a time. `state` grows in place; work that goes on from it ends as work that never stopped.
 */
export async function runUncertainty(
  work: UncertaintyWork,
  state: UncertaintyState,
  options: EvaluationOptions = {},
): Promise<Omit<UncertaintyRecord, 'evidence'>> {
  const { study, arms, measures, cells, ensemble, assumptions, numbers, form } = work;
  const { control } = study;
  const reference = (arm: string) => referenceOf(study, arm);
  const time = study.timepoints[study.timepoints.length - 1];
  const evaluations = new Evaluations(state, options);
  const predictor = (of: readonly string[], asked: readonly string[], size: number, draw = 0) => {
    const wanted = new Set([control, ...of, ...of.map(reference)]);
    const own = study.arms.filter(({ id }) => wanted.has(id));
    const seed = (study.seed + draw) % seeds;
    return work.predictor({ ...study, arms: own, measure: asked, timepoints: [time], seed }, size);
  };
  const told = typeof ensemble === 'string' ? undefined : ensemble;
  const layout = { arms: [...new Set([control, ...arms.map(reference), ...arms])], measures, time };
  const drawn = told ? await evaluations.ask(predictor(arms, measures, cells), layout, told.sets) : [];
  const ratios = told
    ? measures.flatMap((measure) =>
        arms.map((arm) => {
          const values = drawn.map((means) => orNull(ratioOf(means, arm, reference(arm), measure)));
          return { arm, measure, time, values };
        }),
      )
    : [];
  const tried =
    assumptions === undefined || numbers.length === 0
      ? null
      : await triedAssumptions(
          {
            ...assumptions,
            reference,
            time,
            numbers,
            cells,
            predictor: (size, draw) => predictor(assumptions.arms, [assumptions.measure], size, draw),
          },
          evaluations,
        );
  return {
    kind: 'invadolab uncertainty',
    format: 1,
    form,
    ensemble: told
      ? { hash: told.hash, draws: told.sets.length, cells, fitted: told.fitted, present: told.present }
      : null,
    ...(typeof ensemble === 'string' && { why: ensemble }),
    ratios,
    assumptions: tried,
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
