import type { Study } from '../study.js';

/** What a form of the model is asked: every arm of a study under every set of parameters. */
export interface PredictionRequest {
  readonly study: Study;
  /** Parameter id to value, in the unit of the model; what is left out keeps the model's value. */
  readonly draws: readonly ReadonlyMap<string, number>[];
  /** Cells with amounts of their own per draw; the same in every arm. */
  readonly cellsPerDraw: number;
  readonly seed: number;
}

/** What one measure is at one time, over the cells of an arm. */
export interface Moments {
  /** s */
  readonly time: number;
  /** In the unit of the measure. Not a number where no cell has a value. */
  readonly mean: number;
  /** Of one cell, by chance alone. */
  readonly varianceWithin: number;
  /** Between cells, of their means. */
  readonly varianceBetween: number;
}

/** One arm under one set of parameters. */
export interface ArmPrediction {
  readonly arm: string;
  readonly draw: number;
  readonly measures: ReadonlyMap<string, readonly Moments[]>;
}

/** Any form of the model that answers: the full one, or the reduced one. */
export interface Predictor {
  /** Names the form in a score card. */
  readonly form: string;
  /** Cells per draw at most, for a form that takes long. */
  readonly mostCells?: number;
  /** Whether it knows the assay and every measure that the study asks for. */
  answers(study: Study): boolean;
  predict(request: PredictionRequest): Promise<readonly ArmPrediction[]>;
}
