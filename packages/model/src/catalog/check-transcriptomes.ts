import { nearest } from '@invadolab/core';
import type { Checking } from './places.js';

/** Every row has a value per line, and the reference is a line and a cell. */
export function checkTranscriptomes({ tables, places }: Checking): void {
  for (const [id, { reference, lines, values, rule }] of Object.entries(tables.transcriptomes)) {
    if (!lines.includes(reference) || !Object.hasOwn(tables.cells, reference))
      throw places.bad('transcriptomes', id, ['reference'], 'not a line of this table that is a cell', {
        found: reference,
        nearest: nearest(reference, lines),
      });
    const twice = lines.findIndex((line, index) => lines.indexOf(line) < index);
    if (twice >= 0)
      throw places.bad('transcriptomes', id, ['lines', twice], 'this line is given twice', { found: lines[twice] });
    for (const [gene, row] of Object.entries(values))
      if (row.length !== lines.length)
        throw places.bad('transcriptomes', id, ['values', gene], 'not one value per line', {
          found: `${row.length} values`,
          expected: `${lines.length}, as there are lines`,
        });
    if (rule.least.value > rule.most.value)
      throw places.bad('transcriptomes', id, ['rule', 'least', 'value'], 'above the most', {
        found: String(rule.least.value),
        expected: `at most ${rule.most.value}`,
      });
  }
}
