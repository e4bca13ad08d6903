import type { TableLayout } from '@invadolab/results';

/** One row per field and measure, in its unit; means are over the cells that count. */
export interface FieldRow {
  readonly image: string;
  readonly frame: number;
  /** s; not a number where the image says nothing about time. */
  readonly time: number;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
}

/** One row per cell, those that do not count included with the reason; lengths in um, areas in um2. */
export interface CellRow {
  readonly image: string;
  readonly frame: number;
  readonly cell: number;
  readonly x_um: number;
  readonly y_um: number;
  readonly excluded: string;
  readonly footprint_um2: number;
  readonly nucleus_um2: number;
  readonly puncta: number;
  readonly mature: number;
  readonly hole_under_um2: number;
  readonly hole_nearby_um2: number;
  readonly degrading: number;
}

/** One row per punctum; `actin_sd` and `marker_sd` in robust standard deviations above the ventral median. */
export interface PunctumRow {
  readonly image: string;
  readonly frame: number;
  readonly cell: number;
  readonly punctum: number;
  readonly x_um: number;
  readonly y_um: number;
  readonly area_um2: number;
  readonly diameter_um: number;
  readonly actin_sd: number;
  readonly marker_sd: number;
  readonly hole_um2: number;
  readonly mature: number;
}

/** One row per hole. */
export interface HoleRow {
  readonly image: string;
  readonly frame: number;
  readonly hole: number;
  readonly x_um: number;
  readonly y_um: number;
  readonly area_um2: number;
  /** Mean lost share of the film in it. */
  readonly depth: number;
}

/** One row per punctum that was followed through a movie for long enough; times in s from the first frame. */
export interface TrackRow {
  readonly image: string;
  readonly cell: number;
  readonly track: number;
  readonly begin_s: number;
  readonly end_s: number;
  readonly lifetime_s: number;
  /** 1 where it was there in the first frame, so that its birth was not seen. */
  readonly there_before: number;
  /** 1 where it was still there in the last frame. */
  readonly censored: number;
  readonly x_um: number;
  readonly y_um: number;
}

/** Type of every column by its name: the compiler wants all of them, and none that its value cannot be. */
type Columns<Row> = { readonly [K in keyof Row & string]: Row[K] extends string ? 'STRING' : 'INT32' | 'DOUBLE' };

/** The layout with the columns in the order given; rows are told apart by `order`. */
function layout<Row>(columns: Columns<Row>, order: readonly (keyof Row & string)[]): TableLayout<Row> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  return { columns: names.map((name) => ({ name, type: columns[name] })), order, unique: true };
}

const [text, whole, real] = ['STRING', 'INT32', 'DOUBLE'] as const;

/** Columns of the files that `quantify` writes, in their order. */
export const rulerTables = {
  fields: layout<FieldRow>({ image: text, frame: whole, time: real, measure: text, value: real, unit: text }, [
    'image',
    'frame',
    'measure',
  ]),
  cells: layout<CellRow>(
    {
      image: text,
      frame: whole,
      cell: whole,
      x_um: real,
      y_um: real,
      excluded: text,
      footprint_um2: real,
      nucleus_um2: real,
      puncta: whole,
      mature: whole,
      hole_under_um2: real,
      hole_nearby_um2: real,
      degrading: whole,
    },
    ['image', 'frame', 'cell'],
  ),
  puncta: layout<PunctumRow>(
    {
      image: text,
      frame: whole,
      cell: whole,
      punctum: whole,
      x_um: real,
      y_um: real,
      area_um2: real,
      diameter_um: real,
      actin_sd: real,
      marker_sd: real,
      hole_um2: real,
      mature: whole,
    },
    ['image', 'frame', 'cell', 'punctum'],
  ),
  holes: layout<HoleRow>(
    { image: text, frame: whole, hole: whole, x_um: real, y_um: real, area_um2: real, depth: real },
    ['image', 'frame', 'hole'],
  ),
  tracks: layout<TrackRow>(
    {
      image: text,
      cell: whole,
      track: whole,
      begin_s: real,
      end_s: real,
      lifetime_s: real,
      there_before: whole,
      censored: whole,
      x_um: real,
      y_um: real,
    },
    ['image', 'track'],
  ),
} as const;
