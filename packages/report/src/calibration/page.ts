import type { CalibrationRecord, EnsembleFile } from '@invadolab/results';
import { fitColours } from '../fit/colours.js';
import { marginalFigure } from '../fit/marginals.js';
import { pairsFigure } from '../fit/pairs.js';
import { escapeHtml, section, table } from '../markup.js';
import { htmlPage } from '../page.js';
import { calibrationSentences } from './sentences.js';
import { generationTable, leftOutTable, parameterTable, rowTable, voteTable } from './tables.js';

/** The report of a calibration as one HTML file that needs nothing else. The same input gives the same text. */
export function renderCalibration(record: CalibrationRecord, ensemble: EnsembleFile): string {
  const values = (id: string) => {
    const at = ensemble.parameters.indexOf(id);
    return ensemble.draws.map((draw) => draw[at]);
  };
  const sentences = calibrationSentences(record).map(
    (text, at) => `<p class="${at === 0 ? 'sentence' : 'aside'}">${escapeHtml(text)}</p>`,
  );
  const sections = [
    section('answer', 'The answer', `<div class="answer">${sentences.join('\n')}</div>`),
    section('votes', 'Votes', html(voteTable(record)), rows(record)),
    section('left-out', 'Each paper left out', html(leftOutTable(record))),
    section('parameters', 'Parameters', html(parameterTable(record)), marginalFigure(record.parameters, values)),
    section('pairs', 'Which parameters go together', pairsFigure(record, values)),
    section('methods', 'How it was done', methods(record), html(generationTable(record))),
  ];
  const heading = 'What published experiments leave of the parameters';
  return htmlPage({
    title: heading,
    kicker: 'calibration \u00b7 simulated experiments',
    heading,
    colours: fitColours,
    sections,
  });
}

function html({ title, headings, rows: lines }: ReturnType<typeof voteTable>): string {
  return table(
    title,
    headings,
    lines.map((line) => line.map(escapeHtml)),
  );
}

function rows(record: CalibrationRecord): string {
  return `<details><summary>${record.rows.length} rows</summary>${html(rowTable(record))}</details>`;
}

function methods(record: CalibrationRecord): string {
  const { tried, givenUp, accepted, draws, distinct, seed, cellsPerDraw, version, hash } = record;
  const items = [
    'Read: rows whose role is to calibrate with, and no others.',
    'Distance of a part of a row: by how much the logarithm of the predicted ratio would have to change until 95 of 100 experiments of the published size pass; at most 1. A row is as far as its farthest part, a vote as far as its rows on average, a set of parameters as far as the votes on average.',
    `Approximate Bayesian computation by population Monte Carlo with adaptive thresholds; every set that was tried is weighted against all generations together. Where enough were, the accepted sets are drawn with a quadratic surface through all distances, so that the chance of a few cells does not choose them, and simulated again. ${tried} sets were tried, ${givenUp} of them given up before all rows were simulated; ${accepted} are accepted, ${distinct} of them stand in the ensemble of ${draws}.`,
    'Priors: log-normal about the assumed value, the plausible range being four standard deviations, cut at its ends.',
    'Not identifiable: the 90 % interval keeps more than half of the width of the prior. Known only together: a correlation beyond 0.9.',
    'A paper left out: its rows are scored on the sets that all other papers accept.',
    `Cells per set ${cellsPerDraw}, seed ${seed}, InvadoLab ${version}, ${hash.slice(0, 16)}.`,
  ];
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ul>`;
}
