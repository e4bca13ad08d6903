import { examineEvidence } from './check-evidence.mjs';
import { readCatalog } from './layers/catalogue-names.mjs';
import { runAsScript } from './report-check.mjs';

/**
 * The catalogue parses as one, so every name in it is known; every parameter has a unit, a range, a name and a source. So do
 * the rows of published evidence, which may name only what the catalogue has.
 */
export async function checkCatalog(root) {
  try {
    const { catalog } = await readCatalog(root);
    const { problems, notes } = examine(catalog);
    const evidence = await examineEvidence(root, catalog);
    return { problems: [...problems, ...evidence.problems], notes: [...notes, ...evidence.notes] };
  } catch (error) {
    return { problems: [error.name === 'BadInput' ? `catalog/${error.message}` : error.stack], notes: [] };
  }
}

/** What the parser lets through and we do not. */
export function examine(catalog) {
  const problems = [];
  const used = new Set();
  const sources = new Map();
  let parameters = 0;
  for (const [id, part] of Object.entries(catalog.parts)) {
    for (const [name, parameter] of Object.entries(part.parameters ?? {})) {
      parameters++;
      const here = `part ${id}: parameter ${name}`;
      if (!parameter.range) problems.push(`${here} has no range`);
      if (!parameter.name) problems.push(`${here} has no name`);
      if (parameter.unit === undefined && typeof parameter.value === 'number') problems.push(`${here} has no unit`);
      if (!parameter.source) problems.push(`${here} has no source`);
    }
  }
  collect(catalog, used, sources, Object.keys(catalog.references));
  const unused = Object.keys(catalog.references).filter((reference) => !used.has(reference));
  const count = (table) => Object.keys(table).length;
  const kinds = [...sources]
    .sort()
    .map(([kind, number]) => `${number} ${kind}`)
    .join(', ');
  return {
    problems,
    notes: [
      `${count(catalog.molecules)} molecules, ${count(catalog.cells)} cells, ${count(catalog.drugs)} drugs, ${count(catalog.matrices)} matrices`,
      `${parameters} parameters; sources: ${kinds}; ${count(catalog.references)} references`,
      ...(unused.length > 0 ? [`nothing uses ${unused.join(', ')}`] : []),
    ],
  };
}

// A reference is used where its id stands as text anywhere in an entry; every `source` has exactly one kind.
function collect(value, used, sources, references) {
  const known = new Set(references);
  const visit = (node, key) => {
    if (typeof node === 'string') {
      for (const word of node.split(/[^\w.-]+/)) if (known.has(word)) used.add(word);
    } else if (typeof node === 'object' && node !== null) {
      if (key === 'source') {
        const kind = ['measured', 'fitted', 'derived', 'assumed'].find((name) => name in node) ?? 'without kind';
        sources.set(kind, (sources.get(kind) ?? 0) + 1);
      }
      for (const [name, child] of Object.entries(node)) visit(child, name);
    }
  };
  for (const [table, entries] of Object.entries(value))
    if (table !== 'references' && table !== 'files') visit(entries, table);
}

await runAsScript(import.meta.url, 'check-catalog', checkCatalog);
