import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ArmAssumptions, UncertaintyRecord } from '@invadolab/results';
import { answerSentence } from '../src/answer.js';
import { assumptionSentence } from '../src/assumption.js';
import { comparisons } from '../src/compared.js';
import { comparisonTable } from '../src/comparison-table.js';
import { evidenceSentence } from '../src/evidence.js';
import type { ReportInput } from '../src/input.js';
import { judged, stateMeasure } from '../src/judged.js';
import { renderReport } from '../src/report.js';
import { madeInput } from './fixture.js';

const input = madeInput();
const [headline] = comparisons(input);
const { time } = headline;
const measure = stateMeasure(input, headline.measure);
const armOf = (id: string) => headline.arms.find(({ arm }) => arm === id)!;

const number = {
  id: 'k_birth',
  name: 'birth of precursors',
  unit: '1/s',
  value: 0.001,
  range: [0.0001, 0.01] as [number, number],
};

/** What a run could have found, with these ratios of one arm over the calibrated sets. */
function uncertain(arm: string, values: readonly (number | null)[], tried: Partial<ArmAssumptions> = {}): ReportInput {
  const uncertainty: UncertaintyRecord = {
    kind: 'invadolab uncertainty',
    format: 1,
    form: 'reduced',
    ensemble: { hash: 'ab', draws: values.length, cells: 2, fitted: 9, present: 8 },
    ratios: [{ arm, measure, time, values: [...values] }],
    assumptions: {
      tried: 240,
      cells: 8,
      measure,
      time,
      arms: [
        { arm, ratio: 0.3, answer: 'lowers', strongest: { number, ratios: [0.1, 0.7] }, flip: null, lost: 0, ...tried },
      ],
    },
    evidence: {
      scored: true,
      arms: [
        {
          arm,
          rows: [
            { ...row('A1', 'check'), agrees: true },
            { ...row('A2', 'check'), agrees: false },
            { ...row('B1', 'law'), agrees: true },
            row('C1', 'check'),
          ],
        },
      ],
    },
  };
  return { ...input, uncertainty };
}

function row(id: string, role: string) {
  return {
    id,
    paper: 'maker2020',
    cited: 'Maker et al. 2020',
    source: 'J Tests',
    role,
    family: 'loss',
    quantity: 'holes after loss',
  };
}

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** 41 ratios from `first` in steps: the ends of the middle 95 % are the second and the second last. */
const ladder = (first: number, step: number) => Array.from({ length: 41 }, (_, i) => first + i * step);

test('an arm is told with both intervals by name, the parameter interval being the middle 95 % of its sets', () => {
  const found = judged(uncertain('blocker-free', ladder(0.1, 0.01)), armOf('blocker-free'));
  assert.ok(Math.abs(found.parameters!.low - 0.11) < 1e-12 && Math.abs(found.parameters!.high - 0.49) < 1e-12);
  assert.equal(found.verdict, 'lowers');
  assert.match(
    plain(answerSentence(input, headline, found)),
    /^In this model, Blocker 8\.6 nM free lowers .*\(95 % parameter interval 0\.11\u20130\.49 over 41 calibrated sets; 95 % sampling interval [\d.\u2013]+; 4 experiments\)\.$/,
  );
});

test('an answer that the calibrated sets leave open cannot be decided, however sure the sampling is', () => {
  const arm = armOf('blocker-free');
  assert.equal(arm.verdict, 'lowers');
  // From 0.5 to 1.5: both 0.8 and 1.25 are well inside.
  const open = uncertain('blocker-free', ladder(0.475, 0.02625));
  const found = judged(open, arm);
  assert.equal(found.verdict, 'cannot be decided');
  assert.match(answerSentence(open, headline, found), /cannot be decided: degraded area/);
  assert.match(
    assumptionSentence(open, found),
    /^Most sensitive assumption: birth of precursors \(ratio 0\.10 at 0\.0001 1\/s, ratio 0\.70 at 0\.01 1\/s\)\.$/,
  );
  // From 0.7 to 1.1 says no more than that it is not raised by much.
  assert.equal(judged(uncertain('blocker-free', ladder(0.69, 0.0105)), arm).verdict, 'does not detectably change');
});

test('with more than one set in twenty without a ratio there is no parameter interval and no decision', () => {
  const values = ladder(0.1, 0.01);
  const few = values.map((value, i) => (i < 2 ? null : value));
  assert.equal(judged(uncertain('blocker-free', few), armOf('blocker-free')).verdict, 'lowers');
  const many = uncertain(
    'blocker-free',
    values.map((value, i) => (i < 3 ? null : value)),
  );
  const found = judged(many, armOf('blocker-free'));
  assert.equal(found.verdict, 'cannot be decided');
  assert.match(plain(answerSentence(many, headline, found)), /the control shows nothing in 3 of 41 calibrated sets/);
});

test('the assumption that would flip an answer is told by its name, with the value, what it is now and its range', () => {
  const sentence = (tried: Partial<ArmAssumptions>) => {
    const asked = uncertain('blocker-free', ladder(0.1, 0.01), tried);
    return plain(assumptionSentence(asked, judged(asked, armOf('blocker-free'))));
  };
  assert.equal(
    sentence({ flip: { number, at: 0.004, side: 'above', answer: 'about the same' } }),
    'Most sensitive assumption: birth of precursors; the answer flips if it is above 0.004 1/s (now 0.001 1/s; plausible 0.0001 to 0.01 1/s).',
  );
  assert.match(
    sentence({ lost: 2 }),
    /no single assumption within its plausible range flips the answer \(240 tried, the control shows nothing at 2 ends of their ranges\)\.$/,
  );
  assert.match(
    sentence({ answer: 'raises', ratio: 1.4 }),
    /not determined: the reduced form, .* has a ratio of 1\.40 here\.$/,
  );
  assert.match(sentence({ strongest: null }), /none of the 240 tried moves the ratio\.$/);
});

test('published rows are counted by what they were used for, and listed with their ids and papers', () => {
  const asked = uncertain('blocker-free', ladder(0.1, 0.01));
  assert.equal(
    evidenceSentence(asked, 'blocker-free'),
    'Direct evidence: 4 published rows, 2 agree (1 of 2 to check it, 1 of 1 it was built after, 1 only read, not scored).',
  );
  assert.equal(evidenceSentence(asked, 'scaffold-kd'), 'Direct evidence: none.');
  const html = renderReport(asked);
  for (const word of ['A1', 'A2', 'B1', 'Maker et al. 2020']) assert.ok(html.includes(word), word);
  assert.doesNotMatch(html, /k_birth|No parameter interval/);
});

test('the terminal table has a column for each interval', () => {
  const { headings, rows, title } = comparisonTable(uncertain('blocker-free', ladder(0.1, 0.01)));
  assert.deepEqual(headings, ['measure', 'at', 'arm', 'ratio', 'parameters', 'sampling', 'n', 'verdict']);
  assert.ok(rows.every((cells) => cells.length === headings.length));
  assert.match(title, /over calibrated parameters and by sampling/);
});
