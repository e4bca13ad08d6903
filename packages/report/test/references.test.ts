import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScoreCard } from '@invadolab/results';
import { comparedArms, comparisons, ownArms } from '../src/compared.js';
import { comparisonTable } from '../src/comparison-table.js';
import { hypothesesList } from '../src/hypotheses.js';
import type { ReportInput } from '../src/input.js';
import { renderReport } from '../src/report.js';
import { ensembleText } from '../src/score-card/summary.js';
import { madeInput } from './fixture.js';

const plain = madeInput();
/** The booster is compared with the scaffold's knock-down, as a treatment of another cell would be with that cell. */
const input: ReportInput = {
  ...plain,
  facts: {
    ...plain.facts,
    arms: plain.facts.arms.map((arm) => (arm.id === 'booster' ? { ...arm, against: 'scaffold-kd' } : arm)),
  },
};

test('an arm that others are compared with is itself compared with the control, as without them', () => {
  const found = (of: ReportInput, id: string) => comparisons(of)[0].arms.find(({ arm }) => arm === id)!;
  assert.deepEqual(found(input, 'scaffold-kd'), found(plain, 'scaffold-kd'));
  assert.ok(comparedArms(input).includes('scaffold-kd') && !ownArms(input).includes('scaffold-kd'));
  assert.ok(!comparedArms(input).includes(input.facts.control));
  const titles = comparisonTable(input).rows.map((row) => row[2]);
  assert.ok(titles.includes('Scaffold knock-down 90 %'));
  assert.ok(titles.includes('Overexpressed booster \u00d73, against Scaffold knock-down 90 %'));
  // 1.9 of the control over 0.12 of it.
  const { ratio } = found(input, 'booster').effect;
  assert.ok(ratio > 8 && ratio < 40, `${ratio}`);
  const forest = /<table class="forest">.*?<\/table>/s.exec(renderReport(input))?.[0] ?? '';
  assert.match(forest, /<th scope="row">Scaffold knock-down 90 %<\/th>/);
});

test('sides of a question are told by what they say, and their ids are no text', () => {
  const side = {
    hypothesis: 'core.parted',
    side: 'expelled',
    question: 'what takes a core apart',
    said: 'bursts expel the scaffold',
    others: ['nothing but time', 'calpain'],
    arms: ['booster'],
  };
  const html = hypothesesList({ ...input, facts: { ...input.facts, hypotheses: [side] } });
  const text = html.replace(/<[^>]*>/g, ' ');
  assert.match(text, /Taken here *Bursts expel the scaffold *in Overexpressed booster/);
  assert.match(text, /Nothing but time\. Calpain/);
  assert.doesNotMatch(text, /core\.parted|expelled/);
  assert.match(html, /title="hypotheses: \{core\.parted: expelled\}"/);
});

test('a score says how many cells or tissues a draw has in each form that answered', () => {
  const ensemble = {
    ...{ kind: 'prior', hash: '', draws: 100, cellsPerDraw: 16, form: 'reduced and full and tissue', seed: 1 },
    fittedParameters: 0,
  } as const;
  const said = (forms?: ScoreCard['ensemble']['forms']) =>
    ensembleText({ ensemble: { ...ensemble, ...(forms && { forms }) } } as unknown as ScoreCard);
  const [reduced, full, tissue] = [
    { form: 'reduced', cellsPerDraw: 16 },
    { form: 'full', cellsPerDraw: 8 },
    { form: 'tissue', cellsPerDraw: 1 },
  ];
  const start = '100 draws of the uncalibrated prior, ';
  assert.equal(
    said([reduced, full, tissue]),
    `${start}16 cells per draw in the reduced form, 8 in the full form and 1 tissue`,
  );
  assert.equal(said([{ ...tissue, cellsPerDraw: 8 }, full]), `${start}8 tissues per draw and 8 cells in the full form`);
  assert.equal(said([reduced]), `${start}16 cells per draw in the reduced form`);
  // A card from before forms were told apart.
  assert.equal(said(), `${start}16 cells per draw in the reduced and full and tissue form`);
});
