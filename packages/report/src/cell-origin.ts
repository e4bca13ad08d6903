import type { ReportInput, ReportOrigin } from './input.js';
import { escapeHtml, table } from './markup.js';

/** Which gene gave which amount of a cell that was made of a table, which amounts are assumed, and what was odd; else nothing. */
export function cellOrigin({ facts, names }: ReportInput): string {
  const { origin } = facts;
  if (origin === undefined) return '';
  const { used, lacked, like, reference, notes } = origin;
  const called = (amount: string) => escapeHtml(titleOf(amount, names));
  const given = used.map(({ gene, amount, value, reference: other, ratio, bounded }) => [
    escapeHtml(gene),
    called(amount),
    value.toFixed(2),
    other.toFixed(2),
    `${ratio}${bounded ? ' (bound)' : ''}`,
  ]);
  const assumed = lacked.map(({ gene, amount, why }) => [called(amount), escapeHtml(gene || 'none'), escapeHtml(why)]);
  return [
    `<p>${escapeHtml(sentence(origin))}</p>`,
    ...(notes.length > 0 ? [`<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`] : []),
    `<details><summary>${used.length} amounts that follow from transcripts</summary>`,
    table(
      'Amounts from transcripts',
      ['Gene', 'Amount', 'log2(x+1) here', `log2(x+1) in ${reference}`, `Times that of ${reference}`],
      given,
    ),
    '</details>',
    table(`Amounts assumed as in ${like}`, ['Amount', 'Gene', 'Because'], assumed),
  ].join('\n');
}

function sentence({ file, columns, unit, used, lacked, reference, referenceFrom, like, unread }: ReportOrigin): string {
  return (
    `This cell is in no catalogue. It was made of ${file} (${columns.join(', ')}; ${unit}): ${used.length} amounts follow from ` +
    `its transcripts, relative to ${reference} (${referenceFrom}); ${lacked.length} amounts, the genotype and the shape are ` +
    `assumed as in ${like}. Transcripts are a weak proxy for protein. ${unread} rows name genes that this network does not have.`
  );
}

/** An amount stands in some place of the model, by which it is named there. */
function titleOf(amount: string, names: ReportInput['names']): string {
  const slot = Object.keys(names).find((key) => key.endsWith(`.${amount}`));
  return slot === undefined ? amount : names[slot];
}
