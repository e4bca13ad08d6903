import { accuracyTable, ensembleText, standing, type TextTable, voteTables } from '@invadolab/report';
import type { ScoreCard } from '@invadolab/results';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';

/** The score card as a person reads it in a terminal: votes by family, then the baselines. */
export function scoreCardText(card: ScoreCard, out: string): string {
  const drawn = ({ title, headings, rows }: TextTable) => `${title}\n${textTable(headings, rows)}`;
  const apart = card.rows.filter(({ counts }) => !counts).map(({ id, apart: why }) => `${id} does not count (${why})`);
  const stands = standing(card);
  const against = stands
    ? `The model is ${stands}, the best baseline.`
    : 'No check vote says a direction, so there is no balanced accuracy.';
  const parts = [
    `Scored: ${ensembleText(card)}.`,
    ...voteTables(card).map(drawn),
    drawn(accuracyTable(card)),
    against,
    ...(apart.length > 0 ? [apart.join('\n')] : []),
    ...(card.listed.length > 0 ? [`${card.listed.length} rows are only listed, each with the reason.`] : []),
    `Score card: ${out}`,
    notice,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The score card as JSON. */
export function scoreCardJson(card: ScoreCard, out: string): string {
  return jsonAnswer('validate', { out, scoreCard: card });
}
