import type { CellOrigin } from '@invadolab/study';
import { textTable } from './tables.js';

/** Which gene gave which amount, and which amounts are assumed, for a terminal. */
export function originTables({ used, lacked, like, reference, unread, columns }: CellOrigin): readonly string[] {
  const given = used.map(({ gene, amount, value, reference: other, ratio, bounded }) => {
    return [gene, amount, value.toFixed(2), other.toFixed(2), `${ratio}${bounded ? ' (bound)' : ''}`];
  });
  const assumed = lacked.map(({ gene, amount, why }) => [gene || '-', amount, why]);
  return [
    textTable(['gene', 'amount', `log2(x+1) in ${columns.join(', ')}`, `in ${reference}`, 'times'], given),
    textTable(['gene', `amount, as in ${like}`, 'because'], assumed),
    `${unread} rows of the table name genes that this network does not have.`,
  ];
}
