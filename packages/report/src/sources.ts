import type { Reference } from '@invadolab/core';
import { comparedArms } from './compared.js';
import type { ReportInput, ReportParameter } from './input.js';
import { escapeHtml, table } from './markup.js';
import { armTitle, unitText } from './wording.js';

/** How the parameters are founded, those the arms change, and all of them folded away. */
export function parameterTables(input: ReportInput): string {
  const { parameters } = input;
  if (parameters.length === 0) return '';
  const numbered = referenceNumbers(input);
  const count = (kind: ReportParameter['kind']) => parameters.filter((each) => each.kind === kind).length;
  const summary =
    `<p>${parameters.length} numbers: ${count('measured')} measured, ${count('fitted')} fitted to named evidence, ` +
    `${count('derived')} derived from others, ${count('assumed')} assumed.</p>`;
  const own = new Set(comparedArms(input).map((arm) => armTitle(input, arm)));
  const byOwn = (changedBy: readonly string[]) => changedBy.filter((title) => own.has(title));
  const changed = parameters.filter(({ changedBy }) => byOwn(changedBy).length > 0);
  const rows = (list: readonly ReportParameter[]) =>
    list.map((each) => row({ ...each, changedBy: byOwn(each.changedBy) }, numbered));
  const headings = ['Parameter', 'Value', 'Founded on', 'Grounds', 'Changed by'];
  const first =
    changed.length === 0
      ? ''
      : table('Numbers that the arms change (as in the control) or add', headings, rows(changed));
  const rest = table(
    'All numbers: those of the control, then what arms add',
    headings.slice(0, 4),
    rows(parameters).map((cells) => cells.slice(0, 4)),
  );
  return `${summary}${first}<details><summary>All ${parameters.length} numbers with their sources</summary>${rest}</details>`;
}

function row(parameter: ReportParameter, numbered: ReadonlyMap<string, number>): string[] {
  const cited = parameter.references.flatMap((id) => numbered.get(id) ?? []);
  const marks = cited.map((n) => `<a href="#reference-${n}">[${n}]</a>`).join(' ');
  return [
    escapeHtml(parameter.title),
    escapeHtml(valueText(parameter.value)),
    parameter.kind,
    `${escapeHtml(parameter.grounds)} ${marks}`.trim(),
    escapeHtml(armList(parameter.changedBy)),
  ];
}

/** Two arms by name, more by number: a dose series would fill the table. */
function armList(arms: readonly string[]): string {
  return arms.length > 2 ? `${arms[0]} and ${arms.length - 1} more arms` : arms.join(', ');
}

/** `0.05 um` as it is printed; a pure number without its `1`. */
function valueText(value: string): string {
  const [number, ...unit] = value.split(' ');
  return `${number} ${unitText(unit.join(' '))}`.trim();
}

/** References in the order of their ids, numbered from 1. */
function referenceNumbers(input: ReportInput): Map<string, number> {
  return new Map(
    Object.keys(input.references)
      .sort()
      .map((id, i) => [id, i + 1]),
  );
}

/** The list of references that the model of this run names. */
export function referenceList(input: ReportInput): string {
  const numbered = [...referenceNumbers(input)];
  if (numbered.length === 0) return '';
  const items = numbered.map(([id, n]) => `<li id="reference-${n}">${cite(input.references[id])}</li>`);
  return `<ol class="references">${items.join('\n')}</ol>`;
}

function cite({ authors, year, title, journal, doi, pmid, url, confirmed }: Reference): string {
  const parts = [`${authors} (${year})`, title, journal].filter((part) => part !== undefined).map(escapeHtml);
  const address = doi === undefined ? url : `https://doi.org/${doi}`;
  const shown = doi !== undefined ? `doi:${doi}` : pmid !== undefined ? `PMID ${pmid}` : url;
  const link =
    address === undefined || !/^https?:\/\//.test(address)
      ? escapeHtml(shown ?? '')
      : `<a href="${escapeHtml(address)}">${escapeHtml(shown ?? address)}</a>`;
  const doubt = confirmed === false ? ' (identifier not confirmed)' : '';
  return `${parts.map((part) => part.replace(/\.$/, '')).join('. ')}. ${link}${doubt}`;
}
