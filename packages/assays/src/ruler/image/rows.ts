import { imageMeasures } from '../measure-definitions.js';
import type { Field } from './field.js';
import { fieldMeasures } from './field-measures.js';
import type { Measured } from './measure-field.js';
import type { CellRow, FieldRow, HoleRow, PunctumRow } from './tables.js';

/** Where a field comes from. */
export interface Origin {
  readonly image: string;
  /** From 1. */
  readonly frame: number;
  /** s, or not a number. */
  readonly time: number;
}

/** Rows of all tables of one field. */
export interface FieldRows {
  readonly fields: readonly FieldRow[];
  readonly cells: readonly CellRow[];
  readonly puncta: readonly PunctumRow[];
  readonly holes: readonly HoleRow[];
}

/**
 * What was measured on one field as rows. `blank`: share of an equal cell-free film that is hole by itself; its area is
 * taken off the degraded area. Counts of cells come with the measures.
 */
export function rowsOf(measured: Measured, field: Field, origin: Origin, blank = 0): FieldRows {
  const { image, frame } = origin;
  const { pixel } = field;
  // Pixel centres, from the top left corner of the image.
  const um = (position: number) => (position + 0.5) * pixel;
  const grid = measured.footprints?.pixel ?? pixel;
  return {
    fields: fieldRows(measured, field, origin, blank),
    cells: measured.cells.map((cell) => ({
      image,
      frame,
      cell: cell.label,
      x_um: (cell.column + 0.5) * grid,
      y_um: (cell.row + 0.5) * grid,
      excluded: cell.excluded ?? '',
      footprint_um2: cell.area,
      nucleus_um2: cell.nucleus,
      puncta: cell.puncta.length,
      mature: cell.puncta.filter(({ mature }) => mature).length,
      hole_under_um2: cell.under,
      hole_nearby_um2: cell.nearby,
      degrading: cell.degrading ? 1 : 0,
    })),
    puncta: measured.cells
      .flatMap((cell) => cell.puncta)
      .map((punctum, i) => ({
        image,
        frame,
        cell: punctum.cell,
        punctum: i + 1,
        x_um: um(punctum.column),
        y_um: um(punctum.row),
        area_um2: punctum.area,
        diameter_um: 2 * Math.sqrt(punctum.area / Math.PI),
        actin_sd: punctum.actin,
        marker_sd: punctum.marker,
        hole_um2: punctum.hole,
        mature: punctum.mature ? 1 : 0,
      })),
    holes: (measured.holes?.found ?? []).map(({ label, column, row, area, depth }) => ({
      image,
      frame,
      hole: label,
      x_um: um(column),
      y_um: um(row),
      area_um2: area,
      depth,
    })),
  };
}

function fieldRows(measured: Measured, field: Field, { image, frame, time }: Origin, blank: number): FieldRow[] {
  const add = (measure: string, value: number, unit: string) => ({ image, frame, time, measure, value, unit });
  const excluded = (why: string) => measured.cells.filter((cell) => cell.excluded === why).length;
  const counted = measured.cells.filter((cell) => cell.excluded === undefined).length;
  const nuclei = Math.max(1, measured.cells.length - excluded('dead'));
  const own = (blank * field.width * field.height * field.pixel * field.pixel) / nuclei;
  const rows = [add('cells.counted', counted, '1')];
  for (const why of ['border', 'small', 'rounded', 'dead']) rows.push(add(`cells.excluded.${why}`, excluded(why), '1'));
  for (const [id, value] of fieldMeasures(measured, field)) {
    rows.push(add(id, id === 'matrix.degraded_area' ? value - own : value, imageMeasures[id].unit));
  }
  return rows;
}
