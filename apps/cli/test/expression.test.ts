import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';

const study = `format: 1
study: What do my cells do?
assay: gelatin
cell: {expression: mine.csv}
matrix: {kind: gelatin}
form: reduced
timepoints: [1 h]
experiments: 2
cells: 2
controls: false
uncertainty: {draws: 0, assumptions: false}
arms:
  control: {}
  tks5-kd: {knockdown: {TKS5: 90 %}}
measure: [matrix.degraded_area.true]
`;
const table = 'gene,log2(TPM+1)\nMMP14,6.183\nSH3PXD2A,3.68\nXYZ1,4\n2-Sep,3\n';

test('check says which genes a table gives, which are lacking and what is assumed', async () => {
  await withFiles({ 'study.yaml': study, 'mine.csv': table }, async (folder) => {
    const path = join(folder, 'study.yaml');
    const { code, out, err } = await invadolab(['check', path, '--no-cost']);
    assert.equal(code, 0, err);
    // Half of the two that MT1-MMP lacks to the reference line: 2^-1.
    assert.match(out, /^MMP14 +total_MT1MMP +6\.18 +8\.18 +0\.5$/m);
    assert.match(out, /^SH3PXD2A +total_TKS5 +3\.68 +3\.68 +1$/m);
    assert.match(out, /^CTTN +total_CORTACTIN +not in the table$/m);
    assert.match(out, /^WAS +total_WASP +none in the reference line to scale$/m);
    assert.match(
      out,
      /The cell is made of mine\.csv .*: 2 of \d+ amounts follow from its transcripts, relative to MDA-MB-231/,
    );
    assert.match(out, /1 gene stands there as a date \(2-Sep, line 5\)/);
    const { origin } = JSON.parse((await invadolab(['check', path, '--no-cost', '--json'])).out);
    assert.equal(origin.used.length, 2);
    assert.equal(origin.unread, 2);
  });
});

test('a run keeps the cell: in the report, in the folder, and for going on without the table', async () => {
  await withFiles({ 'study.yaml': study, 'mine.csv': table }, async (folder) => {
    const path = join(folder, 'study.yaml');
    const whole = join(folder, 'whole');
    const first = await invadolab(['run', path, '--out', whole, '--json']);
    assert.equal(first.code, 0, first.err);
    assert.match(JSON.parse(first.out).warnings[0], /^The cell is made of mine\.csv/);
    const report = readFileSync(join(whole, 'report.html'), 'utf8');
    assert.match(report, /Where the cell comes from/);
    assert.match(report, /<th scope="row">MMP14<\/th>/);
    assert.match(report, /not in the table/);
    const { id, profile } = JSON.parse(readFileSync(join(whole, 'cell-from-table.json'), 'utf8'));
    assert.equal(id, 'mine');
    assert.equal(profile.amounts.total_MT1MMP.relative, 0.5);
    const { models } = JSON.parse(readFileSync(join(whole, 'resolved-model.json'), 'utf8'));
    assert.equal(models[0].model.places.cell.amounts.total_MT1MMP.value, '38500 molecule');
    assert.match(models[0].model.places.cell.amounts.total_MT1MMP.source.derived, /^MMP14 .* mine\.csv$/);

    const interruption = new AbortController();
    const out = join(folder, 'stopped');
    let time = 0;
    const stopped = await invadolab(['run', path, '--out', out], {
      terminal: {
        out: () => {},
        err: (line) => {
          if (/^\s*1 of /.test(line)) interruption.abort();
        },
        live: false,
      },
      now: () => {
        time += 100;
        return time;
      },
      interrupted: interruption.signal,
    });
    assert.equal(stopped.code, 1);
    rmSync(join(folder, 'mine.csv'));
    const resumed = await invadolab(['resume', out]);
    assert.equal(resumed.code, 0, resumed.err);
    const tables = (name: string) => JSON.parse(readFileSync(join(name, 'manifest.json'), 'utf8')).tables;
    assert.deepEqual(tables(out), tables(whole));
    const again = await invadolab(['report', out]);
    assert.equal(again.code, 0, again.err);
    assert.equal(readFileSync(join(out, 'report.html'), 'utf8'), report);
  });
});

