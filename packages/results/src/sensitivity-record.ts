/** What a sensitivity analysis found, as `sensitivity.json` has it. A number that could not be computed is null. */
export interface SensitivityRecord {
  readonly kind: 'invadolab sensitivity';
  readonly format: 1;
  readonly version: string;
  /** The question of the study. */
  readonly study: string;
  readonly assay: string;
  readonly seed: number;
  readonly hash: string;
  /** What is looked at: the ratio of an arm to the control, or the value where the study has one arm. */
  readonly quantity: {
    readonly arm: string;
    readonly title: string;
    readonly control: string | null;
    readonly measure: string;
    /** s */
    readonly time: number;
    /** With the model's own numbers. */
    readonly value: number | null;
    readonly answer: Answer;
  };
  /** All numbers with a range, the most important first. */
  readonly screened: readonly ScreenedNumber[];
  readonly trajectories: number;
  /** Shares of variance among the chosen numbers; absent where only screening was asked for. */
  readonly shares?: {
    readonly samples: number;
    readonly numbers: readonly NumberShares[];
    /** Of all chosen numbers that are assumed, together; null where none or all of them are. */
    readonly assumed: { readonly first: ShareOf; readonly total: ShareOf } | null;
    readonly assumedCount: number;
  };
  /** Numbers that change the answer somewhere in their range when they alone are changed, the nearest first. */
  readonly flips: readonly Flip[];
  readonly evaluations: number;
  readonly notes: readonly string[];
}

/** Below 0.8 of the control, above 1.25, or between; `unknown` where there is no ratio. */
export type Answer = 'lowers' | 'raises' | 'about the same' | 'unknown';

/** What a number is, for a reader. */
export interface NamedNumber {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly source: string;
  readonly value: number;
  readonly range: readonly [number, number];
}

/** Elementary effects of one number on the logarithm of the quantity, per step through its whole range. */
export interface ScreenedNumber extends NamedNumber {
  readonly meanAbsolute: number | null;
  readonly mean: number | null;
  readonly deviation: number | null;
}

/** An estimate with its 95 % interval. */
export interface ShareOf {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Shares of variance of one number: alone, and with all it does together with others. */
export interface NumberShares {
  readonly id: string;
  readonly source: string;
  readonly first: ShareOf;
  readonly total: ShareOf;
}

/** Where the answer changes if one number is another. */
export interface Flip {
  readonly id: string;
  readonly source: string;
  readonly unit: string;
  readonly value: number;
  /** The value at which the answer changes. */
  readonly at: number;
  readonly answer: Answer;
}

/** Names of what a sensitivity analysis leaves behind. */
export const sensitivityNames = { record: 'sensitivity.json', report: 'report.html' } as const;
