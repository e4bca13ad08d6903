import { BadInput } from '@invadolab/core';
import { printable } from '../shape.js';

/** A row of a table and the line of the file it stands in, from 1. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table with a header. */
export interface TextTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly rows: readonly TextRow[];
}

const separators = [',', ';', '\t'] as const;
const spoken: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/**
 * A table separated by commas, semicolons or tabs, whichever the header has most of. Cells may be quoted; empty lines and
 * lines that begin with # are left out. A header with one cell less than the rows leaves its first column without a name, as
 * some programs write it. Throws `BadInput` for an empty file, and for a row with another number of cells.
 */
export function readTextTable(text: string, file: string): TextTable {
  if (text.includes('\0')) throw new BadInput('not text', { file, expected: 'a table of genes and values' });
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const head = lines.findIndex((line) => isContent(line));
  if (head < 0) throw new BadInput('nothing in it', { file, expected: 'a header, and a line for each gene' });
  const counts = separators.map((mark) => lines[head].split(mark).length);
  const separator = separators[counts.indexOf(Math.max(...counts))];
  const place = (index: number) => ({ file, line: index + 1 });
  const header = cellsOf(lines[head], separator, place(head));
  if (header.length < 2)
    throw new BadInput('one column only', {
      ...place(head),
      found: printable(lines[head]),
      expected: 'genes and values, separated by commas, semicolons or tabs',
    });
  if (header.slice(1).every((cell) => isNumber(cell)))
    throw new BadInput('no header', {
      ...place(head),
      found: printable(lines[head]),
      expected: 'the names of the columns, such as gene and TPM',
    });
  const rows: TextRow[] = [];
  for (let index = head + 1; index < lines.length; index++) {
    if (isContent(lines[index])) rows.push({ line: index + 1, cells: cellsOf(lines[index], separator, place(index)) });
  }
  if (rows.length === 0)
    throw new BadInput('no line below the header', { ...place(head), expected: 'a line for each gene' });
  const unnamed = rows[0].cells.length === header.length + 1;
  const columns = unnamed ? ['', ...header] : header;
  const odd = rows.find(({ cells }) => cells.length !== columns.length);
  if (odd)
    throw new BadInput('another number of cells than in the header', {
      file,
      line: odd.line,
      found: `${odd.cells.length} separated by ${spoken[separator]}${otherMark(lines[odd.line - 1], separator)}`,
      expected: String(columns.length),
    });
  return { file, header: columns, headerLine: head + 1, rows };
}

const isContent = (line: string) => line.trim() !== '' && !line.startsWith('#');
const isNumber = (cell: string) => /^[+-]?[\d.,]+(?:[eE][+-]?\d+)?$/.test(cell);

/** What a line with the wrong number of cells may be separated by instead. */
function otherMark(line: string, separator: string): string {
  const others = separators.filter((mark) => mark !== separator && line.includes(mark)).map((mark) => spoken[mark]);
  return others.length === 0 ? '' : `, in a line with ${others.join(' and ')} too`;
}

function cellsOf(line: string, separator: string, place: { readonly file: string; readonly line: number }): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  const quoted = /^\s*"((?:[^"]|"")*)"\s*$/;
  let cell = '';
  for (const piece of line.split(separator)) {
    cell = cell === '' ? piece : `${cell}${separator}${piece}`;
    if (/^\s*"/.test(cell) && !quoted.test(cell)) continue;
    cells.push(quoted.exec(cell)?.[1].replaceAll('""', '"').trim() ?? cell.trim());
    cell = '';
  }
  if (cell !== '') throw new BadInput('a quote is not closed', { ...place, found: printable(cell), expected: '"' });
  return cells;
}
