import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/evidence.md';
const roles = ['calibrate', 'check', 'law'];

/**
 * The page of what the model gets right and what it misses, from the rows, the last score and the reasons that stand in the rows.
 * `node scripts/check-catalog.mjs --write` brings it up to date. Returns problems.
 */
export function examinePage(root, papers, listed, card) {
  const file = join(root, PAGE);
  const text = evidencePage(papers, listed, card);
  if (process.argv.includes('--write')) writeFileSync(file, text);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
  return [`${PAGE} is not what rows and score say; node scripts/check-catalog.mjs --write`];
}

function evidencePage(papers, listed, card) {
  const rows = papers.flatMap((paper) => paper.rows);
  const scored = new Map(card.rows.map((row) => [row.id, row]));
  const counting = rows.filter(({ id, role }) => roles.includes(role) && scored.get(id)?.counts);
  const missed = counting.filter(({ id }) => !scored.get(id).pass);
  const apart = rows.filter(({ id, role }) => roles.includes(role) && scored.has(id) && !scored.get(id).counts);
  return [
    '# Published evidence: what agrees and what does not',
    '',
    `${rows.filter(({ test }) => test !== undefined).length} published rows of ${papers.length} papers run as studies; ${listed.length} more cannot be expressed and stand with their reasons in`,
    '`evidence/not-expressible.yaml`. A vote is one paper and one family of perturbation. The figures are those of the shipped ensemble',
    '(`npm run validate`); a direction passes if it holds in 90 % of the draws. This page is written from the rows and the score, not by hand.',
    '',
    '## Votes by part of the biology',
    '',
    '| part | calibrate | check | law |',
    '|---|---|---|---|',
    ...systemsOf(counting).map(
      (system) => `| ${system} | ${roles.map((role) => tally(counting, scored, system, role)).join(' | ')} |`,
    ),
    `| **all** | ${roles.map((role) => tally(counting, scored, undefined, role)).join(' | ')} |`,
    '',
    '## Every miss',
    '',
    'Ratios to the control, with the middle 90 % of the draws, unless the published value has a unit.',
    '',
    '| row | role | what was done, and measured | published | predicted | why, and what would mend it |',
    '|---|---|---|---|---|---|',
    ...missed.map((row) => line(row, scored.get(row.id))),
    '',
    '## Runs, but does not count',
    '',
    ...apart.map(
      ({ id, cited, family, seen }) => `- ${id} (${cited}): ${family}${seen === undefined ? '' : `; ${seen}`}.`,
    ),
    '',
  ].join('\n');
}

const systemsOf = (rows) => [...new Set(rows.map(({ system }) => system))].sort();

/** Passed votes of all votes: a vote passes if most of its rows do. */
function tally(rows, scored, system, role) {
  const votes = new Map();
  for (const row of rows) {
    if (row.role !== role || (system !== undefined && row.system !== system)) continue;
    const key = `${row.paper} ${row.family}`;
    votes.set(key, [...(votes.get(key) ?? []), scored.get(row.id).pass ? 1 : 0]);
  }
  if (votes.size === 0) return '–';
  const passed = [...votes.values()].filter((own) => 2 * own.reduce((sum, each) => sum + each, 0) > own.length).length;
  return `${passed} of ${votes.size}`;
}

function line({ id, role, quantity, family, cited, mend }, { expected, predicted, interval }) {
  const what = `${family}: ${quantity} (${cited})`.replaceAll('|', '/');
  return `| ${id} | ${role} | ${what} | ${expected} | ${numbers(predicted, interval)} | ${mend ?? '–'} |`;
}

function numbers(predicted, interval) {
  const short = (value) => (value === null || value === undefined ? '–' : String(Number(value.toPrecision(2))));
  return interval ? `${short(predicted)} (${interval.map(short).join(' to ')})` : short(predicted);
}
