import { BadInput, nearest } from '@invadolab/core';
import { printable } from '../shape.js';
import type { TextTable } from './text-table.js';

/** Where a gene stands in a table, and what was noticed on the way. */
export interface FoundGenes {
  /** Row of each gene that is wanted and there. */
  readonly rows: ReadonlyMap<string, number>;
  /** Rows of genes that nobody wants. */
  readonly unread: number;
  readonly notes: readonly string[];
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const date = new RegExp(
  `^(?:\\d{1,2}-(?:${months})|(?:${months})-\\d{1,2}|\\d{4}-\\d{2}-\\d{2}.*|\\d{1,2}/\\d{1,2}/\\d{2,4})$`,
  'i',
);
/** Symbols that spreadsheets take for dates. */
const dateLike = /^(?:jan|feb|mar(?:ch)?|apr|may|jun|jul|aug|sept?|oct|nov|dec)\d{1,2}$/i;
const accession = /^ENS[A-Z]*[GT]\d{9,}/;
/** Small enough that every gene in it was meant. */
const fewRows = 500;
const mostNamed = 5;

/**
 * Finds the wanted symbols in a column. Numbers that tables hang on symbols, `SYMBOL (1234)` and `SYMBOL|1234`, are left out. `species`
 * other than human: symbols in that species' spelling (`Abc1`) are read as the human ones. Throws `BadInput` for accessions
 * instead of symbols, for a wanted gene that stands there twice with `different` values, for symbols of a mouse or rat where a
 * human is meant, and where nothing wanted is found.
 */
export function findGenes(
  table: TextTable,
  column: number,
  wanted: ReadonlySet<string>,
  options: { readonly species: string; readonly different: (row: number, other: number) => boolean },
): FoundGenes {
  const { file, rows: lines } = table;
  const symbols = lines.map(({ cells }) => cells[column].replace(/\s*(?:\(\d+\)|\|\d+)$/, ''));
  const human = options.species === 'human';
  const rows = new Map<string, number>();
  const spelled: number[] = [];
  let unread = 0;
  symbols.forEach((written, row) => {
    const capitals = written.toUpperCase();
    if (written !== capitals && wanted.has(capitals)) spelled.push(row);
    const symbol = human ? written : capitals;
    if (!wanted.has(symbol)) {
      unread++;
      return;
    }
    const first = rows.get(symbol);
    if (first === undefined) rows.set(symbol, row);
    else if (options.different(first, row))
      throw new BadInput('a gene that is there twice, with different values', {
        file,
        line: lines[row].line,
        found: `${printable(symbol)}, as in line ${lines[first].line}`,
        expected: 'one line per gene',
      });
  });
  const [other] = spelled;
  if (human && other !== undefined && spelled.length > rows.size)
    throw new BadInput('symbols as of a mouse or rat', {
      file,
      line: lines[other].line,
      found: `${printable(symbols[other])} and ${spelled.length - 1} more`,
      expected: `human symbols such as ${symbols[other].toUpperCase()}, or species: mouse beside the table in the study, to read them as those`,
    });
  if (rows.size === 0) throw nothingFound(table, column, symbols);
  const dates = symbols.flatMap((symbol, row) => (date.test(symbol) ? [row] : []));
  checkDates(table, symbols, dates, wanted, rows);
  return {
    rows,
    unread,
    notes: [...dateNotes(table, symbols, dates), ...spelling(table, symbols, rows, wanted, human ? spelled : [])],
  };
}

function nothingFound({ file, rows, header }: TextTable, column: number, symbols: readonly string[]): BadInput {
  const [first] = symbols;
  const found = accession.test(first) ? `${printable(first)}, an accession` : printable(first);
  return new BadInput(`no gene of the network in column ${printable(header[column]) || column + 1}`, {
    file,
    line: rows[0].line,
    found,
    expected: 'HGNC symbols, such as those that invadolab catalog molecules lists',
  });
}

/** A date may stand for a gene that the network reads: then nobody can tell which. */
function checkDates(
  { file, rows: lines }: TextTable,
  symbols: readonly string[],
  dates: readonly number[],
  wanted: ReadonlySet<string>,
  rows: ReadonlyMap<string, number>,
): void {
  const lost = [...wanted].find((gene) => dateLike.test(gene) && !rows.has(gene));
  if (lost === undefined || dates.length === 0) return;
  throw new BadInput('a date where a gene should be', {
    file,
    line: lines[dates[0]].line,
    found: printable(symbols[dates[0]]),
    expected: `symbols such as ${lost}: a spreadsheet made dates of them`,
  });
}

function dateNotes({ rows }: TextTable, symbols: readonly string[], dates: readonly number[]): string[] {
  if (dates.length === 0) return [];
  const [first] = dates;
  const one = dates.length === 1;
  return [
    `${dates.length} ${one ? 'gene stands' : 'genes stand'} there as ${one ? 'a date' : 'dates'} (${printable(symbols[first])}, line ${rows[first].line}): a spreadsheet changed ${one ? 'its symbol' : 'their symbols'}. This network reads none of them.`,
  ];
}

/** Symbols that are almost those of the network, where the table is small enough to have been written for it. */
function spelling(
  { rows: lines }: TextTable,
  symbols: readonly string[],
  rows: ReadonlyMap<string, number>,
  wanted: ReadonlySet<string>,
  spelled: readonly number[],
): string[] {
  const missing = [...wanted].filter((gene) => !rows.has(gene));
  const unknown = symbols.flatMap((symbol, row) => (wanted.has(symbol) ? [] : [row]));
  const near =
    symbols.length > fewRows
      ? spelled.map((row) => ({ row, like: symbols[row].toUpperCase() }))
      : unknown.flatMap((row) => {
          const like = nearest(symbols[row], missing);
          // Another number is another gene of the family.
          return like === undefined || digits(like) !== digits(symbols[row]) ? [] : [{ row, like }];
        });
  return near
    .slice(0, mostNamed)
    .map(({ row, like }) => `${printable(symbols[row])} (line ${lines[row].line}) was not read; did you mean ${like}?`);
}

const digits = (symbol: string) => symbol.replace(/\D/g, '');
