import type { ScoreCard } from '@invadolab/results';
import type { TextTable } from '../comparison-table.js';
import { escapeHtml, section, table } from '../markup.js';
import { htmlPage } from '../page.js';
import { drawnRows } from './drawn-rows.js';
import { ensembleText, scoredRoles, standing, voteCounts } from './summary.js';
import { accuracyTable, percent, predictedText, voteTables } from './table.js';

/** The score card as one HTML file that needs nothing else. The same card gives the same text. */
export function renderScoreCard(card: ScoreCard): string {
  const title = 'What published experiments say of the model';
  const parts = [
    section('answer', 'The score', `<div class="answer">${answer(card)}</div>`),
    section('baselines', 'Beside what needs no model', htmlTable(accuracyTable(card)), classesText(card)),
    section('rows', 'Row by row', ...scoredRoles.map((role) => drawnRows(card, role))),
    section('votes', 'Votes', ...voteTables(card).map(htmlTable)),
    section('verdicts', 'Why', verdicts(card)),
    section('apart', 'Run but not counted', apart(card)),
    section('listed', 'Not run', listed(card)),
    section('rules', 'The rules', rulesText),
  ];
  return htmlPage({
    title,
    kicker: 'validation \u00b7 simulated experiments',
    heading: title,
    colours: { light: '', dark: '' },
    sections: parts,
  });
}

function answer(card: ScoreCard): string {
  const sentences = voteCounts(card)
    .filter(({ votes }) => votes > 0)
    .map(({ role, votes, passed, rows, rowsPassed }) => {
      return `${role}: <strong>${passed} of ${votes} votes</strong> pass (${rowsPassed} of ${rows} rows)`;
    });
  const stands = standing(card);
  const { model } = card.accuracy;
  const against =
    model === null || stands === undefined
      ? 'No check vote says a direction, so there is no balanced accuracy.'
      : `Balanced accuracy on check votes ${percent(model)}, ${stands}.`;
  return [
    `<p class="sentence">${sentences.join('; ')}.</p>`,
    `<p class="sentence">${against}</p>`,
    `<p class="aside">Scored: ${escapeHtml(ensembleText(card))}. Nothing was tuned to a row that is scored as a check.</p>`,
  ].join('\n');
}

function htmlTable({ title, headings, rows }: TextTable): string {
  return table(
    title,
    headings,
    rows.map((row) => row.map(escapeHtml)),
  );
}

function classesText({ accuracy }: ScoreCard): string {
  const { down, none, up } = accuracy.classes;
  return `<p class="aside">Check votes by what was published: ${down} down, ${none} no change, ${up} up. A class without votes does not enter.</p>`;
}

function verdicts({ rows }: ScoreCard): string {
  const lines = rows
    .filter(({ counts }) => counts)
    .map(({ id, role, family, expected, predicted, interval, pass, why, source }) => [
      escapeHtml(id),
      role,
      escapeHtml(family),
      escapeHtml(expected),
      predictedText(predicted, interval),
      `<span class="verdict ${pass ? 'good' : 'bad'}">${pass ? 'passes' : 'fails'}</span>`,
      escapeHtml(why),
      escapeHtml(source),
    ]);
  const head = ['Row', 'Role', 'Family', 'Published', 'Predicted', 'Verdict', 'Why', 'Source'];
  return lines.length === 0
    ? ''
    : `<details><summary>${lines.length} rows</summary>${table('Every row that counts', head, lines)}</details>`;
}

function apart({ rows }: ScoreCard): string {
  const lines = rows
    .filter(({ counts }) => !counts)
    .map(({ id, role, quantity, expected, predicted, interval, pass, apart: reason = '' }) => [
      id,
      role,
      quantity,
      expected,
      predictedText(predicted, interval),
      pass ? 'would pass' : 'would fail',
      reason,
    ]);
  if (lines.length === 0) return '';
  return htmlTable({
    title: 'Rows that are inputs of the model, or were seen before they were scored',
    headings: ['Row', 'Role', 'Quantity', 'Published', 'Predicted', 'Verdict', 'Why it does not count'],
    rows: lines,
  });
}

function listed({ listed: rows }: ScoreCard): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ id, role, paper, quantity, reason }) => [id, role, paper, quantity, reason]);
  return `<details><summary>${rows.length} rows</summary>${htmlTable({ title: 'Rows that are only listed', headings: ['Row', 'Role', 'Paper', 'Quantity', 'Reason'], rows: lines })}</details>`;
}

const rulesText = `<ul>
<li>One paper and one family of perturbation is one vote; it passes if most of its rows do.</li>
<li>Down: ratio at most 0.80 in at least 90 % of draws; up: at least 1.25; abolished: at most 0.10.</li>
<li>No change: 90 % of ratios within 0.80 to 1.25, and a positive control of the same study is seen.</li>
<li>A number: the published value lies in the 95 % predictive interval, which is at most 4-fold wide (ratios: 2.5-fold). Of a published interval its middle in the logarithm is taken.</li>
<li>Both arms of a draw have the same parameters and the same cells; each carries the sampling error of the published number of cells, 60 where it is not known.</li>
<li>A row whose value is the source of a number of the model, or the same observation as such a row, does not count.</li>
<li>Balanced accuracy: the share of votes called right, averaged over the classes. Undecided is never right.</li>
</ul>`;
