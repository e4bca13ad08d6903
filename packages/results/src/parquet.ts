import { BadInput } from '@invadolab/core';
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { canonicalOrder } from './canonical-order.js';
import type { ColumnType, TableLayout } from './columns.js';

const CREATED_BY = 'InvadoLab results 1';
const ROWS_PER_GROUP = 100_000;

/**
 * A table as a Parquet file: rows in the layout's order, columns required, Snappy, row groups of 100,000, no time stamp.
 * Equal rows in any order give equal bytes. Throws `TypeError` for a value that does not fit its column.
 */
export function encodeTable<Row>(rows: readonly Row[], layout: TableLayout<Row>): Uint8Array {
  const sorted = canonicalOrder(rows, layout);
  const columnData = layout.columns.map(({ name, type }) => ({
    name,
    type,
    nullable: false,
    data: sorted.map((row) => checked(row[name], name, type)),
  }));
  const options = {
    columnData,
    createdBy: CREATED_BY,
    rowGroupSize: ROWS_PER_GROUP,
    codec: 'SNAPPY',
    statistics: true,
  } as const;
  return new Uint8Array(parquetWriteBuffer(options));
}

/**
 * The rows of a Parquet file with these columns; `file` names it in the `BadInput` that other files give. A file that was
 * damaged in a clever place can make the reader fill the memory, so check its sha256 first, as `openRun` does.
 */
export async function decodeTable<Row>(bytes: Uint8Array, layout: TableLayout<Row>, file: string): Promise<Row[]> {
  const buffer = bytes.slice().buffer;
  const found = await readable(file, async () => parquetMetadata(buffer).schema.slice(1).map(column));
  const wanted = layout.columns.map(({ name, type }) => `${name} ${type}`);
  if (found.join() !== wanted.join()) {
    throw new BadInput('a table has other columns', { file, found: found.join(', '), expected: wanted.join(', ') });
  }
  const rows = await readable(file, () => parquetReadObjects({ file: buffer }));
  return readable(file, async () => {
    for (const row of rows) for (const { name, type } of layout.columns) checked(row[name], name, type);
    return rows as Row[];
  });
}

function column(element: SchemaElement): string {
  const type = element.converted_type === 'UTF8' ? 'STRING' : element.type;
  return `${element.name} ${type}${element.repetition_type === 'REQUIRED' ? '' : '?'}`;
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new BadInput('a table cannot be read', { file, found, expected: 'a whole Parquet file' });
  }
}

// One NaN and one zero: other bit patterns of them are equal values with other bytes.
function checked(value: unknown, name: string, type: ColumnType): string | number {
  if (type === 'STRING' && typeof value === 'string') return value;
  if (type === 'DOUBLE' && typeof value === 'number') return Number.isNaN(value) ? Number.NaN : value + 0;
  if (type === 'INT32' && typeof value === 'number' && (value | 0) === value) return value;
  throw new TypeError(`column ${name} is ${type} and cannot hold ${String(value)}`);
}
