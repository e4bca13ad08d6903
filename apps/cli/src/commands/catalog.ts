import { assays } from '@invadolab/assays';
import { BadInput, nearest } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import type { Command } from 'commander';
import { entryText } from '../entry-text.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { textTable } from '../tables.js';
import { jsonAnswer } from '../terminal.js';

const tables = [
  'molecules',
  'cells',
  'matrices',
  'drugs',
  'carriers',
  'environments',
  'radiations',
  'hypotheses',
  'hosts',
  'organs',
  'parts',
  'transcriptomes',
  'references',
] as const;
const kinds = [...tables, 'assays'];

interface CatalogOptions {
  readonly catalog?: string;
  readonly json?: boolean;
}

/** `catalog [KIND] [ID]`: what there is, and what is known about one entry, with its sources. */
export function addCatalog(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('catalog')
    .argument('[kind]', kinds.join(', '))
    .argument('[id]', 'one entry')
    .description('Lists and shows molecules, cells, matrices, drugs and assays, with their sources.')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab catalog drugs\n  $ invadolab catalog drugs dasatinib')
    .action(async (kind: string | undefined, id: string | undefined, options: CatalogOptions) => {
      const content = contentOf(await environment.catalog(options.catalog));
      const answer = answerOf(content, kind, id);
      environment.terminal.out(options.json ? jsonAnswer('catalog', answer.json) : answer.text);
      finish(0);
    });
}

type Content = Readonly<Record<string, Readonly<Record<string, object>>>>;

function contentOf(catalog: Catalog): Content {
  const shown = Object.fromEntries(tables.map((table) => [table, catalog[table]]));
  const described = Object.entries(assays).map(([id, assay]) => {
    return [id, { name: assay.title, measures: assay.measures, settings: assay.settings }] as const;
  });
  return { ...shown, assays: Object.fromEntries(described) };
}

function answerOf(content: Content, kind: string | undefined, id: string | undefined): { json: object; text: string } {
  if (kind === undefined) {
    const counts = Object.fromEntries(kinds.map((each) => [each, Object.keys(content[each]).length]));
    return { json: { counts }, text: `${textTable(['kind', 'entries'], Object.entries(counts))}\n` };
  }
  const entries = entryOf(content, kind, 'kind');
  if (id === undefined) {
    const rows = Object.entries(entries).map(([key, entry]) => [key, titleOf(entry)]);
    return { json: { [kind]: Object.keys(entries) }, text: `${textTable([kind, 'what it is'], rows)}\n` };
  }
  const entry = entryOf(entries, id, kind);
  return { json: { [kind]: { [id]: entry } }, text: entryText(id, entry, content.references) };
}

function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, id: string, what: string): Entry {
  const key = Object.keys(entries).find((each) => each.toLowerCase() === id.toLowerCase());
  if (key !== undefined) return entries[key];
  throw new BadInput(`no such entry in ${what}`, { found: id, nearest: nearest(id, Object.keys(entries)) });
}

function titleOf(entry: object): string {
  if ('role' in entry && 'name' in entry) return `${entry.name}: ${entry.role}`;
  if ('species' in entry && 'name' in entry) {
    const { name, species, kind, cancer }: { name?: unknown; species?: unknown; kind?: unknown; cancer?: unknown } =
      entry;
    return `${name} (${species}, ${cancer ?? kind})`;
  }
  if ('status' in entry && 'name' in entry) return `${entry.name} (${entry.status})`;
  for (const key of ['name', 'part', 'title', 'authors'] as const) {
    const found = Object.entries(entry).find(([each]) => each === key);
    if (found) return String(found[1]);
  }
  return '';
}
