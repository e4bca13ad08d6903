import { decisionBounds } from '@invadolab/assays';
import { log } from '@invadolab/core';
import type { ScoreCard, ScoredPart, ScoredRow } from '@invadolab/results';
import { escapeHtml, figure } from '../markup.js';
import { duration } from '../wording.js';
import { roleTitles } from './summary.js';
import { predictedText } from './table.js';

const ticks = [0.01, 0.1, 0.3, 1, 3, 10];
const [lowest, highest] = [ticks[0], ticks[ticks.length - 1]];
const percent = (value: number) => `${value.toFixed(2)}%`;
const at = (value: number) => {
  const inside = Math.min(highest, Math.max(lowest, value));
  return (100 * (log(inside) - log(lowest))) / (log(highest) - log(lowest));
};

/** Every comparison of the rows of one role, drawn on one axis of ratios; numbers stand as text. */
export function drawnRows(card: ScoreCard, role: string): string {
  const rows = card.rows.filter((row) => row.role === role && row.counts);
  if (rows.length === 0) return '';
  const lines = rows.flatMap((row) => [heading(row), ...row.parts.map((part) => drawnPart(row, part))]);
  const body = [
    '<table class="forest"><thead><tr><th scope="col">Observation</th><th scope="col" class="drawn">Ratio to control, log axis</th>',
    '<th scope="col">Predicted</th><th scope="col">Published, verdict</th></tr></thead>',
    `<tbody>${lines.join('\n')}</tbody>`,
    `<tfoot aria-hidden="true"><tr><td></td><td class="drawn">${axis()}</td><td></td><td></td></tr></tfoot></table>`,
  ].join('\n');
  const caption =
    'Points: median over the draws; bars: middle 90 % (95 % for numbers), with the sampling error of the published experiment. ' +
    'Shaded: 0.8 to 1.25, no change. What lies beyond the axis is drawn at its end.';
  return figure(roleTitles[role], caption, body);
}

function heading({ id, quantity, cited }: ScoredRow): string {
  const who = `<span class="aside">${escapeHtml(id)}, ${escapeHtml(cited)}</span>`;
  return `<tr class="group"><th colspan="4" scope="colgroup">${escapeHtml(quantity)} ${who}</th></tr>`;
}

function drawnPart(row: ScoredRow, part: ScoredPart): string {
  const said = `${part.arm}: ${part.title}, ${duration(part.time)}`;
  const verdict = part.pass ? 'passes' : 'fails';
  const text = predictedText(part.predicted, part.interval);
  return [
    `<tr><th scope="row"><span class="aside">${escapeHtml(said)}</span></th>`,
    `<td class="drawn">${part.outcome === undefined ? '' : drawing(part, `${row.id}, ${said}: ${text}`)}</td>`,
    `<td class="ratio">${escapeHtml(text)}</td>`,
    `<td class="verdict ${part.pass ? 'good' : 'bad'}" title="${escapeHtml(part.why)}">${escapeHtml(part.expected)}: ${verdict}</td></tr>`,
  ].join('');
}

function drawing({ predicted, interval, pass }: ScoredPart, label: string): string {
  const colour = `var(--${pass ? 'good' : 'bad'})`;
  const { down, up } = decisionBounds;
  const parts = [
    `<rect class="band" x="${percent(at(down))}" width="${percent(at(up) - at(down))}" y="0" height="100%"/>`,
    `<line class="one" x1="${percent(at(1))}" x2="${percent(at(1))}" y1="0" y2="100%"/>`,
  ];
  const [low, high] = interval;
  if (low !== null && high !== null)
    parts.push(
      `<line class="bar" x1="${percent(at(low))}" x2="${percent(at(high))}" y1="50%" y2="50%" style="stroke:${colour}"/>`,
    );
  if (predicted !== null) {
    const fill = predicted < lowest || predicted > highest ? 'var(--paper)' : colour;
    parts.push(
      `<circle cx="${percent(at(predicted))}" cy="50%" r="5" style="fill:${fill};stroke:${colour}" class="dot"/>`,
    );
  }
  return `<svg class="row" width="100%" height="30" role="img" aria-label="${escapeHtml(label)}">${parts.join('')}</svg>`;
}

function axis(): string {
  const lines = ticks.map((tick) => {
    const anchor = tick === lowest ? 'start' : tick === highest ? 'end' : 'middle';
    const x = percent(at(tick));
    return `<line x1="${x}" x2="${x}" y1="0" y2="6"/><text x="${x}" y="20" text-anchor="${anchor}">${tick}</text>`;
  });
  return `<svg class="row axis" width="100%" height="26"><line x1="0" x2="100%" y1="0.5" y2="0.5"/>${lines.join('')}</svg>`;
}
