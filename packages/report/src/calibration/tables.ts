import type { CalibrationRecord, Span } from '@invadolab/results';
import type { TextTable } from '../comparison-table.js';
import { significant } from '../fit/significant.js';
import { percent, predictedText } from '../score-card/table.js';

const verdict = (pass: boolean | undefined) => (pass === undefined ? '' : pass ? 'passes' : 'fails');
const span = ({ low, median, high }: Span) => `${significant(median)} (${significant(low)}\u2013${significant(high)})`;
const distance = (value: number | null) => (value === null ? 'none' : value.toFixed(2));

/** Parameters before and after. */
export function parameterTable({ parameters }: CalibrationRecord): TextTable {
  return {
    title: 'Parameters before and after the published rows',
    headings: ['parameter', 'before: median (90 %)', 'after: median (90 %)', 'fitted', 'unit', '', 'why chosen'],
    rows: parameters.map(({ id, name, prior, posterior, fitted, unit, identified, width, why }) => [
      name === id ? id : `${id}: ${name}`,
      span(prior),
      span(posterior),
      significant(fitted),
      unit === '1' ? '' : unit,
      `${identified ? 'identified' : 'not identifiable'}, ${percent(Math.min(width, 1))} of the prior's width`,
      why,
    ]),
  };
}

/** One line per vote: under the prior, accepted, with its paper left out. */
export function voteTable({ votes, priorVotes, leftOut, distances }: CalibrationRecord): TextTable {
  const left = leftOut.flatMap((each) => each.votes);
  const same = (own: typeof votes, { paper, family }: (typeof votes)[number]) =>
    own.find((each) => each.paper === paper && each.family === family)?.pass;
  return {
    title: 'Votes to calibrate with, and how far from passing',
    headings: [
      'family',
      'paper',
      'rows',
      'prior',
      'accepted sets',
      'paper left out',
      'distance: prior',
      'accepted',
      'explained',
    ],
    rows: votes.map((vote, at) => [
      vote.family,
      vote.cited,
      vote.rows.join(' '),
      verdict(same(priorVotes, vote)),
      verdict(vote.pass),
      verdict(same(left, vote)),
      distance(distances[at].prior),
      distance(distances[at].accepted),
      distances[at].explained === null ? '–' : percent(Math.max(0, distances[at].explained)),
    ]),
  };
}

/** Every row on the accepted sets. */
export function rowTable({ rows }: CalibrationRecord): TextTable {
  return {
    title: 'Every row on the accepted sets',
    headings: ['row', 'family', 'published', 'predicted', 'verdict', 'why'],
    rows: rows.map(({ id, family, expected, predicted, interval, pass, why }) => [
      id,
      family,
      expected,
      predictedText(predicted, interval),
      verdict(pass),
      why,
    ]),
  };
}

/** What the other papers predict for each. */
export function leftOutTable({ leftOut }: CalibrationRecord): TextTable {
  return {
    title: 'Rows of each paper, predicted from all other papers',
    headings: ['paper', 'row', 'published', 'predicted', 'verdict', 'sets accepted by the others', 'worth'],
    rows: leftOut.flatMap(({ cited, rows, accepted, effective }) =>
      rows.map(({ id, expected, predicted, interval, pass }) => [
        cited,
        id,
        expected,
        predictedText(predicted, interval),
        verdict(pass),
        String(accepted),
        String(Math.round(effective)),
      ]),
    ),
  };
}

/** How the thresholds went down. */
export function generationTable({ generations }: CalibrationRecord): TextTable {
  return {
    title: 'Generations',
    headings: ['generation', 'sets', 'within the threshold before', 'threshold', 'worth'],
    rows: generations.map(({ sets, acceptance, threshold, effective }, at) => [
      String(at + 1),
      String(sets),
      percent(acceptance),
      threshold === null ? 'none' : threshold.toFixed(3),
      String(Math.round(effective)),
    ]),
  };
}
