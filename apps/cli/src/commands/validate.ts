import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadInput } from '@invadolab/core';
import { renderScoreCard } from '@invadolab/report';
import {
  catalogueEnsemble,
  type Ensemble,
  fullForm,
  parseEnsemble,
  planValidation,
  priorEnsemble,
  validate,
} from '@invadolab/study';
import type { Command } from 'commander';
import { parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import { chosenRows, loadEvidence, loadPriorExceptions } from '../evidence-source.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { readText } from '../library.js';
import { progressOn } from '../progress.js';
import { chooseFolder, publish, workingFolder } from '../run-folder.js';
import { scoreCardJson, scoreCardText } from '../score-card-answer.js';
import { threadsOf } from './study-options.js';

interface ValidateOptions {
  readonly evidence?: string;
  readonly rows?: string;
  readonly draws: string;
  readonly cells: string;
  readonly seed: string;
  readonly ensemble: string;
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
    .option('--cells <n>', 'cells with amounts of their own per set', '4')
    .option('--seed <n>', 'seed', '1')
    .option('--ensemble <what>', 'prior, catalogue, or a file of calibrated sets', 'prior')
    .option('--threads <n>', 'threads (default: all)')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--out <folder>', 'folder of the score card; where an interrupted run is there, it goes on')
    .option('--json', 'print the score card as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab validate --rows EC152 --draws 20 --out score')
    .action(async (options: ValidateOptions) => {
      const threads = threadsOf(options, environment.threads);
      const draws = parseWhole(options.draws, '--draws', 2, 10_000);
      const cellsPerDraw = parseWhole(options.cells, '--cells', 2, 1000);
      const seed = parseWhole(options.seed, '--seed', 0, 4_294_967_295);
      const catalog = await environment.catalog(options.catalog);
      const evidence = await loadEvidence(catalog, options.evidence);
      const chosen =
        options.rows === undefined
          ? evidence
          : chosenRows(
              evidence,
              options.rows.split(',').map((id) => id.trim()),
            );
      const fixed = await loadPriorExceptions(catalog);
      const prior = () => priorEnsemble(catalog, fixed, draws, seed);
      const ensemble: Ensemble =
        options.ensemble === 'prior'
          ? prior()
          : options.ensemble === 'catalogue'
            ? catalogueEnsemble(draws)
            : parseEnsemble(await readText(options.ensemble), options.ensemble, catalog, draws);
      const planned = planValidation(chosen.papers, chosen.notExpressible, { catalog, engine: defaultEngine });
      const out = options.out === undefined ? chooseFolder(undefined, 'validation') : resolve(options.out);
      if (existsSync(out))
        throw new BadInput('--out is there already', { file: out, expected: 'the name of a new folder' });
      const store = new FolderStore(workingFolder(out));
      const pool = environment.openPool(threads);
      const progress = progressOn(environment.terminal, environment.now);
      try {
        const signal = environment.interrupted;
        const predictor = fullForm({ catalog, engine: defaultEngine, pool, signal });
        const card = await validate(planned, {
          predictor,
          ensemble,
          prior: ensemble.kind === 'calibrated' ? prior() : undefined,
          cellsPerDraw,
          seed,
          store,
          lanes: pool.size + 1,
          signal,
          onProgress: (done, total) => progress.update(done, total),
          versions: { invadolab: environment.version },
          catalog: catalog.hash,
        });
        progress.stop();
        await store.put('score-card.json', encode(`${JSON.stringify(card, undefined, 2)}\n`));
        await store.put('score-card.html', encode(renderScoreCard(card)));
        await store.remove('pieces');
        await publish(workingFolder(out), out);
        environment.terminal.out(options.json ? scoreCardJson(card, out) : scoreCardText(card, out));
        finish(0);
      } catch (error) {
        progress.stop();
        if (!environment.interrupted.aborted) throw error;
        environment.terminal.err(`Stopped. To go on: the same command with --out ${out}\n`);
        finish(1);
      } finally {
        await pool.close();
      }
    });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
