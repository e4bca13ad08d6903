/** One measurement of one cell (or field, or experiment) at one time. `cell` is -1 for whole-field measures. */
export interface MeasureRow {
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  /** s */
  readonly time: number;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
}

/** A time course: mean over the cells of one arm and experiment. */
export interface SeriesRow {
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  readonly time: number;
  readonly series: string;
  readonly value: number;
  readonly unit: string;
}

/** A founding, a dissolution or a dose. */
export interface EventRow {
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  readonly time: number;
  readonly what: string;
  readonly by: string;
  readonly kind: string;
  readonly id: number;
  readonly x: number;
  readonly y: number;
}
