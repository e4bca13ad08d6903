import type { TableLayout } from '@invadolab/results';

/** A table as CSV (RFC 4180): a head, rows in the given order, an empty cell for what is not a number. */
export function csvOf<Row>(rows: readonly Row[], { columns }: TableLayout<Row>): string {
  const lines = rows.map((row) => columns.map(({ name }) => cell(row[name])).join(','));
  return [columns.map(({ name }) => name).join(','), ...lines, ''].join('\r\n');
}

function cell(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
