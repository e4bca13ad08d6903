import type { DrugScreenRecord } from '@invadolab/results';
import type { TextTable } from '../comparison-table.js';
import { escapeHtml, section, table } from '../markup.js';
import { htmlPage } from '../page.js';
import { drugScreenPicture } from './picture.js';
import { askedText, drugScreenSentences } from './sentences.js';
import {
  clinicalTable,
  contextTable,
  exposureTable,
  pairTable,
  rankTable,
  reasonTable,
  windowTable,
} from './tables.js';

/** Pairs on the page; the record has all. */
const mostPairs = 20;

/** A screen as one HTML file that needs nothing else. The same record gives the same text. */
export function renderDrugScreen(record: DrugScreenRecord): string {
  return htmlPage({
    title: record.screen,
    kicker: 'screen of drugs \u00b7 simulated experiments',
    heading: record.screen,
    colours: { light: '', dark: '' },
    sections: [
      section('answer', 'What was explored', answer(record)),
      section('picture', 'At a glance', drugScreenPicture(record)),
      section(
        'ranks',
        'All drugs',
        htmlTable(rankTable(record)),
        folded('By cell and environment', contextTable(record)),
      ),
      section('reasons', 'Why', htmlTable(reasonTable(record))),
      section(
        'windows',
        'Dose and window',
        htmlTable(windowTable(record)),
        windowText,
        folded('Exposure', exposureTable(record)),
      ),
      section('pairs', 'Pairs', pairs(record)),
      section('clinical', 'Clinical context', htmlTable(clinicalTable(record))),
      section('listed', 'Listed, not ranked', listed(record)),
      section('rules', 'How to read this', rules(record)),
    ],
  });
}

function answer(record: DrugScreenRecord): string {
  const lines = drugScreenSentences(record).map((each) => `<p class="sentence">${escapeHtml(each)}</p>`);
  return `<div class="answer">${lines.join('\n')}<p class="aside">${escapeHtml(askedText(record))}</p></div>`;
}

function htmlTable({ title, headings, rows }: TextTable): string {
  return rows.length === 0
    ? ''
    : table(
        title,
        headings,
        rows.map((row) => row.map(cellHtml)),
      );
}

/** Values and their intervals are not broken into lines. */
const unbroken = 26;

function cellHtml(text: string): string {
  const safe = escapeHtml(text);
  return text.length > 0 && text.length <= unbroken ? `<span class="whole">${safe}</span>` : safe;
}

function folded(summary: string, content: TextTable): string {
  return `<details><summary>${summary}</summary>${htmlTable(content)}</details>`;
}

const windowText =
  '<p class="aside">A window is how many times the concentration that halves the measure over cancers may rise until it halves the same measure in the healthy cell; with a bound where the doses tried do not reach that. It is no prediction of toxicity.</p>';

function pairs(record: DrugScreenRecord): string {
  if (record.pairs.length === 0) return '';
  const more = record.pairs.length - mostPairs;
  const rest = more > 0 ? `<p class="aside">${more} more pairs are in screen.json.</p>` : '';
  return `${htmlTable(pairTable(record, mostPairs))}${rest}`;
}

function listed({ listed: drugs }: DrugScreenRecord): string {
  const rows = drugs.map(({ name, status, reason }) => [name, status, reason]);
  return htmlTable({ title: 'Not compared at a clinical exposure', headings: ['drug', 'status', 'reason'], rows });
}

function rules({ first, draws, closer, confirm, ranked, notes }: DrugScreenRecord): string {
  const lines = [
    `A drug's rank is the median, over ${draws} parameter sets, of its ratio to control averaged over cancers and environments. Nothing else enters it: not the healthy cells, not the window, not trials.`,
    `Among the first ${first}: the share of parameter sets in which a drug is; equal ones share the places. Where few more than ${first} drugs are ranked it says little.`,
    'Arms of a parameter set have the same cells. What differs between sets: the calibrated numbers, the shift of each drug from the tube to the cell within its range, and the cells.',
    `Dose curves, targets alone and pairs: the first ${closer.draws} of the parameter sets.`,
    'Bliss: the product of the two ratios, in each context and set. Loewe: the ratio at which the doses, each as a share of the dose of that drug alone with the same effect, add up to one; curves are straight in the logarithm of the dose and a rise counts as no effect. A drug with itself is additive by Loewe.',
    ...(ranked.some(({ full }) => full !== undefined)
      ? [
          `Full form: every site by itself, ${confirm.cells} ${confirm.cells === 1 ? 'cell' : 'cells'} per arm and context, so its ratios carry the chance of few cells.`,
        ]
      : []),
    'An exposure held throughout stands for one that rises and falls; a peak so held is an upper bound. Where the catalogue has none on record it follows from average kinetics at the steady state of the usual dose. Time above half: share of the interval between doses.',
    ...notes,
  ];
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}
