import type { EnsembleFile, FitRecord, FittedParameter } from '@invadolab/results';
import { escapeHtml, section, table } from '../markup.js';
import { htmlPage } from '../page.js';
import { unitText } from '../wording.js';
import { agreementFigure } from './agreement.js';
import { fitColours } from './colours.js';
import { marginalFigure } from './marginals.js';
import { pairsFigure } from './pairs.js';
import { significant } from './significant.js';

/** The report of a fit as one HTML file that needs nothing else. The same input gives the same text. */
export function renderFit(record: FitRecord, ensemble: EnsembleFile): string {
  const values = (id: string) => {
    const at = ensemble.parameters.indexOf(id);
    return ensemble.draws.map((draw) => draw[at]);
  };
  const parts = [
    section('answer', 'The answer', `<div class="answer">${fitSentences(record).map(sentence).join('\n')}</div>`),
    section('parameters', 'Parameters', parameterTable(record), marginalFigure(record.parameters, values)),
    section('data', 'Data and model', agreementFigure(record)),
    section('pairs', 'Which parameters go together', pairsFigure(record, values)),
    section('methods', 'How it was done', methods(record)),
  ];
  return htmlPage({
    title: `Fit: ${record.study}`,
    kicker: `fit to ${record.data}`,
    heading: record.study,
    colours: fitColours,
    sections: parts,
  });
}

/** What a fit has to say, the most important first, in plain sentences. */
export function fitSentences({ parameters, ridges, points, draws, notes, converged }: FitRecord): readonly string[] {
  const known = parameters.filter(({ identified }) => identified);
  const unknown = parameters.filter(({ identified }) => !identified);
  const inside = points.filter(({ predicted, low, high, below, observed }) =>
    predicted === null
      ? false
      : below
        ? predicted.median <= observed
        : predicted.median >= low && predicted.median <= high,
  ).length;
  return [
    ...(converged ? [] : ['Preliminary: the chains have not settled, so intervals and verdicts may still change.']),
    ...(known.length > 0
      ? [
          `${converged ? 'Identified' : 'Narrowed so far'}: ${known.map(({ id, posterior, unit }) => `${id} = ${`${significant(posterior.median)} ${unitText(unit)}`.trim()} (90 % interval ${significant(posterior.low)} to ${significant(posterior.high)})`).join('; ')}.`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `Not identifiable from these data: ${unknown.map(({ id, width }) => `${id} (its interval keeps ${Math.round(100 * Math.min(width, 1))} % of the prior's width)`).join('; ')}.`,
        ]
      : []),
    ...ridges.map(({ parameters: [a, b], powers }) => {
      const together = powers === undefined ? 'a combination of the two' : combination(a, b, powers);
      return `Known only together: ${a} and ${b}. The data fix ${together}.`;
    }),
    `The median of the ${draws} accepted parameter sets lies within the 90 % interval of ${inside} of ${points.length} data.`,
    ...notes,
  ];
}

function combination(a: string, b: string, [, power]: readonly [number, number]): string {
  const size = Math.abs(power);
  const term = size > 0.95 && size < 1.05 ? b : `${b}^${size.toFixed(2)}`;
  return power > 0 ? `the product ${a} \u00d7 ${term}` : `the ratio ${a} / ${term}`;
}

function sentence(text: string, index: number): string {
  return `<p class="${index === 0 ? 'sentence' : 'aside'}">${escapeHtml(text)}</p>`;
}

function parameterTable({ parameters, converged }: FitRecord): string {
  const rows = parameters.map((parameter) => [
    `${escapeHtml(parameter.id)}${parameter.name === parameter.id ? '' : `<br><span class="aside">${escapeHtml(parameter.name)}</span>`}`,
    span(parameter.prior),
    span(parameter.posterior),
    escapeHtml(parameter.unit === '1' ? '' : parameter.unit),
    verdict(parameter, converged),
    significant(parameter.value),
    parameter.source,
    parameter.rHat === null ? 'none' : parameter.rHat.toFixed(3),
    parameter.effective === null ? 'none' : String(Math.round(parameter.effective)),
  ]);
  const headings = [
    'Parameter',
    'Before: median (90 %)',
    'After: median (90 %)',
    'Unit',
    '',
    'In the model',
    'Its source',
    'R-hat',
    'Effective draws',
  ];
  return table('Parameters before and after the data', headings, rows);
}

function span({ low, median, high }: FittedParameter['prior']): string {
  return `${significant(median)} (${significant(low)}\u2013${significant(high)})`;
}

function verdict({ identified, width }: FittedParameter, converged: boolean): string {
  const share = `${Math.round(100 * Math.min(width, 1))} % of the prior's width`;
  if (!converged) return `<span class="verdict">not settled</span>, ${share}`;
  return identified
    ? `<span class="verdict good">identified</span>, ${share}`
    : `<span class="verdict bad">not identifiable</span>, ${share}`;
}

function methods({
  comparison,
  evaluations,
  acceptance,
  seed,
  draws,
  converged,
  control,
  version,
  hash,
}: FitRecord): string {
  const scale =
    comparison.scale === 'ratio' ? `the ratio of each arm to ${control} at the same time` : 'the values themselves';
  const items = [
    `Compared: ${scale}, on the logarithmic scale. The error of the control is shared by all arms that are divided by it.`,
    `Sampling error from the standard deviations and numbers in the table; where there are none, a coefficient of variation of ${Number((100 * comparison.error).toPrecision(3))} %.`,
    `Discrepancy allowed to the model: ${Number((100 * comparison.discrepancy).toPrecision(3))} % (standard deviation on the logarithmic scale).`,
    'Priors: log-normal about a measured value, else log-uniform, within the plausible range; uniform where the range reaches 0.',
    `Search by CMA-ES, then differential-evolution Markov chains with past points; ${evaluations} likelihoods, ${Math.round(100 * acceptance)} % of jumps accepted, ${converged ? 'chains settled' : 'chains NOT settled'}; ${draws} sets kept.`,
    'Not identifiable: the 90 % interval keeps more than half of the width of the prior. Known only together: a correlation beyond 0.9.',
    `Seed ${seed}, InvadoLab ${version}, ${hash.slice(0, 16)}.`,
  ];
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ul>`;
}
