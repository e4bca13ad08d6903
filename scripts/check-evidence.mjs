import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesUnder } from './sources.mjs';

/**
 * Published evidence against the catalogue: every row parses, names only what is there, and every model it compares
 * composes. Returns `{problems, notes}`.
 */
export async function examineEvidence(root, catalog) {
  const study = await import(pathToFileURL(join(root, 'packages/study/dist/src/index.js')).href);
  const special = {
    'evidence/not-expressible.yaml': study.parseNotExpressible,
    'evidence/prior.yaml': study.parsePriorExceptions,
  };
  // Composing needs a form that takes every row; nothing is run.
  const predictors = [{ form: 'none', answers: () => true }];
  const problems = [];
  const papers = [];
  for (const name of filesUnder(root, ['evidence']).filter((each) => each.endsWith('.yaml'))) {
    try {
      const text = readFileSync(join(root, name), 'utf8');
      if (name in special) special[name](text, name, catalog);
      else {
        const paper = study.parseEvidence(text, name, catalog);
        study.planValidation([paper], [], { catalog, engine: 'reference', predictors });
        papers.push(paper);
      }
    } catch (error) {
      problems.push(error.name === 'BadInput' ? error.message : error.stack);
    }
  }
  const run = papers.flatMap(({ rows }) => rows).filter(({ test }) => test !== undefined).length;
  return { problems, notes: papers.length > 0 ? [`${run} published rows of ${papers.length} papers`] : [] };
}
