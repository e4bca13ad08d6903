import type { FittedParameter } from './fit-record.js';
import type { ScoredRow, ScoredVote } from './score-card.js';

/** What a calibration found, as `calibration.json` has it. A number that could not be computed is null. */
export interface CalibrationRecord {
  readonly kind: 'invadolab calibration';
  readonly format: 1;
  readonly version: string;
  /** Names all of the catalogue and the evidence that the result depends on. */
  readonly hash: string;
  readonly seed: number;
  readonly cellsPerDraw: number;
  /** `value` is what the catalogue had; mixing is not defined here and null. */
  readonly parameters: readonly CalibratedParameter[];
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly ridges: readonly {
    readonly parameters: readonly [string, string];
    readonly correlation: number;
    readonly powers?: readonly [number, number];
  }[];
  /** Rows to calibrate with, scored on the accepted sets as `validate` would. */
  readonly rows: readonly ScoredRow[];
  /** Ids of rows to calibrate with that only the full form answers: scored by `validate`, not fitted to. */
  readonly slow: readonly string[];
  readonly votes: readonly ScoredVote[];
  /** The same votes on draws of the prior. */
  readonly priorVotes: readonly ScoredVote[];
  /**
   * Median distance of each vote over prior and accepted sets, 0 to 1, in the order of `votes`, and the share of what it does from set
   * to set that a surface over the parameters explains (the rest is the chance of a few cells).
   */
  readonly distances: readonly {
    readonly prior: number | null;
    readonly accepted: number | null;
    readonly explained: number | null;
  }[];
  /** Each paper scored on the sets that the other papers accept. */
  readonly leftOut: readonly LeftOut[];
  readonly generations: readonly {
    readonly sets: number;
    readonly acceptance: number;
    readonly threshold: number | null;
    readonly effective: number;
  }[];
  readonly threshold: number;
  /** Sets that were tried, given up before all rows were simulated, and accepted. */
  readonly tried: number;
  readonly givenUp: number;
  readonly accepted: number;
  /** Number of equally weighted sets that the accepted ones are worth. */
  readonly effective: number;
  /** Sets in the ensemble, and how many of them differ. */
  readonly draws: number;
  readonly distinct: number;
  /** Every vote is met by every accepted set. */
  readonly reached: boolean;
}

/** A fitted parameter: what the catalogue is to have, and why it was chosen. */
export interface CalibratedParameter extends FittedParameter {
  readonly fitted: number;
  readonly why: string;
}

/** One paper and what the others say of it. */
export interface LeftOut {
  readonly paper: string;
  readonly cited: string;
  /** Sets that the other papers accept, and what they are worth. */
  readonly accepted: number;
  readonly effective: number;
  readonly votes: readonly ScoredVote[];
  readonly rows: readonly {
    readonly id: string;
    readonly expected: string;
    readonly predicted: number | null;
    readonly interval: readonly [number | null, number | null];
    readonly pass: boolean;
  }[];
}

/** Names of what a calibration leaves behind. */
export const calibrationNames = {
  record: 'calibration.json',
  ensemble: 'ensemble.json',
  fitted: 'fitted.yaml',
  trials: 'trials.json',
  report: 'report.html',
} as const;
