import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derive, genesOfNetwork } from '../packages/study/dist/src/expression/amounts.js';
import { checkDerived } from './derive-cells.mjs';
import { readCatalog } from './layers/catalogue-names.mjs';
import { repository } from './report-check.mjs';

const { catalog } = await readCatalog(repository);

test('the committed profiles are what their transcripts give', async () => {
  const { problems, notes } = await checkDerived(repository);
  assert.deepEqual(problems, []);
  assert.match(notes[0], /^2\d profiles/);
});

test('the rule gives MCF-7 what was once written for it by hand', () => {
  const table = catalog.transcriptomes['nci60-array'];
  const column = table.lines.indexOf('MCF-7');
  const { used } = derive(catalog, table, (gene) => table.values[gene]?.[column] ?? undefined);
  const byHand = Object.entries(catalog.cells['MCF-7'].amounts).filter(
    ([, { source }]) => source.measured === 'nci60array',
  );
  assert.ok(byHand.length > 45);
  const ratio = new Map(used.map((each) => [each.amount, each.ratio]));
  // Written with two digits, so half of the last one.
  for (const [amount, { relative }] of byHand)
    assert.ok(Math.abs(ratio.get(amount) - relative) <= 0.0051, `${amount}: ${ratio.get(amount)}, by hand ${relative}`);
});

test('18 tumour lines of 9 cancers, five healthy cells with podosomes, and lines that should not degrade', () => {
  const cells = Object.entries(catalog.cells);
  const tumours = cells.filter(([, { kind, cancer }]) => kind === 'tumour' && cancer);
  assert.ok(tumours.length >= 18, `${tumours.length} lines`);
  const cancers = new Set(tumours.map(([, { cancer }]) => cancer));
  assert.ok(cancers.size >= 9, [...cancers].join(', '));
  const glioblastoma = tumours.filter(([, { cancer }]) => cancer === 'glioblastoma').map(([id]) => id);
  for (const id of ['U-87-MG', 'U-251-MG', 'LN-229', 'LN-18', 'GBM-stem-like'])
    assert.ok(glioblastoma.includes(id), id);
  for (const id of ['macrophage', 'osteoclast', 'dendritic-cell', 'HUVEC', 'smooth-muscle-cell'])
    assert.equal(catalog.cells[id]?.kind, 'healthy', id);
});

test('the status of five genes is recorded with a source, or said to be unknown', () => {
  for (const [id, { cancer, genotype = {}, notes = '' }] of Object.entries(catalog.cells)) {
    if (!cancer) continue;
    const unknown = /Status not known: ([^.]*)\./.exec(notes)?.[1].split(', ') ?? [];
    for (const gene of ['TP53', 'PTEN', 'EGFR', 'PIK3CA', 'MGMT'])
      assert.notEqual(gene in genotype, unknown.includes(gene), `${id}: ${gene}`);
  }
});

test('no two lines differ in a value without a source: an amount without data is as in the reference line', () => {
  const reference = catalog.cells['MDA-MB-231'];
  const known = new Set(genesOfNetwork(catalog).map(({ amount }) => amount));
  for (const [id, { cancer, amounts }] of Object.entries(catalog.cells)) {
    if (!cancer) continue;
    for (const [amount, entry] of Object.entries(amounts)) {
      assert.ok(known.has(amount), `${id}: ${amount}`);
      const { measured, derived, assumed } = entry.source;
      if (measured ?? derived) continue;
      if (assumed !== 'as in MDA-MB-231') assert.ok(assumed.length > 10, `${id}: ${amount}`);
      else {
        const own = reference.amounts[amount];
        assert.deepEqual([entry.relative, entry.value], [own.relative, own.value], `${id}: ${amount}`);
      }
    }
    for (const amount of Object.keys(reference.amounts)) assert.ok(amount in amounts, `${id} lacks ${amount}`);
  }
});
