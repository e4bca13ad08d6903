/** A column as a file has it: all texts, or all numbers. */
export interface PlainColumn {
  readonly name: string;
  /** As results write it; absent for texts. */
  readonly unit?: string;
  readonly values: readonly (string | number)[];
}

/** Columns as RFC 4180 has them: a head with units (`area (um2)`), full numbers, and texts in quotes where they need them. */
export function csvOf(columns: readonly PlainColumn[]): string {
  const head = columns.map(({ name, unit }) => cell(unit === undefined || unit === '1' ? name : `${name} (${unit})`));
  const rows = (columns[0]?.values ?? []).map((_, row) => columns.map(({ values }) => cell(values[row])));
  return `${[head, ...rows].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}
