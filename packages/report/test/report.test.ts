import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '@invadolab/assays';
import { DOMParser, parseHTML } from 'linkedom';
import { answerSentence } from '../src/answer.js';
import { comparisons } from '../src/compared.js';
import { comparisonTable } from '../src/comparison-table.js';
import type { ReportInput } from '../src/input.js';
import { judged } from '../src/judged.js';
import { researchUseNotice } from '../src/limits.js';
import { renderReport } from '../src/report.js';
import { madeArms, madeInput } from './fixture.js';

const input = madeInput();
const html = renderReport(input);
const { document } = parseHTML(html);
const text = (selector: string) => [...document.querySelectorAll(selector)].map((each) => each.textContent ?? '');
const visible = html.replace(/data:image[^"]*/g, '').replace(/<style>[\s\S]*?<\/style>/g, '');

test('the sections stand in their order', () => {
  assert.deepEqual(text('main > section > h2'), [
    'The answer',
    'Against the control',
    'What the microscope would show',
    'Over time',
    'How long they last',
    'Cell by cell',
    'Controls',
    'All comparisons',
    'What the model cannot say',
    'Where the numbers come from',
    'References used by this model',
    'Methods and settings',
  ]);
  assert.deepEqual(text('h1'), [input.manifest.study]);
});

test('the answer has the form of the product, once per arm and once per dose series', () => {
  const sentences = text('.sentence');
  assert.equal(sentences.length, 4);
  const form =
    /^In this model, .+ (lowers|raises|does not detectably change|cannot be decided:) degraded area per cell in made-up.cells on.gelatin \(50.nm\): ratio [\d.]+ \(no parameter interval; 95.%.sampling interval [\d.]+\u2013[\d.]+; 4.experiments\)\.$/;
  for (const sentence of sentences) assert.match(sentence.replace(/\u00a0/g, ' '), form);
  const grounds = text('.grounds li').map((each) => each.replace(/\u00a0/g, ' '));
  assert.equal(grounds.length, 3 * sentences.length);
  const cells =
    /^Cheapest experiment to test it: .+ against Vehicle \(DMSO\), [^.]+, \d+ cells per arm in each of \d+ experiments to see a ratio of [\d.]+(, were there one,)? with a power of 0\.8\.$/;
  assert.equal(grounds.filter((each) => cells.test(each)).length, sentences.length);
});

test('an arm whose interval spans 0.8 and 1.25 cannot be decided', () => {
  const [headline] = comparisons(input);
  const wide = {
    ...headline.arms[0].effect,
    low: 0.5,
    high: 1.6,
    ratio: 0.9,
    decision: decide(0.9, { low: 0.5, high: 1.6 }),
  };
  const sentence = answerSentence(input, headline, judged(input, { ...headline.arms[0], effect: wide }));
  assert.match(sentence, /cannot be decided: degraded area per cell in/);
});

test('the research-use notice opens and closes the report, word for word', () => {
  assert.deepEqual(text('.notice'), [researchUseNotice, researchUseNotice]);
  assert.match(researchUseNotice, /^Research use only\. Simulated cells and simulated individuals, not patients\./);
});

test('nothing is undefined, not a number or an object', () => {
  assert.doesNotMatch(visible, /undefined|NaN|\[object|Infinity|null/);
});

test('no raw identifiers of arms or measures reach the reader', () => {
  const body = document.querySelector('body')?.textContent ?? '';
  for (const { id } of madeArms) if (id.includes('-')) assert.ok(!body.includes(id), id);
  assert.doesNotMatch(body, /invadopodia\.|cells\.degrading|degraded_area\.true/);
});

test('the file needs nothing else', () => {
  assert.doesNotMatch(html, /<script|<link|@import|url\(|src="(?!data:)/);
  assert.equal(document.querySelectorAll('img').length > 8, true);
});

test('the text of a study cannot become markup', () => {
  assert.ok(visible.includes('&lt;these&gt;'));
  assert.doesNotMatch(visible, /<these>|<made-up>/);
});

test('it is well formed: every element is closed where it should be', () => {
  const opened: string[] = [];
  const single = new Set(['meta', 'img', 'br', '!doctype']);
  for (const [, close, name, self] of html.matchAll(/<(\/?)([!a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*?(\/?)>/g)) {
    if (single.has(name.toLowerCase()) || self === '/') continue;
    if (close === '') opened.push(name);
    else assert.equal(opened.pop(), name);
  }
  assert.deepEqual(opened, []);
  assert.ok(new DOMParser().parseFromString(html, 'text/html').querySelector('footer'));
});

test('every figure has a title, a caption and a picture; every drawing and image says what it shows', () => {
  const figures = [...document.querySelectorAll('figure')];
  assert.ok(figures.length >= 7);
  for (const figure of figures) {
    assert.ok((figure.querySelector('h3')?.textContent ?? '').length > 5);
    assert.ok((figure.querySelector('figcaption')?.textContent ?? '').length > 40);
    assert.ok(figure.querySelector('svg, img'));
  }
  for (const image of document.querySelectorAll('img')) assert.ok((image.getAttribute('alt') ?? '').length > 5);
  for (const drawing of document.querySelectorAll('svg')) {
    const named = (drawing.getAttribute('aria-label') ?? '').length > 5;
    const hidden = drawing.closest('[aria-hidden=true]') !== null;
    assert.ok(named || hidden, drawing.outerHTML.slice(0, 200));
  }
  for (const table of document.querySelectorAll('table')) assert.ok(table.querySelector('caption'));
});

test('axes carry units, and absolute ones say that their scale is not calibrated', () => {
  const axes = text('svg text');
  for (const label of [
    'Time (h)',
    '\u00b5m\u00b2',
    'number per cell',
    'Ratio to control (dimensionless)',
    '% still present',
  ]) {
    assert.ok(
      axes.some((each) => each.includes(label)),
      label,
    );
  }
  assert.ok(axes.some((each) => each.includes('Blocker, nominal concentration (nM)')));
  assert.ok(axes.some((each) => each.includes('scale not calibrated')));
});

test('headings go down one level at a time and ids are unique', () => {
  let level = 0;
  for (const heading of document.querySelectorAll('h1,h2,h3,h4')) {
    const next = Number(heading.tagName[1]);
    assert.ok(next <= level + 1, heading.textContent ?? '');
    level = next;
  }
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const link of document.querySelectorAll('a[href^="#"]'))
    assert.ok(ids.includes(link.getAttribute('href')!.slice(1)));
});

test('controls that misbehave are said to', () => {
  assert.deepEqual(text('#controls .verdict'), ['as expected', 'as expected']);
  const strict = input.facts.arms.map((arm) =>
    arm.id === 'control sham' ? { ...arm, expect: { measure: 'matrix.degraded_area', ratio: [2, 3] as const } } : arm,
  );
  const again = parseHTML(renderReport({ ...input, images: [], facts: { ...input.facts, arms: strict } })).document;
  assert.deepEqual(
    [...again.querySelectorAll('#controls .verdict')].map((each) => each.textContent),
    ['as expected', 'misbehaves'],
  );
});

test('references are numbered by id, marked where unconfirmed, and cited by their parameters', () => {
  const references = text('.references li');
  assert.match(references[0], /^Alpha C \(1999\).*PMID 1 \(identifier not confirmed\)$/);
  assert.match(references[1], /^Zeta A, Eta B \(2001\).*doi:10\.1000\/1$/);
  assert.match(
    text('#parameters p')[0],
    /3 numbers: 2 measured, 0 fitted to named evidence, 0 derived from others, 1 assumed/,
  );
});

test('the same input gives the same bytes', () => {
  assert.equal(renderReport(madeInput()) === html, true);
});

test('the terminal table has a row per own arm and measure', () => {
  const { headings, rows } = comparisonTable(input);
  assert.equal(rows.length, 3 * 9);
  for (const row of rows) assert.equal(row.length, headings.length);
  assert.deepEqual(
    new Set(rows.map(([measure]) => measure)),
    new Set(['Degraded area per cell', 'Invadopodia and precursors per cell', 'Degrading cells']),
  );
});

const alone: ReportInput = {
  ...input,
  manifest: { ...input.manifest, assay: 'network', warnings: [], thresholds: {} },
  facts: { control: 'only', arms: [{ id: 'only', title: 'as it is' }], measure: ['cell.A'] },
  measures: [{ arm: 'only', experiment: 0, cell: 0, time: 60, measure: 'cell.A', value: 3, unit: 'nM' }],
  series: [0, 30, 60].map((time) => ({
    arm: 'only',
    experiment: 0,
    cell: 0,
    time,
    series: 'cell.A',
    value: time,
    unit: 'nM',
  })),
  events: [],
  images: [],
  parameters: [],
  references: {},
  names: { 'cell.A': 'Enzyme A' },
};

test('a study of one arm gives values and time courses instead of comparisons', () => {
  const page = renderReport(alone);
  const { document: single } = parseHTML(page);
  const headings = [...single.querySelectorAll('h2')].map((each) => each.textContent);
  assert.deepEqual(headings, ['The answer', 'Over time', 'What the model cannot say', 'Methods and settings']);
  assert.match(single.querySelector('#answer')?.textContent ?? '', /Enzyme A.*60 s.*3\.00 nM/s);
  assert.doesNotMatch(page.replace(/<style>[\s\S]*?<\/style>/g, ''), /undefined|NaN/);
});

test('a run that lost all its rows still gives a report that says so', () => {
  const page = renderReport({ ...input, measures: [], series: [], events: [], images: [] });
  assert.doesNotMatch(page.replace(/<style>[\s\S]*?<\/style>/g, ''), /undefined|NaN/);
});
