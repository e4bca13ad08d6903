import { assays, type CellsNeeded, decisionBounds } from '@invadolab/assays';
import { assumptionSentence } from './assumption.js';
import { type Comparison, comparedArms, isSingleRun } from './compared.js';
import { type DoseFamily, doseFamilies, familyOf } from './doses.js';
import { evidenceSentence, evidenceTable } from './evidence.js';
import type { ReportInput } from './input.js';
import type { JudgedArm } from './judged.js';
import { escapeHtml } from './markup.js';
import {
  armTitle,
  comparedTitle,
  experimentsText,
  interval,
  measureTitle,
  ratio,
  referenceOf,
  within,
} from './wording.js';

/** The sentence about one arm, as plain text. */
export function answerSentence(input: ReportInput, { measure }: Comparison, found: JudgedArm): string {
  return answerParts(input, measure, found).join('');
}

/** The sentence about one arm: what stands before its verdict, the verdict as it is emphasised, and the rest. */
export function answerParts(input: ReportInput, measure: string, found: JudgedArm): [string, string, string] {
  const { arm, effect, verdict } = found;
  const { matrix, arms } = input.facts;
  // An arm may have another cell than the study.
  const other = arms.find(({ id }) => id === arm)?.change?.cell;
  const cell = typeof other === 'string' ? other : input.facts.cell;
  const where = `${cell === undefined ? '' : ` in ${cell}`}${matrix === undefined ? '' : ` on ${matrix}`}`;
  const what = within(measureTitle(input, measure));
  const subject = keepUnits(`In this model, ${comparedTitle(input, arm)} `);
  if (isSingleRun(input)) {
    const rest = ` (${what}${where}; one run, no sampling interval; one parameter set).`;
    return [subject, `gives ${ratio(effect.ratio)} times the control`, keepUnits(rest)];
  }
  const decided = verdict !== 'cannot be decided';
  const said = decided ? `${verdict} ${what}` : 'cannot be decided:';
  const rest = decided ? where : ` ${what}${where}`;
  const n = experimentsText(input, effect.n);
  const spread = [parameterSpread(found), samplingSpread(found), n].join('; ');
  return [subject, said, keepUnits(`${rest}: ratio ${ratio(effect.ratio)} (${spread}).`)];
}

function parameterSpread({ parameters }: JudgedArm): string {
  if (parameters === undefined) return 'no parameter interval';
  const { draws, lost } = parameters;
  if (Number.isNaN(parameters.low))
    return `no parameter interval: the control shows nothing in ${lost} of ${draws} calibrated sets`;
  return `95 % parameter interval ${interval(parameters)} over ${draws} calibrated sets`;
}

function samplingSpread({ effect }: JudgedArm): string {
  return Number.isNaN(effect.low) ? 'no sampling interval' : `95 % sampling interval ${interval(effect)}`;
}

/** No line break between a number and its unit. */
function keepUnits(text: string): string {
  return text.replace(/(\d) (?=[%A-Za-z\u00b5])/g, '$1\u00a0');
}

/** Text as markup in which no interval and no unit is broken between two lines. */
function unbroken(text: string): string {
  return escapeHtml(text).replace(/(?<![\w.])\d[^\s();,]*[\u2013/][^\s();,]*/g, '<span class="whole">$&</span>');
}

/** The readout with which a laboratory could test the answer about an arm, the first of `compared`, with the fewest cells. */
export function cheapestTest(input: ReportInput, compared: readonly Comparison[], arm: string): string {
  const verdict = compared[0].arms.find((each) => each.arm === arm)?.verdict;
  const sizes = compared.flatMap(({ measure, arms }) => {
    const found = arms.find((each) => each.arm === arm);
    // Another readout tests the answer only if it has the same one.
    return found?.needed === undefined || found.verdict !== verdict ? [] : [{ measure, needed: found.needed }];
  });
  const start = 'Cheapest experiment to test it: ';
  if (sizes.length === 0) return `${start}none with up to 30 experiments.`;
  const { measure, needed } = sizes.reduce((least, each) => (total(each.needed) < total(least.needed) ? each : least));
  const { experiments, cells, ratio: seen } = needed;
  const arms = `${armTitle(input, arm)} against ${armTitle(input, referenceOf(input, arm))}`;
  const bound = seen === decisionBounds.down || seen === decisionBounds.up;
  return keepUnits(
    `${start}${arms}, ${within(measureTitle(input, measure))}, ${cells} cells per arm in each of ${experiments} experiments ` +
      `to see a ratio of ${ratio(seen)}${bound ? ', were there one,' : ''} with a power of 0.8.`,
  );
}

