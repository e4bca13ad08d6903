import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadInput } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import { renderScoreCard } from '@invadolab/report';
import { type ScoreCard, summaryOf } from '@invadolab/results';
import {
  catalogueEnsemble,
  type Ensemble,
  fullForm,
  parseEnsemble,
  planValidation,
  priorEnsemble,
  reducedForm,
  tissueForm,
  uncalibratedEnsemble,
  validate,
} from '@invadolab/study';
import type { Command } from 'commander';
import { parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import { chosenRows, loadCalibrated, loadEvidence, loadPriorExceptions, shippedEnsemble } from '../evidence-source.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { readText } from '../library.js';
import { progressOn } from '../progress.js';
import { chooseFolder, publish, workingFolder } from '../run-folder.js';
import { scoreCardJson, scoreCardText } from '../score-card-answer.js';
import { threadsOf } from './study-options.js';

interface ValidateOptions {
  readonly prior: boolean;
  readonly evidence?: string;
  readonly rows?: string;
  readonly draws: string;
  readonly cells: string;
  readonly fullCells: string;
  readonly seed: string;
  readonly ensemble?: string;
  readonly full?: boolean;
  readonly threads?: string;
  readonly catalog?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `validate`: repeats published experiments and holds the model against what was seen in them. */
export function addValidate(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('validate')
    .description('Repeats published experiments and scores the model on them: votes, baselines, a page of every row.')
    .option('--evidence <file>', 'a file of your own rows, instead of those that ship')
    .option('--rows <ids>', 'only these rows, such as EC152,ME14')
    .option('--draws <n>', 'sets of parameters', '100')
    .option('--cells <n>', 'cells with amounts of their own per set', '16')
    .option('--full-cells <n>', 'the same where only the full form answers, and tissues, which take long', '1')
    .option(
      '--no-prior',
      'leave out the uncalibrated prior as a baseline, which is nearly as much work again for the rows to check',
    )
    .option('--seed <n>', 'seed', '1')
    .option('--full', 'simulate every cell in full, also where the reduced form would do')
    .option(
      '--ensemble <what>',
      'prior, catalogue, or a file of calibrated sets (default: the shipped ones, else prior)',
    )
    .option('--threads <n>', 'threads (default: all)')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--out <folder>', 'folder of the score card; where an interrupted run is there, it goes on')
    .option('--json', 'print the score card as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab validate --rows EC152 --draws 20 --out score')
    .action(async (options: ValidateOptions) => {
      const threads = threadsOf(options, environment.threads);
      const size = {
        draws: parseWhole(options.draws, '--draws', 2, 10_000),
        cellsPerDraw: parseWhole(options.cells, '--cells', 2, 1000),
        seed: parseWhole(options.seed, '--seed', 0, 4_294_967_295),
      };
      const catalog = await environment.catalog(options.catalog);
      const all = await loadEvidence(catalog, options.evidence);
      const evidence = options.rows === undefined ? all : chosenRows(all, options.rows.split(','));
      const ensembles = await ensemblesOf(options.ensemble ?? shippedEnsemble() ?? 'prior', catalog, size);
      const out = options.out === undefined ? chooseFolder(undefined, 'validation') : resolve(options.out);
      if (existsSync(out))
        throw new BadInput('--out is there already', { file: out, expected: 'the name of a new folder' });
      const pool = environment.openPool(threads);
      const progress = progressOn(environment.terminal, environment.now);
      try {
        const store = new FolderStore(workingFolder(out));
        const signal = environment.interrupted;
        const few = parseWhole(options.fullCells, '--full-cells', 1, 1000);
        const mostCells = options.full ? undefined : few;
        const full = fullForm({ catalog, engine: defaultEngine, pool, signal, mostCells });
        const tissues = tissueForm({ catalog, engine: defaultEngine, pool, signal, mostCells: few });
        const predictors = options.full ? [tissues, full] : [reducedForm({ catalog, pool, signal }), tissues, full];
        const plan = planValidation(evidence.papers, evidence.notExpressible, {
          catalog,
          engine: defaultEngine,
          predictors,
        });
        const card = await validate(plan, {
          ...ensembles,
          ...(!options.prior && { prior: undefined }),
          ...size,
          store,
          lanes: pool.size + 1,
          signal,
          onProgress: (done, total) => progress.update(done, total),
          versions: { invadolab: environment.version },
          catalog: catalog.hash,
        });
        await leave(card, store, out);
        progress.stop();
        environment.terminal.out(options.json ? scoreCardJson(card, out) : scoreCardText(card, out));
        finish(0);
      } catch (error) {
        if (!environment.interrupted.aborted) throw error;
        environment.terminal.err(`Stopped. To go on: the same command with --out ${out}\n`);
        finish(1);
      } finally {
        progress.stop();
        await pool.close();
      }
    });
}

/** The sets of parameters to score, and what was known before them where they are calibrated. */
async function ensemblesOf(
  asked: string,
  catalog: Catalog,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Promise<{ readonly ensemble: Ensemble; readonly prior?: Ensemble }> {
  if (asked === 'catalogue') return { ensemble: catalogueEnsemble(draws) };
  if (asked === 'prior') return { ensemble: priorEnsemble(catalog, await loadPriorExceptions(catalog), draws, seed) };
  const ensemble = parseEnsemble(await readText(asked), asked, catalog, draws);
  const medians = new Map((await loadCalibrated(catalog)).map(({ id, prior }) => [id, prior.median]));
  return { ensemble, prior: uncalibratedEnsemble(catalog, ensemble, medians, { count: draws, seed }) };
}

/** Writes the score card and gives the folder its name; the pieces it was made of are no longer needed. */
async function leave(card: ScoreCard, store: FolderStore, out: string): Promise<void> {
  await store.put('score-card.json', encode(`${JSON.stringify(card, undefined, 2)}\n`));
  await store.put('score-summary.json', encode(`${JSON.stringify(summaryOf(card), undefined, 1)}\n`));
  await store.put('score-card.html', encode(renderScoreCard(card)));
  await store.remove('pieces');
  await publish(workingFolder(out), out);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
