import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { examinePage } from './evidence-page.mjs';
import { filesUnder } from './sources.mjs';

/** Sets that an ensemble has at least, and that a score card is about. */
const [leastDraws, scoredDraws] = [200, 100];

/**
 * Published evidence against the catalogue: every row parses, names only what is there, and every model it compares
 * composes. Returns `{problems, notes}`.
 */
export async function examineEvidence(root, catalog) {
  const study = await import(pathToFileURL(join(root, 'packages/study/dist/src/index.js')).href);
  const special = {
    'evidence/not-expressible.yaml': study.parseNotExpressible,
    'evidence/prior.yaml': study.parsePriorExceptions,
    'evidence/calibration.yaml': study.parseCalibrated,
    'evidence/fitted.yaml': study.parseFitted,
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
  if (problems.length === 0) {
    problems.push(...(await examineCalibration(root, catalog, papers, study)));
    const card = join(root, 'evidence', 'score-card.json');
    const listed = join(root, 'evidence', 'not-expressible.yaml');
    if (existsSync(card) && existsSync(listed)) {
      const rows = study.parseNotExpressible(readFileSync(listed, 'utf8'), 'evidence/not-expressible.yaml', catalog);
      problems.push(...examinePage(root, papers, rows, JSON.parse(readFileSync(card, 'utf8'))));
    }
  }
  const run = papers.flatMap(({ rows }) => rows).filter(({ test }) => test !== undefined).length;
  return { problems, notes: papers.length > 0 ? [`${run} published rows of ${papers.length} papers`] : [] };
}

/**
 * What a calibration left behind against the catalogue as it is: the fitted values and their sources, the rows and models it
 * was made with, and the ensemble that the last score card is about.
 */
async function examineCalibration(root, catalog, papers, study) {
  const text = (name) => {
    const path = join(root, 'evidence', name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const [fittedText, ensembleText, card] = ['fitted.yaml', 'ensemble.json', 'score-card.json'].map(text);
  if (fittedText === undefined) return ensembleText === undefined ? [] : ['evidence/ensemble.json without fitted.yaml'];
  if (ensembleText === undefined) return ['evidence/fitted.yaml without ensemble.json'];
  const file = 'evidence/fitted.yaml';
  const fitted = study.parseFitted(fittedText, file);
  const parameters = study.parseCalibrated(text('calibration.yaml') ?? '', 'evidence/calibration.yaml', catalog);
  const forms = { catalog, engine: 'reference', pool: undefined };
  const predictors = [study.reducedForm(forms), study.fullForm({ ...forms, mostCells: 1 })];
  const { hash } = study.planCalibration(papers, parameters, { catalog, engine: 'reference', predictors });
  const problems = [...study.fittedProblems(fitted, file, hash, catalog)];
  const draws = JSON.parse(ensembleText).draws?.length ?? 0;
  if (draws < leastDraws) problems.push(`evidence/ensemble.json has ${draws} sets; at least ${leastDraws} are wanted`);
  if (card !== undefined) {
    const ensemble = study.parseEnsemble(ensembleText, 'evidence/ensemble.json', catalog, scoredDraws);
    if (JSON.parse(card).ensemble !== ensemble.hash)
      problems.push('evidence/score-card.json is about another ensemble; run npm run validate again');
  }
  return problems;
}
