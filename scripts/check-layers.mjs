import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueNames, nameProblems, readCatalog } from './layers/catalogue-names.mjs';
import { importCycles, importProblems } from './layers/imports.mjs';
import { syntaxProblems } from './layers/syntax.mjs';
import { runAsScript } from './report-check.mjs';
import { librarySources } from './sources.mjs';

/**
 * The rules of the layers: imports go down, nothing below `apps/` knows the platform, the locale, the time or chance, no
 * default exports, no cycles, and no library source names an entry of the catalogue. `names` replaces the catalogue's.
 */
export async function checkLayers(root, names) {
  const found = [];
  const forbidden = names ?? (await namesOfCatalogue(root, found));
  const sources = librarySources(root);
  for (const source of sources) {
    const library = source.name.startsWith('packages/');
    const problems = [...syntaxProblems(source, library), ...importProblems(source, root)];
    if (library) problems.push(...nameProblems(source, forbidden));
    found.push(...problems.map((problem) => ({ file: source.name, ...problem })));
  }
  const { cycles, modules } = await importCycles(root);
  found.push(...cycles);
  if (modules < sources.length)
    found.push({ rule: 'cycles are looked for', word: `${modules} of ${sources.length} files were read`, file: '.' });
  const { left, unused } = excuse(found, exceptions(root));
  const problems = left.map(({ file, line, rule, word }) => `${file}${line ? `:${line}` : ''}: ${rule}: ${word}`);
  problems.push(
    ...unused.map(
      ({ file, word }) => `scripts/layer-exceptions.json: nothing needs the exception for ${word} in ${file}`,
    ),
  );
  return { problems, notes: [`${sources.length} files, ${forbidden.size} catalogue names`] };
}

async function namesOfCatalogue(root, found) {
  try {
    return catalogueNames((await readCatalog(root)).catalog);
  } catch (error) {
    found.push({ rule: 'the catalogue can be read', word: error.message, file: 'catalog' });
    return new Set();
  }
}

function exceptions(root) {
  const file = join(root, 'scripts', 'layer-exceptions.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

function excuse(found, excused) {
  const used = new Set();
  const left = found.filter(({ rule, word, file }) => {
    const excuses = excused.filter(
      (entry) => entry.rule === rule && entry.word === word && file.startsWith(entry.file) && entry.reason,
    );
    for (const entry of excuses) used.add(entry);
    return excuses.length === 0;
  });
  return { left, unused: excused.filter((entry) => !used.has(entry)) };
}

await runAsScript(import.meta.url, 'check-layers', checkLayers);
