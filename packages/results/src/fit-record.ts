import type { TableLayout } from './columns.js';

/** What a fit found, as `fit.json` has it. A number that could not be computed is null. */
export interface FitRecord {
  readonly kind: 'invadolab fit';
  readonly format: 1;
  readonly version: string;
  /** The question of the study. */
  readonly study: string;
  readonly assay: string;
  readonly control: string;
  /** Name of the table of data. */
  readonly data: string;
  readonly seed: number;
  /** sha256 over study, models, data, priors and settings: equal hashes give equal results. */
  readonly hash: string;
  readonly comparison: { readonly scale: 'ratio' | 'value'; readonly discrepancy: number; readonly error: number };
  readonly parameters: readonly FittedParameter[];
  /** Between parameters, in their order. */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly ridges: readonly {
    readonly parameters: readonly [string, string];
    readonly correlation: number;
    readonly powers?: readonly [number, number];
  }[];
  readonly points: readonly FittedPoint[];
  /** Parameter sets in the ensemble. */
  readonly draws: number;
  readonly evaluations: number;
  readonly acceptance: number;
  readonly converged: boolean;
  readonly notes: readonly string[];
}

/** Median and 90 % interval. */
export interface Span {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** One parameter before and after the data, in its unit. */
export interface FittedParameter {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly source: string;
  /** What the model has. */
  readonly value: number;
  readonly kind: 'uniform' | 'log-uniform' | 'log-normal';
  /** Ends of the prior. */
  readonly range: readonly [number, number];
  readonly prior: Span;
  readonly posterior: Span;
  /** Width of the posterior's 90 % interval over the prior's. */
  readonly width: number;
  readonly identified: boolean;
  readonly edge?: 'low' | 'high';
  readonly rHat: number | null;
  readonly effective: number | null;
}

/** One datum beside what the accepted sets predict: ratios to control, or values. */
export interface FittedPoint {
  readonly arm: string;
  readonly title: string;
  readonly measure: string;
  /** s */
  readonly time: number;
  readonly observed: number;
  /** 90 % interval of the datum with its sampling error and the model's discrepancy; only `high` counts for a bound. */
  readonly low: number;
  readonly high: number;
  /** The datum is a bound: `observed` is its end. */
  readonly below: boolean;
  /** Over the accepted sets, without any error; null where the sets predict nothing. */
  readonly predicted: Span | null;
}

/** One value of one accepted parameter set. */
export interface EnsembleRow {
  readonly draw: number;
  readonly parameter: string;
  readonly value: number;
  readonly unit: string;
}

/** One row per accepted set and parameter. */
export const ensembleLayout: TableLayout<EnsembleRow> = {
  columns: [
    { name: 'draw', type: 'INT32' },
    { name: 'parameter', type: 'STRING' },
    { name: 'value', type: 'DOUBLE' },
    { name: 'unit', type: 'STRING' },
  ],
  order: ['draw', 'parameter'],
  unique: true,
};

/** Accepted parameter sets as `ensemble.json` has them: values in the unit of each parameter. */
export interface EnsembleFile {
  readonly format: 1;
  readonly parameters: readonly string[];
  readonly draws: readonly (readonly number[])[];
}

/** Names of what a fit leaves behind, besides the study and the data themselves. */
export const fitNames = {
  record: 'fit.json',
  ensemble: 'ensemble.json',
  table: 'ensemble.parquet',
  report: 'report.html',
  /** Where an interrupted fit goes on; gone when it is whole. */
  state: 'fit-state.json',
} as const;
