import { BadInput } from '@invadolab/core';
import { printable } from '../shape.js';

/** A cell of the value column. */
export interface ValueCell {
  readonly text: string;
  readonly line: number;
}

const missing = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '-', '.']);
const point = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const comma = /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/;
/** `1,234`: a thousand or a decimal comma; `0,123` and `01,234` can only be the latter. */
const thousand = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * The numbers of a column; undefined where there is none (empty, NA, NaN). A decimal comma is read where the column has no
 * decimal point and where it cannot be a mark of thousands. Throws `BadInput` with the line of the first cell that is no number,
 * or a negative one.
 */
export function readNumbers(
  cells: readonly ValueCell[],
  place: { readonly file: string; readonly column: string },
): readonly (number | undefined)[] {
  const { file, column } = place;
  const commas = cells.filter(({ text }) => comma.test(text));
  const points = cells.some(({ text }) => text.includes('.') && point.test(text));
  if (commas.length > 0 && (points || commas.every(({ text }) => thousand.test(text))))
    throw new BadInput(`${column}: a comma that may be decimal or part a thousand`, {
      file,
      line: commas[0].line,
      found: printable(commas[0].text),
      expected: 'numbers with a decimal point, such as 3.4',
    });
  return cells.map(({ text, line }) => {
    if (missing.has(text.toLowerCase())) return undefined;
    const plain = comma.test(text) ? text.replace(',', '.') : text;
    if (!point.test(plain))
      throw new BadInput(`${column}: not a number`, {
        file,
        line,
        found: printable(text),
        expected: 'a number, or nothing',
      });
    const value = Number(plain);
    if (!Number.isFinite(value) || value < 0)
      throw new BadInput(`${column}: ${value < 0 ? 'a negative amount of transcripts' : 'out of range'}`, {
        file,
        line,
        found: printable(text),
        expected: 'a number from 0 on, in a unit such as TPM or log2(TPM+1)',
      });
    return value;
  });
}
