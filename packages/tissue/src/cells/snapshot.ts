import { BadInput } from '@invadolab/core';
import type { CellTable } from './cell-table.js';

/** Bytes before the columns: number of cells, next id, number of letters of the names. */
const headBytes = 24;

/**
 * The cells of a table as bytes, little-endian: together with the number of the tick all that the mechanics go on from.
 * Equal tables give equal bytes whatever happened to them before.
 */
export function snapshotOf(table: CellTable): Uint8Array {
  const names = new TextEncoder().encode(table.names.join(' '));
  const arrays = table.names.map((name) => bytesOf(table, name));
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, headBytes + names.length));
  const head = new DataView(bytes.buffer);
  head.setFloat64(0, table.count, true);
  head.setFloat64(8, table.nextId, true);
  head.setFloat64(16, names.length, true);
  bytes.set(names, headBytes);
  let at = headBytes + names.length;
  for (const array of arrays) {
    bytes.set(array, at);
    at += array.length;
  }
  return bytes;
}

/**
 * Puts the cells of a snapshot in place of what a table holds, whose columns must be the same. Throws `BadInput` for
 * bytes that are no such snapshot.
 */
export function restoreSnapshot(table: CellTable, bytes: Uint8Array): void {
  const refuse = (found: string): never => {
    throw new BadInput('these are no cells of this tissue', { found, expected: `columns ${table.names.join(' ')}` });
  };
  if (bytes.length < headBytes) refuse(`${bytes.length} bytes`);
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, nextId, letters] = [0, 8, 16].map((at) => head.getFloat64(at, true));
  const names = new TextDecoder().decode(bytes.subarray(headBytes, headBytes + Math.max(0, Math.min(letters, 1e5))));
  if (names !== table.names.join(' ')) refuse(`columns ${names}`);
  const widths = table.names.map((name) => table.column(name).BYTES_PER_ELEMENT);
  const needed = widths.reduce((sum, width) => sum + width * count, headBytes + letters);
  if (bytes.length !== needed) refuse(`${bytes.length} bytes instead of ${needed}`);
  table.clear(count, nextId);
  let at = headBytes + letters;
  for (const name of table.names) {
    const column = bytesOf(table, name);
    column.set(bytes.subarray(at, at + column.length));
    at += column.length;
  }
}

function bytesOf(table: CellTable, name: string): Uint8Array {
  const values = table.column(name);
  return new Uint8Array(values.buffer, values.byteOffset, table.count * values.BYTES_PER_ELEMENT);
}
