import type { EventRow, MeasureRow, SeriesRow } from './tables.js';

/** Parquet column types that the tables use. */
export type ColumnType = 'STRING' | 'INT32' | 'DOUBLE';

/** A table's columns in file order, and the columns that order its rows, first one first. */
export interface TableLayout<Row> {
  readonly columns: readonly { readonly name: keyof Row & string; readonly type: ColumnType }[];
  readonly order: readonly (keyof Row & string)[];
  /** Whether two rows may agree in all columns of the order. */
  readonly unique: boolean;
}

/** One row per arm, experiment, cell, time and measure, in this order; text by code unit. */
export const measureLayout: TableLayout<MeasureRow> = {
  columns: [
    { name: 'arm', type: 'STRING' },
    { name: 'experiment', type: 'INT32' },
    { name: 'cell', type: 'INT32' },
    { name: 'time', type: 'DOUBLE' },
    { name: 'measure', type: 'STRING' },
    { name: 'value', type: 'DOUBLE' },
    { name: 'unit', type: 'STRING' },
  ],
  order: ['arm', 'experiment', 'cell', 'time', 'measure'],
  unique: true,
};

/** One row per arm, experiment, cell, series and time, in this order, so that a time course is one run of rows. */
export const seriesLayout: TableLayout<SeriesRow> = {
  columns: [
    { name: 'arm', type: 'STRING' },
    { name: 'experiment', type: 'INT32' },
    { name: 'cell', type: 'INT32' },
    { name: 'time', type: 'DOUBLE' },
    { name: 'series', type: 'STRING' },
    { name: 'value', type: 'DOUBLE' },
    { name: 'unit', type: 'STRING' },
  ],
  order: ['arm', 'experiment', 'cell', 'series', 'time'],
  unique: true,
};

/** Ordered by arm, experiment, cell, time and then everything else, so that equal rows are the only ties. */
export const eventLayout: TableLayout<EventRow> = {
  columns: [
    { name: 'arm', type: 'STRING' },
    { name: 'experiment', type: 'INT32' },
    { name: 'cell', type: 'INT32' },
    { name: 'time', type: 'DOUBLE' },
    { name: 'what', type: 'STRING' },
    { name: 'by', type: 'STRING' },
    { name: 'kind', type: 'STRING' },
    { name: 'id', type: 'DOUBLE' },
    { name: 'x', type: 'DOUBLE' },
    { name: 'y', type: 'DOUBLE' },
  ],
  order: ['arm', 'experiment', 'cell', 'time', 'kind', 'id', 'what', 'by', 'x', 'y'],
  unique: false,
};
