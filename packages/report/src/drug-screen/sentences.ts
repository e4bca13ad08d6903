import type { DrawSummary, DrugScreenRecord, RankedDrug } from '@invadolab/results';
import { duration, interval, ratio, within } from '../wording.js';

/** A summary as text: the median and its interval. */
export function summaryText({ median, low, high }: DrawSummary): string {
  if (median === null) return 'no value';
  return `${ratio(median)} (${interval({ low: low ?? Number.NaN, high: high ?? Number.NaN })})`;
}

/** Excess over what was expected: signed, two decimals. */
export function excessText({ median, low, high }: DrawSummary): string {
  if (median === null || low === null || high === null) return 'no value';
  return `${signed(median)} (${signed(low)} to ${signed(high)})`;
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return text === '0.00' ? text : `${value < 0 ? '\u2212' : '+'}${text}`;
}

/** What was asked of how much, in words. */
export function askedText(record: DrugScreenRecord): string {
  const { exposure, ensemble, draws, cellsPerDraw, measure, time, beside } = record;
  const times = `${exposure.site === 'plasma' ? '' : ` in the ${exposure.site.replace(/-/g, ' ')}`}${exposure.times === 1 ? '' : ` times ${exposure.times}`}`;
  const sets =
    ensemble.kind === 'catalogue'
      ? `the parameter set of the catalogue, ${draws} times`
      : `${draws} parameter sets of the ${ensemble.kind === 'prior' ? 'uncalibrated prior' : 'calibrated ensemble'}`;
  const also = beside === '' ? '' : ` All arms, the control too, also get: ${beside}.`;
  return `Each drug at its ${exposure.kind}${times}, held throughout; ${within(measure.title)} at ${duration(time)} as the ratio to control; ${sets}, ${cellsPerDraw} ${cellsPerDraw === 1 ? 'cell' : 'cells'} each, in the reduced form.${also}`;
}

/** How many are named in the answer. */
const named = 3;

/** The answer: what came first, how sure that is, and what was left out. */
export function drugScreenSentences(record: DrugScreenRecord): readonly string[] {
  const { ranked, listed, contexts, measure, exposure, wanted } = record;
  const leaders = ranked.filter(({ neutral, effect }) => !neutral && effect.median !== null).slice(0, named);
  const silent = contexts.filter(({ shown, healthy }) => shown === 0 && !healthy);
  const most = wanted === 'lower' ? 'Least' : 'Most';
  return [
    `Explored: ${counted(ranked.length, 'drug')} at the ${exposure.kind}, in ${placesText(contexts)}.`,
    ...(leaders.length > 0
      ? [
          `${most} is left of ${within(measure.title)} with ${leaders.map((drug) => leaderText(drug, record)).join('; with ')}.`,
        ]
      : ['No drug does anything here.']),
    ...(silent.length > 0
      ? [
          `${silent.map(({ name, environment }) => `${name} in ${environment}`).join(', ')}: the control shows nothing, so there is no ratio and no part in the rank.`,
        ]
      : []),
    ...(listed.length > 0 ? [`Listed and not ranked, with the reason: ${counted(listed.length, 'drug')}.`] : []),
  ];
}

/** `4 cancers and 1 healthy cell, each in 2 environments`. */
function placesText(contexts: DrugScreenRecord['contexts']): string {
  const count = (isHealthy: boolean) =>
    new Set(contexts.flatMap(({ cell, healthy }) => (healthy === isHealthy ? [cell] : []))).size;
  const healthy = count(true) === 0 ? '' : ` and ${counted(count(true), 'healthy cell')}`;
  const environments = new Set(contexts.map(({ environment }) => environment)).size;
  const each = environments === 1 ? '' : `, each in ${environments} environments`;
  return `${counted(count(false), 'cancer')}${healthy}${each}`;
}

function leaderText({ name, effect, healthy, amongFirst }: RankedDrug, { ranked, first }: DrugScreenRecord): string {
  const beside = healthy === undefined ? '' : `, ${summaryText(healthy)} in healthy cells`;
  const chance =
    ranked.length > first ? `, among the first ${first} in ${Math.round(100 * amongFirst)} % of parameter sets` : '';
  return `${name}: ${summaryText(effect)} of control over cancers${beside}${chance}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
