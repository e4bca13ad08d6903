import { assemble, type Captured } from './assemble.js';

/** Entries written out in one function, so that its length stays within what V8 optimises. */
const entriesPerFunction = 200;

/**
 * Makes one statement per vector entry into straight-line code over captured arrays: several times faster than a loop,
 * because no index has to be checked. `statement` writes the line for entry i; where it adds to `sum`, the total over
 * all entries is returned.
 */
export function assembleElementwise(
  size: number,
  parameters: readonly string[],
  captured: Captured,
  statement: (index: number) => string,
): (...values: readonly number[]) => number {
  const pieces: ((...values: readonly number[]) => number)[] = [];
  for (let from = 0; from < size; from += entriesPerFunction) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(size, from + entriesPerFunction); i += 1) lines.push(statement(i));
    pieces.push(assemble(parameters, `let sum=0;\n${lines.join('\n')}\nreturn sum;`, captured));
  }
  if (pieces.length === 1) return pieces[0];
  const all = Object.fromEntries(pieces.map((piece, index) => [`piece${index}`, piece]));
  const calls = pieces.map((_, index) => `piece${index}(${parameters.join(',')})`).join('+');
  return assemble(parameters, `return ${calls || '0'};`, all);
}
