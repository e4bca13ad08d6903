import { type ArmComparison, type CellsNeeded, decisionBounds } from '@invadolab/assays';
import { type Comparison, isSingleRun } from './compared.js';
import { type DoseFamily, doseFamilies, familyOf } from './doses.js';
import type { ReportInput } from './input.js';
import { escapeHtml } from './markup.js';
import { armTitle, interval, measureTitle, ratio, within } from './wording.js';

/** The sentence about one arm, as plain text. */
export function answerSentence(input: ReportInput, { measure }: Comparison, found: ArmComparison): string {
  const [before, emphasis, after] = answerParts(input, measure, found);
  return `${before}${emphasis}${after}`;
}

function answerParts(input: ReportInput, measure: string, { arm, effect }: ArmComparison): [string, string, string] {
  const { cell, matrix } = input.facts;
  const where = `${cell === undefined ? '' : ` in ${cell}`}${matrix === undefined ? '' : ` on ${matrix}`}`;
  const what = within(measureTitle(input, measure));
  const subject = keepUnits(`In this model, ${armTitle(input, arm)} `);
  if (isSingleRun(input)) {
    const rest = ` (${what}${where}; one run, no sampling interval; one parameter set).`;
    return [subject, `gives ${ratio(effect.ratio)} times the control`, keepUnits(rest)];
  }
  const decided = effect.decision !== 'cannot be decided';
  const verdict = decided ? `${effect.decision} ${what}` : 'cannot be decided:';
  const rest = decided ? where : ` ${what}${where}`;
  const spread = Number.isNaN(effect.low) ? 'no sampling interval' : `95 % sampling interval ${interval(effect)}`;
  const n = `${effect.n} ${effect.n === 1 ? 'experiment' : 'experiments'}`;
  return [subject, verdict, keepUnits(`${rest}: ratio ${ratio(effect.ratio)} (${spread}; ${n}; one parameter set).`)];
}

/** No line break between a number and its unit. */
function keepUnits(text: string): string {
  return text.replace(/(\d) (?=[%A-Za-z\u00b5])/g, '$1\u00a0');
}

/** What every answer must say beside the ratio, until an ensemble can say more. */
export const answerRest =
  'Direct evidence: none counted in this version. Most sensitive assumption: not determined, because one parameter set ' +
  'has no parameter interval.';

/** The readout of an arm that a laboratory could test with the fewest cells; empty if none can be named. */
export function cheapestTest(input: ReportInput, compared: readonly Comparison[], arm: string): string {
  const sizes = compared.flatMap(({ measure, arms }) => {
    const found = arms.find((each) => each.arm === arm);
    const needed = found?.needed;
    return needed === undefined || found?.effect.decision === 'does not detectably change' ? [] : [{ measure, needed }];
  });
  if (sizes.length === 0) return '';
  const { measure, needed } = sizes.reduce((least, each) => (total(each.needed) < total(least.needed) ? each : least));
  const { experiments, cells, ratio: seen } = needed;
  return keepUnits(
    `Cheapest test: ${within(measureTitle(input, measure))}, ${cells} cells per arm in each of ${experiments} experiments ` +
      `to see a ratio of ${ratio(seen)} with a power of 0.8.`,
  );
}

const total = ({ experiments, cells }: CellsNeeded) => experiments * cells;

/**
 * The answer: a sentence for each arm, where of a dose family only one dose speaks and the rest stand in the figure
 * and the table.
 */
export function answer(
  input: ReportInput,
  comparison: Comparison,
  own: readonly string[],
  compared: readonly Comparison[] = [comparison],
): string {
  const families = doseFamilies(input);
  const spoken = comparison.arms.filter(({ arm }) => {
    const family = familyOf(families, arm);
    return own.includes(arm) && (family === undefined || speakingDose(comparison, family) === arm);
  });
  const sentences = spoken.map((found) => {
    const [before, verdict, after] = answerParts(input, comparison.measure, found).map(escapeHtml);
    const tone = found.effect.decision.replace(/ /g, '-');
    const test = isSingleRun(input) ? '' : cheapestTest(input, compared, found.arm);
    return `<p class="sentence ${tone}">${before}<strong>${verdict}</strong>${after}${test === '' ? '' : `<span class="test"> ${escapeHtml(test)}</span>`}</p>`;
  });
  return [...sentences, `<p class="aside">${answerRest}</p>`].join('\n');
}

/** The arm of the lowest dose whose interval lies beyond 0.8 or 1.25; the highest dose if there is none. */
export function speakingDose({ arms }: Comparison, { doses }: DoseFamily): string {
  const clear = doses.find(({ arm }) => {
    const effect = arms.find((found) => found.arm === arm)?.effect;
    return effect !== undefined && (effect.high < decisionBounds.down || effect.low > decisionBounds.up);
  });
  return (clear ?? doses[doses.length - 1]).arm;
}
