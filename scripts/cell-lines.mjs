import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCatalog } from './layers/catalogue-names.mjs';
import { repository } from './report-check.mjs';

// node scripts/cell-lines.mjs RESULT    writes the table of docs/theory/cell-lines.md from a run of studies/cell-lines.yaml

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('node scripts/cell-lines.mjs RESULT, the folder of a run of studies/cell-lines.yaml');
  process.exit(2);
}
const load = (file) => import(pathToFileURL(join(repository, file)).href);
const { openRun } = await load('packages/results/dist/src/index.js');
const { FolderStore } = await load('apps/cli/dist/src/folder-store.js');
const { catalog } = await readCatalog(repository);
const { manifest, tables } = await openRun(new FolderStore(resolve(folder)));

const columns = [
  'invadopodia.count.true',
  'invadopodia.mature.true',
  'cells.degrading.true',
  'matrix.degraded_area.true',
];

/** Mean of the cells of all experiments; in the tables an experiment's mean is a row with no cell. */
function mean(arm, measure) {
  const rows = tables.measures.filter((row) => row.arm === arm && row.measure === measure && row.cell >= 0);
  return rows.reduce((sum, { value }) => sum + value, 0) / rows.length;
}

function origin(id) {
  const used = Object.values(catalog.cells[id].amounts).map(({ source }) => source.measured ?? source.from?.[0]);
  const counts = new Map();
  for (const name of used) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? 'assumed' : `${most[1]} from ${most[0]}`;
}

const rows = manifest.plan.arms.map((id) => {
  const { cancer, kind } = catalog.cells[id];
  const values = columns.map((measure) => mean(id, measure).toPrecision(2));
  return `| ${[id, cancer ?? kind, origin(id), ...values].join(' | ')} |`;
});
const head =
  '| line | tissue | amounts | puncta | mature | share degrading | area, um2 |\n|---|---|---|---|---|---|---|';
const page = join(repository, 'docs/theory/cell-lines.md');
const text = readFileSync(page, 'utf8');
writeFileSync(page, text.replace(/\| line \|[\s\S]*?\n\n/, `${head}\n${rows.join('\n')}\n\n`));
