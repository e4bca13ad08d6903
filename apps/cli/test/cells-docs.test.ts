import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const page = (name: string) => readFileSync(join(shippedFolder('studies'), '..', 'docs', name), 'utf8');
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block);

test('how to use your own cells: the table, the study, what is said about them', async () => {
  const text = page('how-to-use-your-own-cells.md');
  const [table] = blocks(text, 'csv');
  const [study, cell] = blocks(text, 'yaml');
  const [shown] = blocks(text, 'text');
  await withFiles({ 'study.yaml': study, 'my-cells.csv': table }, async (folder) => {
    const { code, out, err } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost']);
    assert.equal(code, 0, err);
    const said = out.split('\n').map((line) => line.trim());
    for (const line of shown.trimEnd().split('\n')) assert.ok(said.includes(line.trim()), `${line}\nis not in\n${out}`);
  });
  const asked = cell
    .replace(/^# cell\n/, '')
    .trimEnd()
    .split('\n')
    .join(', ');
  const other = study.replace(/^cell: .*$/m, `cell: {${asked}}`);
  const named = table.replace('gene,TPM', 'gene,control-1').replace(/,(\d+)(?:\.\d+)?$/gm, ',7');
  await withFiles({ 'study.yaml': other, 'my-cells.csv': named }, async (folder) => {
    const { code, out, err } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost']);
    assert.equal(code, 0, err);
    assert.match(out, /amount, as in MCF-7/);
  });
});

test('how to add a cell: its files laid over the catalogue, and the study that uses it', async () => {
  const parts = blocks(page('how-to-add-a-cell.md'), 'yaml').map((block) => {
    const [head, ...rest] = block.split('\n');
    return [head.replace('# ', ''), rest.join('\n')] as const;
  });
  const study = parts.find(([name]) => name === 'study');
  const files = parts.filter(([name]) => name !== 'study').map(([name, text]) => [`own/${name}`, text] as const);
  assert.equal(files.length, 2);
  await withFiles({ ...Object.fromEntries(files), 'study.yaml': study?.[1] ?? '' }, async (folder) => {
    const own = ['--catalog', join(folder, 'own')];
    const { code, out, err } = await invadolab(['check', join(folder, 'study.yaml'), '--no-cost', '--json', ...own]);
    assert.equal(code, 0, err);
    const { arms, models } = JSON.parse(out);
    assert.equal(new Set(arms.map(({ model }: { model: string }) => model)).size, models);
    const entry = await invadolab(['catalog', 'cells', 'invented-fibroblast', ...own]);
    assert.match(entry.out, /TP53:\n +status: mutant\n +change: R172H/);
    assert.match(entry.out, /doe2021: Doe J \(2021\)/);
  });
});
