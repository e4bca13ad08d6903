import type { ReportInput, ReportSide } from './input.js';
import { escapeHtml } from './markup.js';
import { armTitle, capital } from './wording.js';

/** The sides that this study takes where the literature disagrees; empty where nothing in its models depends on one. */
export function hypothesesList(input: ReportInput): string {
  const { hypotheses = [] } = input.facts;
  if (hypotheses.length === 0) return '';
  return `<dl class="sides">\n${hypotheses.map((each) => entry(input, each)).join('\n')}\n</dl>`;
}

function entry(input: ReportInput, { hypothesis, side, question, said, others, arms }: ReportSide): string {
  const who =
    arms.length === input.facts.arms.length
      ? 'in all arms'
      : `in ${arms.map((arm) => unbroken(armTitle(input, arm))).join('; ')}`;
  return [
    `<div><dt>${escapeHtml(capital(question))}</dt>`,
    // What a study file says to take it: for those who look for it, not in the text.
    `<dd title="hypotheses: {${escapeHtml(`${hypothesis}: ${side}`)}}"><span>Taken here</span>${escapeHtml(capital(said))}<small>${escapeHtml(who)}</small></dd>`,
    `<dd><span>${others.length === 1 ? 'The other side' : 'Other sides'}</span>${escapeHtml(others.map(capital).join('. '))}</dd></div>`,
  ].join('');
}

/** No line break between a number and its unit, or within `5 x 2 Gy`. */
function unbroken(title: string): string {
  return title.replace(/(\d) (?=[%A-Za-z\u00b5])/g, '$1\u00a0').replace(/\bx (?=\d)/g, 'x\u00a0');
}
