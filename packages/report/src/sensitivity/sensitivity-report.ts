import type { SensitivityRecord } from '@invadolab/results';
import { fitColours } from '../fit/colours.js';
import { significant } from '../fit/significant.js';
import { escapeHtml, figure, section, table } from '../markup.js';
import { htmlPage } from '../page.js';
import { duration, unitText } from '../wording.js';
import { barTable, shareText } from './bars.js';

const mostScreened = 20;

/** The report of a sensitivity analysis as one HTML file that needs nothing else. The same input gives the same text. */
export function renderSensitivity(record: SensitivityRecord): string {
  const said = sensitivitySentences(record).map(
    (text, i) => `<p class="${i === 0 ? 'sentence' : 'aside'}">${escapeHtml(text)}</p>`,
  );
  const parts = [
    section('answer', 'The answer', `<div class="answer">${said.join('\n')}</div>`),
    section('shares', 'What the answer rests on', sharesFigure(record)),
    section('flips', 'What would change the answer', flipTable(record)),
    section('screening', 'All numbers, screened', screeningFigure(record)),
    section('methods', 'How it was done', methods(record)),
  ];
  return htmlPage({
    title: `Sensitivity: ${record.study}`,
    kicker: 'sensitivity',
    heading: record.study,
    colours: fitColours,
    sections: parts,
  });
}

function quantityText({ quantity: { title, control, measure, time } }: SensitivityRecord): string {
  return `${measure} in ${title}${control === null ? '' : ` over ${control}`} at ${duration(time)}`;
}

/** What a sensitivity analysis has to say, the most important first, in plain sentences. */
export function sensitivitySentences(record: SensitivityRecord): readonly string[] {
  const { quantity, screened, shares, flips, notes } = record;
  const [first] = screened;
  const known = screened.filter(({ meanAbsolute }) => meanAbsolute !== null);
  const silent = known.filter(({ meanAbsolute }) => meanAbsolute! < 0.01).length;
  const value = quantity.value === null ? 'no value' : significant(quantity.value);
  const own = `${quantityText(record)} is ${value} with the numbers of the model`;
  // Walks that mostly meet dead cells say nothing about any number, least of all about one that happens to stand first.
  if (2 * known.length < screened.length)
    return [
      `${own}. What it rests on cannot be said: with all numbers anywhere in these ranges too few parameter sets gave a value. Look nearer to the model's own values (--within).`,
      ...notes,
    ];
  return [
    `${own}, and most sensitive to ${first.id} (${first.source}).`,
    ...(shares === undefined ? [] : [assumedSentence(shares)]),
    ...(quantity.control === null ? [] : [flipSentence(flips)]),
    `${silent} of ${known.length} numbers move it by less than 1 % over their whole range.`,
    ...notes,
  ];
}

function assumedSentence({ assumed, assumedCount, numbers }: NonNullable<SensitivityRecord['shares']>): string {
  if (assumedCount === 0) return `None of the ${numbers.length} numbers that matter most is assumed.`;
  if (assumed === null) return `All ${numbers.length} numbers that matter most are assumed: so is all of the variance.`;
  return `Of the variance that the ${numbers.length} most important numbers make, ${shareText(assumed.total)} involves the ${assumedCount} that are assumed, ${shareText(assumed.first)} by them alone.`;
}

function flipSentence([first, ...others]: SensitivityRecord['flips']): string {
  if (first === undefined)
    return 'No single one of the most important numbers changes the answer within its plausible range.';
  const unit = unitText(first.unit);
  const fold =
    first.value > 0 && first.at > 0 ? `, ${significant(first.at / first.value)} times what the model has` : '';
  return (
    `The answer becomes "${first.answer}" if ${first.id} (${first.source}) is ${significant(first.at)} ${unit}`.trim() +
    `${fold}${others.length === 0 ? '' : `; so can ${others.map(({ id }) => id).join(', ')}`}.`
  );
}

function sharesFigure({ shares, screened }: SensitivityRecord): string {
  if (shares === undefined) return '';
  const rows = [...shares.numbers]
    .sort((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0))
    .map(({ id, source, first, total }) => ({
      title: id,
      aside: `${screened.find((each) => each.id === id)?.name ?? ''} (${source})`,
      strong: first.value ?? 0,
      weak: total.value ?? 0,
      interval: [total.low ?? 0, total.high ?? 0] as const,
      said: [shareText(first), shareText(total)],
    }));
  const body = barTable(['Number', '', 'Alone', 'With others'], rows, Math.max(1, ...rows.map(({ weak }) => weak)));
  const caption =
    'Share of the variance of the logarithm of the result when all these numbers vary over their plausible ranges at once. Dark: ' +
    'by the number alone; light: with everything it does together with others, and its 95 % bootstrap interval. All other numbers are kept.';
  return figure('Shares of variance', caption, body);
}

function flipTable({ flips, quantity }: SensitivityRecord): string {
  if (flips.length === 0) return '';
  const rows = flips.map(({ id, source, unit, value, at, answer }) => [
    escapeHtml(id),
    source,
    significant(value),
    significant(at),
    escapeHtml(unitText(unit)),
    answer,
  ]);
  const caption = `One number changed at a time; with the numbers of the model the answer is "${quantity.answer}" (below 0.8: lowers; above 1.25: raises)`;
  return table(caption, ['Number', 'Its source', 'In the model', 'Changes at', 'Unit', 'Answer then'], rows);
}

function screeningFigure({ screened, trajectories }: SensitivityRecord): string {
  const rows = screened.slice(0, mostScreened).map(({ id, name, source, meanAbsolute, mean, deviation }) => ({
    title: id,
    aside: `${name} (${source})`,
    strong: meanAbsolute ?? 0,
    said: [meanAbsolute, mean, deviation].map((value) => (value === null ? 'none' : effectText(value))),
  }));
  const body = barTable(
    ['Number', '', 'Size', 'Direction', 'Spread'],
    rows,
    Math.max(1e-9, ...rows.map(({ strong }) => strong)),
  );
  const caption =
    `Elementary effects over ${trajectories} walks (Morris): change of the natural logarithm of the result per step through the whole ` +
    'range. Size: mean of absolute effects; direction: mean; spread: standard deviation, large where the effect depends on ' +
    `other numbers.${screened.length > mostScreened ? ` The first ${mostScreened} of ${screened.length}.` : ''}`;
  return figure('How much each number matters', caption, body);
}

function effectText(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '\u2212');
}

function methods({ evaluations, seed, version, hash, shares }: SensitivityRecord): string {
  const items = [
    `${evaluations} parameter sets, all with the same cells and chances.`,
    'Screening crosses the plausible range of every number evenly. For shares of variance a measured number is log-normal about its value, any other log-uniform, or uniform where its range reaches 0.',
    'A ratio below 0.001 counts as 0.001, one above 1000 as 1000.',
    ...(shares === undefined
      ? []
      : [
          `Sobol indices from ${shares.samples} samples: first order after Saltelli (2010), total after Jansen (1999).`,
        ]),
    `Seed ${seed}, InvadoLab ${version}, ${hash.slice(0, 16)}.`,
  ];
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ul>`;
}
