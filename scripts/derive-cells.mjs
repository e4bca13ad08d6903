import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';
import { readCatalog } from './layers/catalogue-names.mjs';
import { runAsScript } from './report-check.mjs';

/** Left of a protein whose transcript is not detected: the limit, as for MCF-7. */
const undetected = 0.02;
const mark =
  '# Made by scripts/derive-cells.mjs from catalog/transcriptomes and scripts/cells/lines.yaml: change those.\n';

/** The text of every derived profile, by its file in `catalog/cells`. */
export async function derivedCells(root) {
  const { catalog } = await readCatalog(root);
  const rules = await import(pathToFileURL(join(root, 'packages/study/dist/src/expression/amounts.js')).href);
  const { shapes, lines } = parse(readFileSync(join(root, 'scripts/cells/lines.yaml'), 'utf8'));
  return new Map(
    Object.entries(lines).map(([id, line]) => [
      `catalog/cells/${id}.yaml`,
      profileText(id, line, { catalog, rules, shape: shapes[line.shape] }),
    ]),
  );
}

function profileText(id, line, { catalog, rules, shape }) {
  const table = catalog.transcriptomes[line.table];
  const column = table.lines.indexOf(id);
  if (column < 0) throw new Error(`scripts/cells/lines.yaml: ${line.table} has no ${id}`);
  const { used, lacked } = rules.derive(catalog, table, (gene) => table.values[gene]?.[column] ?? undefined);
  const note = (entry) => rules.arithmetic(table, entry, table.reference);
  const derived = used.map((entry) => [
    entry.amount,
    rules.scaledEntry(catalog, table, entry, { ...table.source, note: note(entry) }),
  ]);
  const amounts = {
    ...inherited(catalog, table.reference),
    ...Object.fromEntries(derived),
    ...Object.fromEntries((line.absent ?? []).map((gene) => [amountOf(rules, catalog, gene), limit(gene)])),
    ...line.amounts,
  };
  // What a lost gene leaves is in its variant, not in its amount.
  for (const [gene, { variant }] of Object.entries(line.genotype ?? {}))
    if (variant === 'loss') delete amounts[amountOf(rules, catalog, gene)];
  const unknown = ['TP53', 'PTEN', 'EGFR', 'PIK3CA', 'MGMT'].filter((gene) => !(gene in (line.genotype ?? {})));
  const entry = {
    cell: id,
    name: id,
    notes: notes(line, table, { used, lacked, unknown }),
    species: 'human',
    kind: line.kind ?? 'tumour',
    ...(line.cancer && { cancer: line.cancer }),
    amounts: Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(line.genotype && { genotype: line.genotype }),
    set: Object.fromEntries(
      Object.entries(shape).map(([key, { value, why }]) => [key, { value, geometry: true, source: { assumed: why } }]),
    ),
    marker: catalog.cells[table.reference].marker,
  };
  return (
    mark +
    Object.entries(entry)
      .map(([key, value]) => topLine(key, value))
      .join('')
  );
}

/** What the reference line sets by itself: a line without other data is taken to be the same. */
function inherited(catalog, reference) {
  return Object.fromEntries(
    Object.entries(catalog.cells[reference].amounts).map(([amount, { cv: _cv, ...entry }]) => [
      amount,
      { ...entry, source: { assumed: `as in ${reference}` } },
    ]),
  );
}

function limit(gene) {
  const note = `${gene} not detected in the RNA-seq of this line; detection limit taken as two per cent`;
  return { relative: undetected, source: { measured: 'nci60rna', note } };
}

function amountOf(rules, catalog, gene) {
  const found = rules.genesOfNetwork(catalog).find((each) => each.gene === gene);
  if (!found) throw new Error(`scripts/cells/lines.yaml: no amount is of ${gene}`);
  return found.amount;
}

function notes(line, table, { used, lacked, unknown }) {
  const silent = lacked.filter(({ why }) => why.startsWith('seen neither')).length;
  return [
    line.about,
    `${table.name}: ${counted(used.length)} from transcripts, ${silent} seen neither here nor in ${table.reference}, all others as in ${table.reference}.`,
    ...(unknown.length > 0 ? [`Status not known: ${unknown.join(', ')}.`] : []),
  ].join(' ');
}

const counted = (number) => `${number} ${number === 1 ? 'amount' : 'amounts'}`;

const flow = (value) =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();

function topLine(key, value) {
  if (key === 'notes') return `notes: >-\n  ${value}\n`;
  if (typeof value !== 'object') return `${key}: ${flow(value)}\n`;
  const rows = Object.entries(value).map(([id, entry]) => `  ${id}: ${flow(entry)}\n`);
  return `${key}:\n${rows.join('')}`;
}

/** The committed profiles are what the transcripts give. */
export async function checkDerived(root) {
  const texts = await derivedCells(root);
  const problems = [...texts].flatMap(([file, text]) =>
    committed(root, file) === text
      ? []
      : [`${file} differs from what its transcripts give: node scripts/derive-cells.mjs --write`],
  );
  const folder = join(root, 'catalog/cells');
  const orphans = readdirSync(folder).filter((name) => {
    return !texts.has(`catalog/cells/${name}`) && readFileSync(join(folder, name), 'utf8').startsWith(mark);
  });
  return {
    problems: [
      ...problems,
      ...orphans.map((name) => `catalog/cells/${name}: no such line in scripts/cells/lines.yaml`),
    ],
    notes: [`${texts.size} profiles follow from transcripts`],
  };
}

function committed(root, file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv.includes('--write')) {
  const root = process.cwd();
  for (const [file, text] of await derivedCells(root)) writeFileSync(join(root, file), text);
}
await runAsScript(import.meta.url, 'derive-cells', checkDerived);
