import { BadInput, nearest } from '@invadolab/core';
import { printable } from '../shape.js';
import type { TextTable } from './text-table.js';

const geneHeader =
  /^(?:gene|symbol|genes|gene[ _.]?(?:symbol|name)|hgnc[ _.]?symbol|hugo[ _.]?symbol|external[ _.]?gene[ _.]?name)$/i;
const accessionHeader = /(?:ensembl|entrez|refseq|gene[ _.]?id|transcript|uniprot)/i;

/** The column of gene symbols: the one that says so, else the first. */
export function geneColumn({ header }: TextTable): number {
  const named = header.findIndex((name) => geneHeader.test(name));
  return named < 0 ? 0 : named;
}

/** The columns of values: those named, else the only one that is there. Throws `BadInput` for unknown and for doubtful ones. */
export function valueColumns(table: TextTable, genes: number, asked: readonly string[] | undefined): readonly number[] {
  const { file, header, headerLine: line } = table;
  const others = header.map((_, index) => index).filter((index) => index !== genes);
  if (asked !== undefined) return asked.map((name) => namedColumn(table, name));
  const numeric = others.filter((index) => !accessionHeader.test(header[index]) && hasNumbers(table, index));
  if (numeric.length === 1) return numeric;
  throw new BadInput(numeric.length === 0 ? 'no column of values' : 'more than one column of values', {
    file,
    line,
    found: listed((numeric.length === 0 ? others : numeric).map((index) => header[index])),
    expected: numeric.length === 0 ? 'a column of numbers' : 'column: one of them, beside the table in the study',
  });
}

/** The column of this name. Throws `BadInput` where there is none. */
export function namedColumn({ file, header, headerLine: line }: TextTable, name: string): number {
  const exact = header.indexOf(name);
  const folded = exact >= 0 ? exact : header.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (folded >= 0) return folded;
  throw new BadInput('no such column', {
    file,
    line,
    found: printable(name),
    expected: listed(header.filter((each) => each !== '')),
    nearest: nearest(name, header),
  });
}

/** Whether the first rows that have anything in a column have numbers. */
function hasNumbers({ rows }: TextTable, index: number): boolean {
  const filled = rows.slice(0, 100).flatMap(({ cells }) => (/^(?:|na|nan)$/i.test(cells[index]) ? [] : [cells[index]]));
  return (
    filled.length > 0 &&
    filled.filter((cell) => /^[+-]?[\d.,]+(?:[eE][+-]?\d+)?$/.test(cell)).length * 2 >= filled.length
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => printable(name) || '(no name)');
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
