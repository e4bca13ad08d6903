import type { DirectEvidenceRow } from '@invadolab/results';
import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { armTitle } from './wording.js';

/** What was published about the perturbation of an arm, and how far the model agrees, as a sentence. */
export function evidenceSentence({ uncertainty }: ReportInput, arm: string): string {
  if (uncertainty === undefined) return 'Direct evidence: not looked up in this assay.';
  const rows = uncertainty.evidence.arms.find((each) => each.arm === arm)?.rows ?? [];
  if (rows.length === 0) return 'Direct evidence: none.';
  const count = `${rows.length} published ${rows.length === 1 ? 'row' : 'rows'}`;
  const { scored } = uncertainty.evidence;
  const held = scored ? rows.filter(({ agrees }) => agrees !== undefined) : rows;
  const given = rows.length - held.length;
  const agree = scored ? `, ${agreeing(rows)} agree` : ', the model not yet held against them';
  const parts = [...byRole(held, scored), ...(given > 0 ? [`${given} only read, not scored`] : [])];
  return `Direct evidence: ${count}${agree} (${parts.join(', ')}).`;
}

function byRole(rows: readonly DirectEvidenceRow[], scored: boolean): readonly string[] {
  return roles.flatMap(({ role, title }) => {
    const own = rows.filter((row) => row.role === role);
    if (own.length === 0) return [];
    return [scored ? `${agreeing(own)} of ${own.length} ${title}` : `${own.length} ${title}`];
  });
}

const roles = [
  { role: 'check', title: 'to check it' },
  { role: 'calibrate', title: 'it was fitted to' },
  { role: 'law', title: 'it was built after' },
];

function agreeing(rows: readonly DirectEvidenceRow[]): number {
  return rows.filter(({ agrees }) => agrees === true).length;
}

/** The rows behind these sentences, folded away. */
export function evidenceTable(input: ReportInput, arms: readonly string[]): string {
  const known = (input.uncertainty?.evidence.arms ?? []).filter(({ arm }) => arms.includes(arm));
  const rows = known.flatMap(({ arm, rows: own }) =>
    own.map(({ id, cited, quantity, role, agrees }) => [
      escapeHtml(id),
      escapeHtml(armTitle(input, arm)),
      escapeHtml(cited),
      escapeHtml(quantity),
      roles.find((each) => each.role === role)?.title ?? role,
      agrees === undefined
        ? 'not scored'
        : `<span class="verdict ${agrees ? 'good' : 'bad'}">${agrees ? 'agrees' : 'misses'}</span>`,
    ]),
  );
  if (rows.length === 0) return '';
  const body = table(
    'Observations of the same molecule, or of a target of the same drug, taken away or added alike',
    ['Row', 'For', 'Paper', 'What was seen', 'Used', 'Model'],
    rows,
  );
  return `<details class="evidence"><summary>The published rows (${rows.length})</summary>${body}</details>`;
}
