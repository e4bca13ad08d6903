import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { type CellFromTable, cellFromTable, parseStudy, type TableOfCell } from '../../src/index.js';
import { tinyCatalog } from './tiny-catalog.js';

const catalog = tinyCatalog();
const read = (text: string, asked: Partial<TableOfCell> = {}): CellFromTable =>
  cellFromTable({ expression: 'my-table.csv', ...asked }, text, 'my-table.csv', catalog);
const usedBy = ({ origin }: CellFromTable) => origin.used.map(({ gene, value }) => [gene, Number(value.toFixed(6))]);

/** The one message about a table, which names the file. */
function refusal(text: string, asked: Partial<TableOfCell> = {}): string {
  try {
    read(text, asked);
  } catch (error) {
    assert.ok(isBadInput(error), String(error));
    assert.match(error.message, /^my-table\.csv/);
    return error.message.replaceAll('"', '').replace('; found', ': found');
  }
  assert.fail('nothing was wrong with it');
}

const wanted = [
  ['AAA1', 7],
  ['BBB1', 1],
];

test('commas, semicolons, tabs, quotes, a byte order mark, Windows and old Mac line ends mean the same', () => {
  const plain = 'gene,log2(TPM+1)\nAAA1,7\nBBB1,1\n';
  assert.deepEqual(usedBy(read(plain)), wanted);
  for (const text of [
    `\uFEFF${plain}`,
    plain.replaceAll('\n', '\r\n'),
    plain.replaceAll('\n', '\r'),
    plain.replaceAll(',', ';'),
    plain.replaceAll(',', '\t'),
    '"gene","log2(TPM+1)"\n"AAA1",7\n"BBB1","1"\n',
    '# made by hand\ngene,description,log2(TPM+1)\nAAA1,"one, two",7\n\nBBB1,"say ""b""",1\n',
    'log2(TPM+1)\tdescription\nAAA1\t7\ta\nBBB1\t1\tb\n',
    ',log2(TPM+1)\nAAA1,7\nBBB1,1\n',
    'ensembl_gene_id,symbol,log2(TPM+1)\nENSG00000000001,AAA1,7\nENSG00000000002,BBB1,1\n',
    'gene,log2(TPM+1)\nAAA1 (1234),7\nBBB1|77,1\n',
  ])
    assert.deepEqual(usedBy(read(text)), wanted, text);
});

test('decimal commas are read where they are certain', () => {
  assert.deepEqual(usedBy(read('gene;log2(TPM+1)\nAAA1;7,0\nBBB1;1,25\n')), [
    ['AAA1', 7],
    ['BBB1', 1.25],
  ]);
  assert.deepEqual(usedBy(read('gene;log2(TPM+1)\nAAA1;7,125\nBBB1;0,500\n'))[0], ['AAA1', 7.125]);
  assert.match(refusal('gene;log2(TPM+1)\nAAA1;7,125\nBBB1;1,250\n'), /:2: .*decimal or part a thousand.*7,125/);
  assert.match(refusal('gene;log2(TPM+1)\nAAA1;7.5\nBBB1;1,25\n'), /:3: .*1,25/);
  assert.match(refusal('gene,log2(TPM+1)\nAAA1,7,5\nBBB1,1,25\n'), /log2|column/);
});

test('every unit comes to the same logarithm', () => {
  const values = (unit: string, a: number, b: number) => `gene,x\nAAA1,${a}\nBBB1,${b}\n${''}`.replace('x', unit);
  assert.deepEqual(usedBy(read(values('MyLine (TPM)', 127, 1))), wanted);
  assert.deepEqual(usedBy(read('gene,MyLine\nAAA1,127\nBBB1,1\n', { unit: 'tpm' })), wanted);
  // 9000 genes: as FPKM, half of a million in all, so every value doubles.
  const many = Array.from({ length: 8998 }, (_, index) => `X${index}Y,${(499_936 / 8998).toPrecision(15)}`).join('\n');
  assert.deepEqual(usedBy(read(`gene,FPKM\nAAA1,63.5\nBBB1,0.5\n${many}\n`)), wanted);
  assert.match(refusal('gene,FPKM\nAAA1,63.5\n'), /FPKM of a few genes.*or TPM/);
  assert.match(refusal('gene,raw_count\nAAA1,63\n'), /counts.*depth/);
});

