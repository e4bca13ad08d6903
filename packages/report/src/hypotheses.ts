import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { armTitle } from './wording.js';

/** The sides that this study takes where the literature disagrees; empty where nothing in its models depends on one. */
export function hypothesesTable(input: ReportInput): string {
  const { hypotheses = [], arms: all } = input.facts;
  const rows = hypotheses.map(({ hypothesis, side, question, said, others, arms }) => [
    escapeHtml(question),
    `${escapeHtml(said)} (<code>${escapeHtml(`${hypothesis}: ${side}`)}</code>)`,
    escapeHtml(arms.length === all.length ? 'all' : arms.map((arm) => armTitle(input, arm)).join('; ')),
    escapeHtml(others.join(', ')),
  ]);
  if (rows.length === 0) return '';
  return table('Sides taken where the literature disagrees', ['Question', 'Side taken', 'Arms', 'Other sides'], rows);
}
