import assert from 'node:assert/strict';
import test from 'node:test';
import { directEvidence, parseEvidence, parseScores, parseStudy } from '../src/index.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const catalog = smallCatalog();
const { study } = parseStudy(smallStudy, 'study.yaml', catalog);

const row = (id: string, change: string, role = 'check', control = '{}') => `
  - id: ${id}
    role: ${role}
    family: ${id}
    quantity: what was seen
    study:
      assay: gelatin
      cell: Able-1
      matrix: {kind: sheet}
      timepoints: [1 h]
      arms: {control: ${control}, arm: ${change}}
    expect: [{measure: invadopodia.count, direction: down}]
`;
const paper = parseEvidence(
  `format: 1
paper: made2020
citation: {authors: Maker A, year: 2020, url: "https://example.org"}
rows:${row('target', '{knockdown: {GROWER: 80 %}}')}${row('more', '{overexpress: {GROWER: 3}}')}${row('other', '{knockdown: {CUTTER: 90 %}}')}${row('drug', '{drugs: [{name: stopper, free: 5 nM}]}')}${row(
    'both',
    '{knockdown: {GROWER: 80 %, CUTTER: 50 %}}',
    'check',
    '{knockdown: {GROWER: 80 %}}',
  )}${row('inert', '{drugs: [{name: WATER}]}')}`,
  'made.yaml',
  catalog,
);
const idsFor = (arm: string, passed = new Map<string, boolean>()) => {
  const found = study.arms.find(({ id }) => id === arm)!;
  return directEvidence(study, found, [paper], catalog, passed);
};

test('rows are direct by what their arms change: the molecule, or the target of the drug, in the same sense', () => {
  const ids = (arm: string) => idsFor(arm).map(({ id }) => id);
  // Stopper binds GROWER; more of it is another question, and where the control is knocked down alike only CUTTER differs.
  assert.deepEqual(ids('stopper 30 nM'), ['target', 'drug']);
  assert.deepEqual(ids('kd'), ['other', 'both']);
});

test('a row agrees or misses as the score card says, and says nothing where that has no such row', () => {
  const card =
    '{"format": 1, "ensemble": "ab", "rows": [{"id": "target", "pass": true, "counts": true}, {"id": "drug", "pass": true, "counts": false}]}';
  const [first, second] = idsFor('stopper 30 nM', new Map(parseScores(card, 'score-card.json')));
  assert.equal(first.agrees, true);
  assert.ok(!('agrees' in second));
  assert.throws(
    () => parseScores('{"format": 1, "rows": [{"id": "target"}]}', 'score-card.json'),
    /score-card\.json:1:/,
  );
});
