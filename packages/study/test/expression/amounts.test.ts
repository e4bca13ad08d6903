import assert from 'node:assert/strict';
import test from 'node:test';
import { compose } from '@invadolab/model';
import { derive, scaledEntry } from '../../src/expression/amounts.js';
import { cellFromTable } from '../../src/index.js';
import { tinyCatalog, transcripts } from './tiny-catalog.js';

const catalog = tinyCatalog();
const table = catalog.transcriptomes.seen;
const by = (values: Readonly<Record<string, number>>) => derive(catalog, table, (gene) => values[gene]);

test('an amount is two to half of the difference of the logarithms, within bounds', () => {
  const { used, lacked } = by({ AAA1: 7, BBB1: 1, CCC1: 0.5, GGG1: 20 });
  assert.deepEqual(
    used.map(({ amount, gene, ratio, bounded }) => [amount, gene, ratio, bounded]),
    [
      ['total_AAA', 'AAA1', 2, false],
      ['total_BBB', 'BBB1', 0.25, false],
      ['total_EEE', 'GGG1', 4, true],
    ],
  );
  assert.deepEqual(
    lacked.map(({ amount, why }) => `${amount}: ${why}`),
    [
      'total_CCC: seen neither here nor in the reference line',
      'total_DDD: not in the table',
      'total_FFF: none in the reference line to scale',
    ],
  );
});

test('the lower bound, and a transcript that only one of the two lines has', () => {
  const { used } = by({ AAA1: 0, BBB1: 5, CCC1: 2.4, DDD1: 0 });
  const ratio = new Map(used.map((each) => [each.amount, each.ratio]));
  // 2^(-5/2) = 0.1768, 2^(2/2) = 2, 2^(-6/2) = 0.125
  assert.deepEqual([ratio.get('total_AAA'), ratio.get('total_CCC'), ratio.get('total_DDD')], [0.177, 2, 0.125]);
  const deep = derive(
    tinyCatalog({ name: 'transcriptomes/seen.yaml', text: transcripts.replace('[7, 5]', '[7, 11]') }),
    table,
    () => 0,
    (gene) => ({ by: gene, value: 11 }),
  );
  assert.equal(deep.used[0].ratio, 0.05);
  assert.ok(deep.used[0].bounded);
});

test('an amount is relative to that of the reference line, not to that of the part', () => {
  const source = { assumed: 'a test' };
  const [, b] = by({ AAA1: 5, BBB1: 7 }).used;
  assert.deepEqual(scaledEntry(catalog, table, b, source), { relative: 1, source });
  const made = cellFromTable({ expression: 't.csv' }, 'gene,log2(TPM+1)\nAAA1,7\nBBB1,7\n', 't.csv', catalog);
  const { model } = compose(
    { ...catalog, cells: { ...catalog.cells, t: made.profile } },
    { title: 't', cell: 't', parts: ['all'] },
  );
  const { amounts } = model.places.cell;
  assert.equal(Number.parseFloat(String(amounts?.total_AAA.value)), 2);
  // 2 uM of the part, half of it in the reference line, twice that here: nothing changes.
  assert.equal(Number.parseFloat(String(amounts?.total_BBB.value)), 2);
  assert.equal(amounts?.total_CCC.value, 3);
});

test('what no transcript speaks for is taken from the profile the cell is like', () => {
  const made = cellFromTable({ expression: 't.csv', like: 'other' }, 'gene,TPM\nBBB1,31\n', 't.csv', catalog);
  assert.deepEqual(made.profile.amounts.total_AAA, catalog.cells.other.amounts.total_AAA);
  // log2(31 + 1) = 5, as in the reference line, which has half of the part's amount.
  assert.equal((made.profile.amounts.total_BBB as { relative: number }).relative, 0.5);
  assert.equal(made.origin.like, 'other');
  assert.equal(made.origin.used.length + made.origin.lacked.length, 6);
});

test('absolute amounts of the reference line are scaled with their range', () => {
  const absolute = tinyCatalog({
    name: 'cells/ref.yaml',
    text: 'cell: ref\nname: ref\nspecies: human\nkind: tumour\namounts: {total_AAA: {value: 0.2, unit: uM, range: [0.1 uM, 0.4 uM], source: {assumed: a test}}}\n',
  });
  const [used] = derive(absolute, table, () => 7).used;
  const entry = scaledEntry(absolute, table, used, { assumed: 'a test' });
  assert.deepEqual(entry, { value: 0.4, unit: 'uM', range: ['0.2 uM', '0.8 uM'], source: { assumed: 'a test' } });
});

test('a table of transcripts that does not fit itself is refused where it stands', () => {
  const wrong = (from: string, to: string) => () =>
    tinyCatalog({ name: 'transcriptomes/seen.yaml', text: transcripts.replace(from, to) });
  assert.throws(
    wrong('AAA1: [7, 5]', 'AAA1: [7]'),
    /seen\.yaml:10:\d+: not one value per line; found "1 values"; expected 2/,
  );
  assert.throws(
    wrong('reference: ref', 'reference: rex'),
    /seen\.yaml:5:\d+: not a line of this table that is a cell.*rex/,
  );
  assert.throws(wrong('[other, ref]', '[ref, ref]'), /this line is given twice/);
  assert.throws(wrong('measured: made2020', 'measured: made2021'), /unknown reference.*made2021/);
});

test('a status acts on nothing, a variant does, and one of them is needed', () => {
  const text = (genotype: string) => ({
    name: 'cells/third.yaml',
    text: `cell: third\nname: third\nspecies: human\nkind: tumour\namounts: {}\ngenotype: {${genotype}}\n`,
  });
  const plain = compose(catalog, { title: 't', cell: 'ref', parts: ['all'] }).model.parameters;
  const status = tinyCatalog(text('ZZZ9: {status: mutant, change: R1H, source: {assumed: a test}}'));
  assert.equal(status.cells.third.genotype?.ZZZ9.change, 'R1H');
  assert.deepEqual(compose(status, { title: 't', cell: 'third', parts: ['all'] }).model.parameters, plain);
  assert.throws(() => tinyCatalog(text('ZZZ9: {variant: K1R, source: {assumed: a test}}')), /unknown molecule/);
  assert.throws(() => tinyCatalog(text('ZZZ9: {source: {assumed: a test}}')), /a variant or a status/);
});