test('counts are read beside the reference line in the same table, and only whole', () => {
  const many = Array.from({ length: 8998 }, (_, index) => `X${index}Y,100,50`).join('\n');
  const text = `gene,mine,theirs\nAAA1,800,100\nBBB1,400,200\n${many}\n`;
  const { origin } = read(text, { column: 'mine', reference: 'theirs', unit: 'counts' });
  const million = (count: number, sum: number) => Math.log2((count * 1e6) / sum + 1);
  const [a] = origin.used;
  assert.ok(Math.abs(a.value - million(800, 899_800 + 1200)) < 1e-9);
  assert.ok(Math.abs(a.reference - million(100, 449_900 + 300)) < 1e-9);
  assert.equal(origin.referenceFrom, 'column theirs of the same table');
  assert.match(
    refusal('gene,mine,theirs\nAAA1,8,1\n', { column: 'mine', reference: 'theirs', unit: 'counts' }),
    /few genes/,
  );
});

test('a unit that is missing, wrong, or contradicted by the numbers', () => {
  assert.match(refusal('gene,MyLine\nAAA1,7\n'), /:1: no unit: found MyLine; expected .*TPM.*unit:/);
  assert.match(refusal('gene,x\nAAA1,7\n', { unit: 'TPN' }), /not a unit of expression.*nearest is TPM/);
  assert.match(refusal('gene,log2(TPM+1)\nAAA1,127\n'), /:1: .*a value of 127.*without log2/);
  const logged = Array.from({ length: 9000 }, (_, index) => `X${index}Y,3`).join('\n');
  assert.match(refusal(`gene,TPM\nAAA1,7\n${logged}\n`), /a sum of 2\.70e\+4.*a million/);
});

test('numbers that are none, negative or missing', () => {
  assert.match(refusal('gene,TPM\nAAA1,7\nBBB1,-2\n'), /:3: TPM: a negative amount of transcripts: found -2/);
  assert.match(refusal('gene,TPM\nAAA1,7\nBBB1,low\n'), /:3: TPM: not a number: found low/);
  assert.match(refusal('gene,TPM\nAAA1,7\nBBB1,1e999\n'), /:3: TPM: out of range/);
  const { origin } = read('gene,TPM\nAAA1,127\nBBB1,NA\nCCC1,\n');
  assert.deepEqual(origin.lacked.map(({ gene, why }) => `${gene} ${why}`).slice(0, 2), [
    'BBB1 not in the table',
    'CCC1 not in the table',
  ]);
});

test('genes: unknown, near, twice, of a mouse, as accessions, as dates', () => {
  const { origin } = read('gene,TPM\nAAA1,7\nAAA-1,7\nBBB-1,7\nQQQ7,1\n');
  assert.equal(origin.unread, 3);
  assert.deepEqual(origin.notes, ['BBB-1 (line 4) was not read; did you mean BBB1?']);
  assert.match(refusal('gene,TPM\nAAA1,7\nQQQ1,3\nAAA1,8\n'), /:4: a gene that is there twice.*AAA1, as in line 2/);
  assert.equal(read('gene,TPM\nAAA1,7\nAAA1,7\nQQQ1,1\nQQQ1,2\n').origin.used.length, 1);
  assert.match(
    refusal('gene,TPM\nAaa1,7\nBbb1,3\n'),
    /:2: symbols as of a mouse or rat: found Aaa1 and 1 more; expected .*AAA1, or species: mouse/,
  );
  const mouse = read('gene,log2(TPM+1)\nAaa1,7\nBbb1,1\n', { species: 'mouse' });
  assert.deepEqual(usedBy(mouse), wanted);
  assert.equal(mouse.profile.species, 'mouse');
  assert.match(mouse.origin.notes.join(), /Symbols of mouse were read as the human ones/);
  assert.match(refusal('gene,TPM\nENSG00000141510,7\n'), /:2: no gene of the network.*an accession.*HGNC symbols/);
  const dated = read('gene,TPM\nAAA1,7\n2-Sep,3\n1-Mar,4\n2024-09-07,4\n').origin;
  assert.deepEqual(dated.notes, [
    '3 genes stand there as dates (2-Sep, line 3): a spreadsheet changed their symbols. This network reads none of them.',
  ]);
  const reading = tinyCatalog({
    name: 'molecules/all.yaml',
    text: ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF']
      .map(
        (id) =>
          `${id}: {name: m ${id}, hgnc: ${id === 'BBB' ? 'SEPT2' : `${id}1`}, role: tests, location: x, sources: [made2020]}`,
      )
      .join('\n'),
  });
  const lost = () => cellFromTable({ expression: 't.csv' }, 'gene,TPM\nAAA1,7\n2-Sep,3\n', 't.csv', reading);
  assert.throws(lost, /t\.csv:3: a date where a gene should be; found "2-Sep"; expected symbols such as SEPT2/);
});