test('another line beside it is another cell, and the table is read once for all arms', async () => {
  const arms = study.replace('tks5-kd: {knockdown: {TKS5: 90 %}}', 'other: {cell: MCF-7}');
  await withFiles({ 'study.yaml': arms, 'mine.csv': table }, async (folder) => {
    const { out, code, err } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost', '--json']);
    assert.equal(code, 0, err);
    assert.equal(JSON.parse(out).models, 2);
  });
});

test('a table equal to the reference line gives the amounts of the reference line', async () => {
  const { transcriptomes } = await shippedCatalog();
  const { lines, reference, values, unit } = transcriptomes['pson-rnaseq'];
  const rows = Object.entries(values).map(([gene, row]) => `${gene},${row[lines.indexOf(reference)]}`);
  const same = `gene,${unit}\n${rows.join('\n')}\n`;
  const text = study.replace('tks5-kd: {knockdown: {TKS5: 90 %}}', `other: {cell: ${reference}}`);
  await withFiles({ 'study.yaml': text, 'mine.csv': same }, async (folder) => {
    const { out } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost', '--json']);
    const { origin } = JSON.parse(out);
    assert.ok(origin.used.length > 60);
    assert.ok(origin.used.every(({ ratio }: { readonly ratio: number }) => ratio === 1));
    assert.deepEqual(origin.notes, []);
  });
  const half = same.replace(/,([\d.]+)$/gm, (_, value) => `,${Math.max(0, Number(value) - 1)}`);
  await withFiles({ 'study.yaml': text, 'mine.csv': half }, async (folder) => {
    const { out } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost', '--json']);
    assert.match(JSON.parse(out).origin.notes[0], /has 0\.50 times the transcripts of MDA-MB-231/);
  });
});

test('what is no table of genes is refused in one line that names it', async () => {
  const bytes = (...first: number[]) => Uint8Array.from([...first, 0, 1, 2, 255]);
  const cases: readonly [string | Uint8Array, RegExp][] = [
    ['', /mine\.csv: nothing in it/],
    ['Gene,TPM\nMmp14,3\nSh3pxd2a,4\n', /mine\.csv:2: symbols as of a mouse or rat/],
    ['gene,TPM\nMMP14,-1\n', /mine\.csv:2: TPM: a negative amount/],
    ['gene,MyCells\nMMP14,1\n', /mine\.csv:1: no unit/],
    [bytes(0x50, 0x4b, 3, 4), /mine\.csv: not text.*a workbook or an archive.*save the sheet as CSV/],
    [bytes(0x1f, 0x8b), /mine\.csv: not text.*compressed/],
    [bytes(0xff, 0xfe), /mine\.csv: not text.*UTF-16/],
    [bytes(0x80), /mine\.csv: not text.*UTF-8/],
  ];
  for (const [content, message] of cases)
    await withFiles({ 'study.yaml': study, 'mine.csv': content }, async (folder) => {
      const out = join(folder, 'out');
      const ended = await invadolab(['run', join(folder, 'study.yaml'), '--out', out]);
      assert.equal(ended.code, 2);
      assert.match(ended.err, message);
      assert.equal(ended.err.trimEnd().split('\n').length, 1);
      assert.throws(() => readFileSync(`${out}.running/study.yaml`));
    });
  await withFiles({ 'study.yaml': study }, async (folder) => {
    assert.match((await invadolab(['check', join(folder, 'study.yaml')])).err, /mine\.csv: no such file/);
  });
  await withFiles({ 'study.yaml': study.replace('mine.csv', '../mine.csv') }, async (folder) => {
    const { err } = await invadolab(['check', join(folder, 'study.yaml')]);
    assert.match(err, /study\.yaml:4:\d+: cell\.expression.*a file beside the study/);
  });
  await withFiles(
    { 'study.yaml': study.replace('mine.csv', 'mine.csv, like: MDA-MB-32'), 'mine.csv': table },
    async (folder) => {
      const { err } = await invadolab(['check', join(folder, 'study.yaml')]);
      assert.match(err, /study\.yaml:4:\d+: cell\.like.*nearest is "MDA-MB-231"/);
    },
  );
});
