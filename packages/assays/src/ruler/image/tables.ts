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

const text = (name: string) => ({ name, type: 'STRING' }) as const;
const whole = (name: string) => ({ name, type: 'INT32' }) as const;
const real = (name: string) => ({ name, type: 'DOUBLE' }) as const;

/** Columns of the files that `quantify` writes, in their order. */
export const rulerTables = {
  fields: {
    columns: [text('image'), whole('frame'), real('time'), text('measure'), real('value'), text('unit')],
    order: ['image', 'frame', 'measure'],
    unique: true,
  } as unknown as TableLayout<FieldRow>,
  cells: {
    columns: [
      text('image'),
      whole('frame'),
      whole('cell'),
      ...['x_um', 'y_um'].map(real),
      text('excluded'),
      ...['footprint_um2', 'nucleus_um2'].map(real),
      ...['puncta', 'mature'].map(whole),
      ...['hole_under_um2', 'hole_nearby_um2'].map(real),
      whole('degrading'),
    ],
    order: ['image', 'frame', 'cell'],
    unique: true,
  } as unknown as TableLayout<CellRow>,
  puncta: {
    columns: [
      text('image'),
      ...['frame', 'cell', 'punctum'].map(whole),
      ...['x_um', 'y_um', 'area_um2', 'diameter_um', 'actin_sd', 'marker_sd', 'hole_um2'].map(real),
      whole('mature'),
    ],
    order: ['image', 'frame', 'cell', 'punctum'],
    unique: true,
  } as unknown as TableLayout<PunctumRow>,
  holes: {
    columns: [text('image'), ...['frame', 'hole'].map(whole), ...['x_um', 'y_um', 'area_um2', 'depth'].map(real)],
    order: ['image', 'frame', 'hole'],
    unique: true,
  } as unknown as TableLayout<HoleRow>,
  tracks: {
    columns: [
      text('image'),
      ...['cell', 'track'].map(whole),
      ...['begin_s', 'end_s', 'lifetime_s'].map(real),
      ...['there_before', 'censored'].map(whole),
      ...['x_um', 'y_um'].map(real),
    ],
    order: ['image', 'track'],
    unique: true,
  } as unknown as TableLayout<TrackRow>,
} as const;
