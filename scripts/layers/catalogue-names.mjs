import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesUnder } from '../sources.mjs';

/** The repository's catalogue, read by the compiled model package. */
export async function readCatalog(root) {
  const model = await import(pathToFileURL(join(root, 'packages/model/dist/src/index.js')).href);
  const files = filesUnder(root, ['catalog'])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name: name.slice('catalog/'.length), text: readFileSync(join(root, name), 'utf8') }));
  return { catalog: model.parseCatalog(files), files, model };
}

/** Every id, name and synonym of three or more characters in the tables that engines must not know. */
export function catalogueNames(catalog) {
  const names = new Set();
  for (const table of [catalog.molecules, catalog.cells, catalog.drugs, catalog.carriers, catalog.matrices]) {
    for (const [id, { name, synonyms = [] }] of Object.entries(table)) {
      for (const word of [id, name, ...synonyms]) if (word.length >= 3) names.add(word);
    }
  }
  return names;
}

/** Whole-word, case-sensitive uses of catalogue names anywhere in a file, comments included: `{rule, word, line}`. */
export function nameProblems({ text }, names) {
  const problems = [];
  for (const word of names) {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (/\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + word.length] ?? '')) continue;
      problems.push({ rule: 'no catalogue name', word, line: text.slice(0, at).split('\n').length });
    }
  }
  return problems;
}
