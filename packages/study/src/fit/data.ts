import { assays, nearestMeasure, resolveMeasure } from '@invadolab/assays';
import { BadInput, type BadInputDetails, isBadInput, nearest, parseQuantity } from '@invadolab/core';
import type { Study } from '../study.js';
import { type CsvCell, readCsv } from './csv.js';
import type { Datum } from './datum.js';
import { isQuantified, quantifiedData } from './quantified.js';

const columns = {
  arm: ['arm', 'condition', 'group'],
  time: ['time'],
  measure: ['measure', 'readout'],
  value: ['value', 'mean'],
  sd: ['sd'],
  n: ['n'],
} as const;
type Column = keyof typeof columns;
const required: readonly Column[] = ['arm', 'time', 'measure', 'value'];
const layout = 'columns arm, time, measure, value and, if known, sd and n';

/**
 * A laboratory's table, checked against the study. Times carry a unit in each cell (`6 h`) or in the heading (`time (h)`);
 * a value may be an upper bound (`<0.05`). Rows of one arm, time and measure are replicates: their mean, standard
 * deviation and number are taken. A table of measured images is read as well (`quantifiedData`). Throws `BadInput` at the
 * first cell that is wrong.
 */
export function readData(
  text: string,
  file: string,
  study: Study,
): { data: readonly Datum[]; notes: readonly string[] } {
  const lines = readCsv(text, file);
  const [heading, ...rows] = lines;
  if (heading === undefined) throw new BadInput('an empty table', { file, expected: layout });
  if (isQuantified(heading)) return quantifiedData(lines, file, study);
  const { positions, timeUnit } = headings(heading, file);
  if (rows.length === 0)
    throw new BadInput('a table without rows', { file, line: heading[0].line, expected: 'one row per measurement' });
  const notes = new Set<string>();
  const read = rows.map((row) => {
    if (row.length !== heading.length)
      throw problem('a row of another length', row[row.length - 1], file, {
        found: `${row.length} cells`,
        expected: `${heading.length} cells, as in the heading`,
      });
    const cell = (column: Column) => row[positions[column] ?? -1] as CsvCell | undefined;
    return datum(cell, file, study, timeUnit, notes);
  });
  return { data: united(read, file), notes: [...notes] };
}

function headings(cells: readonly CsvCell[], file: string) {
  const positions: Partial<Record<Column, number>> = {};
  let timeUnit: string | undefined;
  for (const [index, cell] of cells.entries()) {
    const [, name, unit] = /^(.*?)\s*(?:[([](.*)[)\]])?$/s.exec(cell.text.toLowerCase()) ?? [];
    const column = (Object.keys(columns) as Column[]).find((each) => columns[each].some((known) => known === name));
    if (column === undefined) {
      const known = Object.values(columns).flat();
      throw problem('unknown column', cell, file, {
        found: cell.text,
        expected: layout,
        nearest: nearest(name ?? '', known),
      });
    }
    if (positions[column] !== undefined)
      throw problem('a column given twice', cell, file, { found: cell.text, expected: layout });
    positions[column] = index;
    if (column === 'time' && unit !== undefined) timeUnit = /[([](.*)[)\]]$/s.exec(cell.text)?.[1];
  }
  const missing = required.find((column) => positions[column] === undefined);
  if (missing !== undefined) throw problem(`no column ${missing}`, cells[0], file, { expected: layout });
  return { positions, timeUnit };
}

function datum(
  cell: (column: Column) => CsvCell | undefined,
  file: string,
  study: Study,
  timeUnit: string | undefined,
  notes: Set<string>,
): Datum {
  const place = cell('arm')!;
  const arms = study.arms.map(({ id }) => id);
  const arm = arms.find((id) => id === place.text) ?? arms.find((id) => id.toLowerCase() === place.text.toLowerCase());
  if (arm === undefined)
    throw problem('unknown arm', place, file, {
      found: place.text,
      expected: `an arm of the study: ${arms.slice(0, 12).join(', ')}`,
      nearest: nearest(place.text, arms),
    });
  const asked = cell('measure')!;
  const assay = assays[study.assay];
  const resolved = asked.text in {} ? undefined : resolveMeasure(assay, asked.text, { images: false });
  if (resolved === undefined)
    throw problem('unknown measure', asked, file, {
      found: asked.text,
      expected: `a measure of ${study.assay}`,
      nearest: nearestMeasure(assay, asked.text),
    });
  if (resolved.note) notes.add(resolved.note);
  const valueCell = cell('value')!;
  const below = valueCell.text.startsWith('<');
  const value = numberIn(below ? { ...valueCell, text: valueCell.text.slice(1) } : valueCell, file, 'a number');
  if (!(value > 0))
    throw problem('value', valueCell, file, {
      found: valueCell.text,
      expected: 'a number above 0; what was not detected is written as a bound, such as <0.05',
    });
  const [sd, n] = [cell('sd'), cell('n')];
  return {
    arm,
    time: timeOf(cell('time')!, file, timeUnit),
    measure: resolved.id,
    value,
    below,
    ...(sd && sd.text !== '' && { sd: atLeast(sd, file, 0, 'a standard deviation, 0 or more') }),
    n: n && n.text !== '' ? whole(n, file) : 1,
    line: place.line,
  };
}

function timeOf(cell: CsvCell, file: string, unit: string | undefined): number {
  try {
    const text = unit !== undefined && /^[\d.eE+-]+$/.test(cell.text) ? `${cell.text} ${unit}` : cell.text;
    const { value } = parseQuantity(text, 's');
    if (value >= 0) return value;
  } catch (error) {
    if (!isBadInput(error)) throw error;
  }
  throw problem('time', cell, file, {
    found: cell.text,
    expected: 'a time with its unit, such as 6 h, or a heading such as time (h)',
  });
}

function numberIn(cell: CsvCell, file: string, expected: string): number {
  const value = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(cell.text) ? Number(cell.text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const decimal = /^\d+,\d+$/.test(cell.text) ? `${expected} with a decimal point` : expected;
  throw problem('not a number', cell, file, { found: cell.text, expected: decimal });
}

function atLeast(cell: CsvCell, file: string, least: number, expected: string): number {
  const value = numberIn(cell, file, expected);
  if (value >= least) return value;
  throw problem('a number too small', cell, file, { found: cell.text, expected });
}

function whole(cell: CsvCell, file: string): number {
  const expected = 'how many replicates: a whole number from 1';
  const value = atLeast(cell, file, 1, expected);
  if (Number.isInteger(value)) return value;
  throw problem('not a whole number', cell, file, { found: cell.text, expected });
}

function problem(summary: string, { line, column }: CsvCell, file: string, details: BadInputDetails): BadInput {
  return new BadInput(summary, { file, line, column, ...details });
}

/** Rows that differ in nothing but their value, as one datum. */
function united(rows: readonly Datum[], file: string): readonly Datum[] {
  const groups = new Map<string, Datum[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.arm, row.time, row.measure]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const [first, second] = group;
    if (second === undefined) return first;
    const summary = group.find(({ sd, n, below }) => sd !== undefined || n > 1 || below);
    if (summary !== undefined)
      throw new BadInput('the same arm, time and measure twice', {
        file,
        line: second.line,
        column: 1,
        expected: `one row with its sd and n, or a row per replicate without them; line ${first.line} has it first`,
      });
    const n = group.length;
    const mean = group.reduce((sum, { value }) => sum + value, 0) / n;
    const squares = group.reduce((sum, { value }) => sum + (value - mean) * (value - mean), 0);
    return { ...first, value: mean, sd: Math.sqrt(squares / (n - 1)), n };
  });
}
