import { basename, extname } from 'node:path';
import { completeDrugScreen } from '@invadolab/laboratory';
import type { Catalog } from '@invadolab/model';
import {
  catalogueEnsemble,
  type DrugScreen,
  drugScreenHash,
  type Ensemble,
  parseDrugScreen,
  parseEnsemble,
  priorEnsemble,
} from '@invadolab/study';
import type { Command } from 'commander';
import { parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import { loadPriorExceptions, shippedEnsemble } from '../evidence-source.js';
import type { ExitCode } from '../failure.js';
import { readText } from '../library.js';
import { type Progress, progressOn } from '../progress.js';
import { publish } from '../run-folder.js';
import { drugScreenAnswerJson, drugScreenAnswerText } from '../screen-answer.js';
import { drugScreenCost } from '../screen-cost.js';
import { openWorkplace } from '../workplace.js';
import { threadsOf } from './study-options.js';

interface ScreenOptions {
  readonly quick?: boolean;
  readonly draws?: string;
  readonly seed?: string;
  readonly ensemble?: string;
  readonly threads?: string;
  readonly catalog?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const stages = {
  drugs: 'cells for every drug',
  closer: 'cells for doses, pairs and targets of the first',
  'full form': 'cells of the first in the full form',
} as const;

/** `screen FILE`: drugs x cells x environments, ranked by their effect at free clinical exposure, with uncertainty. */
export function addScreen(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('screen')
    .argument('<file>', 'a screen file')
    .description(
      'Ranks drugs over cells and environments at free clinical exposure, alone and in pairs, with uncertainty.',
    )
    .option('--quick', "take the file's quick: size")
    .option('--draws <n>', 'sets of parameters, instead of what the file says')
    .option('--seed <n>', 'seed, instead of what the file says')
    .option(
      '--ensemble <what>',
      'prior, catalogue, or a file of calibrated sets (default: the shipped ones, else prior)',
    )
    .option('--threads <n>', 'threads (default: all)')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--out <folder>', 'a new folder for the result; where an interrupted screen is there, it goes on')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab screen studies/screen/example.yaml --quick --out screened')
    .action(async (path: string, options: ScreenOptions) => {
      const threads = threadsOf(options, environment.threads);
      const catalog = await environment.catalog(options.catalog);
      const { screen, place } = parseDrugScreen(await readText(path), path, catalog, {
        quick: options.quick,
        draws: options.draws === undefined ? undefined : parseWhole(options.draws, '--draws', 1, 10_000),
        seed: options.seed === undefined ? undefined : parseWhole(options.seed, '--seed', 0, 4_294_967_295),
      });
      const ensemble = await ensembleOf(options.ensemble ?? shippedEnsemble() ?? 'prior', catalog, screen);
      const { version, terminal, now, interrupted } = environment;
      const subject = { screen, place, catalog, ensemble, engine: defaultEngine, version };
      const identity = { hash: drugScreenHash(subject), version };
      const workplace = await openWorkplace(options.out, basename(path, extname(path)), 'screen', identity);
      const { store, working, out } = workplace;
      const pool = environment.openPool(threads);
      let progress: Progress | undefined;
      try {
        await workplace.save({});
        terminal.err(`${await drugScreenCost(subject, pool, now, interrupted)}\n`);
        let counted: string | undefined;
        const result = await completeDrugScreen({
          ...subject,
          store,
          pool,
          signal: interrupted,
          onProgress(stage, done, total) {
            if (stage !== counted) progress?.stop();
            if (stage !== counted) progress = progressOn(terminal, now, stages[stage]);
            counted = stage;
            progress?.update(done, total);
          },
        });
        // The pieces it was made of are no longer needed.
        await store.remove('pieces');
        await store.remove('screen-state.json');
        await publish(working, out);
        progress?.stop();
        terminal.out(
          options.json ? drugScreenAnswerJson(result.record, out) : drugScreenAnswerText(result.record, out),
        );
        finish(0);
      } catch (error) {
        if (!interrupted.aborted) throw error;
        terminal.err(`Stopped. To go on: the same command with --out ${out}\n`);
        finish(1);
      } finally {
        progress?.stop();
        await pool.close();
      }
    });
}

async function ensembleOf(asked: string, catalog: Catalog, { draws, seed }: DrugScreen): Promise<Ensemble> {
  if (asked === 'catalogue') return catalogueEnsemble(draws);
  if (asked === 'prior') return priorEnsemble(catalog, await loadPriorExceptions(catalog), draws, seed);
  return parseEnsemble(await readText(asked), asked, catalog, draws);
}
