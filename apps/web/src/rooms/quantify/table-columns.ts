import type { MeasuredBatch } from '../../worker/calls/quantify.js';

/** Tables of a measurement, in the order in which they are offered. */
export const tableNames = ['fields', 'cells', 'puncta', 'holes', 'tracks'] as const;

/** One of them. */
export type TableName = (typeof tableNames)[number];

/** A column as a person reads it; its head is a text of the room. */
export interface Column {
  readonly id: string;
  readonly unit?: string;
  /** Words, not numbers. */
  readonly text?: boolean;
  /** 1 and 0 for yes and no. */
  readonly yes?: boolean;
}

const columns: Readonly<Record<TableName, readonly Column[]>> = {
  fields: [
    { id: 'image', text: true },
    { id: 'frame' },
    { id: 'measure', text: true },
    { id: 'value' },
    { id: 'unit', text: true },
  ],
  cells: [
    { id: 'cell' },
    { id: 'excluded', text: true },
    { id: 'footprint_um2', unit: 'um2' },
    { id: 'nucleus_um2', unit: 'um2' },
    { id: 'puncta' },
    { id: 'mature' },
    { id: 'hole_under_um2', unit: 'um2' },
    { id: 'hole_nearby_um2', unit: 'um2' },
    { id: 'degrading', yes: true },
  ],
  puncta: [
    { id: 'punctum' },
    { id: 'cell' },
    { id: 'mature', yes: true },
    { id: 'diameter_um', unit: 'um' },
    { id: 'actin_sd', unit: 'sd' },
    { id: 'marker_sd', unit: 'sd' },
    { id: 'hole_um2', unit: 'um2' },
  ],
  holes: [
    { id: 'hole' },
    { id: 'area_um2', unit: 'um2' },
    { id: 'depth' },
    { id: 'x_um', unit: 'um' },
    { id: 'y_um', unit: 'um' },
  ],
  tracks: [
    { id: 'track' },
    { id: 'cell' },
    { id: 'begin_s', unit: 's' },
    { id: 'end_s', unit: 's' },
    { id: 'lifetime_s', unit: 's' },
    { id: 'there_before', yes: true },
    { id: 'censored', yes: true },
  ],
};

/** Columns of a table; what is the same in every row (one image, one frame) is left out. */
export function columnsOf(table: TableName, { images }: MeasuredBatch): readonly Column[] {
  return columns[table].filter(({ id }) => {
    if (id === 'image') return images.length > 1;
    return id !== 'frame' || images.some(({ frames }) => frames > 1);
  });
}

/** Rows of a table: of all images for measures of fields, else of what the picture shows. */
export function rowsOf(
  { tables }: MeasuredBatch,
  table: TableName,
  name: string,
  frame: number,
): readonly Readonly<Record<string, string | number>>[] {
  const rows = tables[table] as unknown as readonly Readonly<Record<string, string | number>>[];
  if (table === 'fields') return rows;
  return rows.filter((row) => row.image === name && (row.frame === undefined || row.frame === frame));
}