test('tables that are none', () => {
  assert.match(refusal(''), /nothing in it/);
  assert.match(refusal('\n\n# a comment\n'), /nothing in it/);
  assert.match(refusal('gene,TPM\n'), /no line below the header/);
  assert.match(refusal('AAA1\nBBB1\n'), /one column only/);
  assert.match(refusal('AAA1,7\nBBB1,1\n'), /:1: no header: found AAA1,7/);
  assert.match(refusal('gene,TPM\nAAA1\0,7\n'), /not text/);
  assert.match(refusal('gene,TPM\nAAA1,"7\n'), /:2: a quote is not closed/);
  assert.match(
    refusal('gene,TPM\nAAA1,7\nBBB1;3\n'),
    /:3: another number of cells.*found 1 separated by commas, in a line with semicolons too; expected 2/,
  );
  assert.match(
    refusal('gene,a TPM,b TPM\nAAA1,7,8\n'),
    /:1: more than one column of values: found a TPM, b TPM.*column:/,
  );
  assert.match(refusal('gene,note\nAAA1,x\n'), /no column of values/);
  assert.match(refusal('gene,TPM\nAAA1,7\n', { column: 'TMP' }), /no such column: found TMP.*nearest is TPM/);
});

test('replicates are averaged as logarithms', () => {
  const text = 'gene,a log2(TPM+1),b log2(TPM+1)\nAAA1,6,8\nBBB1,1,NA\n';
  assert.deepEqual(usedBy(read(text, { column: ['a log2(TPM+1)', 'b log2(TPM+1)'] })), wanted);
});

test('sixty thousand rows are read within two seconds', () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `X${index}Y,ENSG${index},${index % 30},0.5,"a, b"`).join(
    '\n',
  );
  const text = `gene,id,mine TPM,theirs,note\nAAA1,E,127,1,x\nBBB1,E,1,1,y\n${rows}\n`;
  const started = process.cpuUsage();
  assert.deepEqual(usedBy(read(text, { column: 'mine TPM' })), wanted);
  const { user, system } = process.cpuUsage(started);
  assert.ok((user + system) / 1e6 < 2, `${(user + system) / 1e6} s of CPU`);
});

test('a table called like a profile does not replace it, and one with a strange name gets a plain id', () => {
  const id = (file: string) => cellFromTable({ expression: file }, 'gene,TPM\nAAA1,7\n', file, catalog).id;
  assert.equal(id('ref.csv'), 'ref-table');
  assert.equal(id('data/my table (2).tsv'), 'my-table-2');
  assert.equal(id('数据.csv'), 'table');
});

test('a study says where its table is; no table is read where nobody handed one over', () => {
  const text = 'format: 1\nstudy: x\nassay: network\ncell: {expression: ../t.csv}\ntimepoints: [1 h]\narms: {a: {}}\n';
  assert.throws(() => parseStudy(text, 's.yaml', catalog), /s\.yaml:4:\d+: cell; found "a table of expression"/);
  const wrong = text.replace('expression: ../t.csv', 'expresion: t.csv');
  assert.throws(
    () => parseStudy(wrong, 's.yaml', catalog),
    /expression, column, unit, reference, like, species and no expresion/,
  );
});