const total = ({ experiments, cells }: CellsNeeded) => experiments * cells;

/**
 * Arms that the answer speaks of: where several differ in a dose alone, only one of them, the rest stand in the figure and the
 * table.
 */
export function spokenArms(input: ReportInput, comparison: Comparison): string[] {
  const families = doseFamilies(input);
  return comparedArms(input).filter((arm) => {
    const family = familyOf(families, arm);
    return family === undefined || speakingDose(comparison, family) === arm;
  });
}

/**
 * The answer: for each arm that it speaks of the verdict with its intervals, the evidence behind it, the assumption that would flip
 * it and the cells needed.
 */
export function answer(
  input: ReportInput,
  comparison: Comparison,
  compared: readonly Comparison[] = [comparison],
): string {
  const spoken = spokenArms(input, comparison);
  const sentences = comparison.arms
    .filter(({ arm }) => spoken.includes(arm))
    .map((found) => {
      const [before, verdict, after] = answerParts(input, comparison.measure, found).map(unbroken);
      const tone = found.verdict.replace(/ /g, '-');
      const grounds = isSingleRun(input) ? [] : groundsOf(input, found, compared);
      const items = grounds.map((text) => {
        const [what, ...rest] = text.split(': ');
        return `<li><b>${escapeHtml(what)}:</b> ${unbroken(rest.join(': '))}</li>`;
      });
      const list = items.length === 0 ? '' : `<ul class="grounds">${items.join('')}</ul>`;
      return `<p class="sentence ${tone}">${before}<strong>${verdict}</strong>${after}</p>${list}`;
    });
  const why = input.uncertainty?.why;
  const aside = why === undefined ? '' : `<p class="aside">No parameter interval: ${escapeHtml(why)}.</p>`;
  return [...sentences, aside, evidenceTable(input, spoken)].filter((part) => part !== '').join('\n');
}

/** The same as plain text, a paragraph for each arm, for a terminal. */
export function answerText(input: ReportInput, compared: readonly Comparison[]): string[] {
  const [comparison] = compared;
  if (comparison === undefined) return [];
  const spoken = spokenArms(input, comparison);
  return comparison.arms
    .filter(({ arm }) => spoken.includes(arm))
    .map((found) => {
      const grounds = isSingleRun(input) ? [] : groundsOf(input, found, compared);
      return [answerSentence(input, comparison, found), ...grounds].join(' ').replace(/\u00a0/g, ' ');
    });
}

function groundsOf(input: ReportInput, found: JudgedArm, compared: readonly Comparison[]): string[] {
  return [
    evidenceSentence(input, found.arm),
    keepUnits(assumptionSentence(input, found)),
    // A laboratory can repeat a dish, not an individual.
    ...(assays[input.manifest.assay].experiment === undefined ? [cheapestTest(input, compared, found.arm)] : []),
  ];
}

/** The arm of the lowest dose whose sampling interval lies beyond 0.8 or 1.25; the highest dose if there is none. */
export function speakingDose({ arms }: Comparison, { doses }: DoseFamily): string {
  const clear = doses.find(({ arm }) => {
    const effect = arms.find((found) => found.arm === arm)?.effect;
    return effect !== undefined && (effect.high < decisionBounds.down || effect.low > decisionBounds.up);
  });
  return (clear ?? doses[doses.length - 1]).arm;
}
