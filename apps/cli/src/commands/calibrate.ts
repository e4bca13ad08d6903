import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadInput, nearest } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import { candidates, fullForm, planCalibration, reducedForm, screen, usualSize } from '@invadolab/study';
import type { Command } from 'commander';
import { type CalibrationWork, completeCalibration } from '../complete-calibration.js';
import { parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import { loadCalibrated, loadEvidence, loadPriorExceptions } from '../evidence-source.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { progressOn } from '../progress.js';
import { chooseFolder, publish, workingFolder } from '../run-folder.js';
import { screeningText, screeningYaml } from '../screening-answer.js';
import { jsonAnswer } from '../terminal.js';
import { threadsOf } from './study-options.js';

interface CalibrateOptions {
  readonly parameters?: string;
  readonly evidence?: string;
  readonly screen?: string;
  readonly only?: string;
  readonly sets: string;
  readonly accept: string;
  readonly draws: string;
  readonly cells: string;
  readonly seed: string;
  readonly threads?: string;
  readonly catalog?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** The catalogue with these parts alone, for a screening of less than all. Throws `BadInput` for one that it lacks. */
function within(catalog: Catalog, named: string | undefined): Catalog {
  if (named === undefined) return catalog;
  const chosen = named.split(',').map((id) => {
    const part = catalog.parts[id.trim()];
    if (part !== undefined) return [id.trim(), part] as const;
    const known = Object.keys(catalog.parts);
    throw new BadInput('--only', { found: id, expected: known.join(', '), nearest: nearest(id, known) });
  });
  return { ...catalog, parts: Object.fromEntries(chosen) };
}

/** `calibrate`: fits assumed parameters to published rows, and leaves an ensemble of sets that agree with them. */
export function addCalibrate(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('calibrate')
    .description(
      'Fits assumed parameters to the published rows that may be fitted, and leaves sets that agree with them.',
    )
    .option('--parameters <file>', 'parameters to fit, each with its prior and the reason (default: the shipped list)')
    .option('--evidence <file>', 'a file of your own rows, instead of those that ship')
    .option('--screen <n>', 'only move each assumed parameter by itself, and propose the n that matter most')
    .option('--only <parts>', 'with --screen: only parameters of these parts of the catalogue')
    .option('--sets <n>', 'parameter sets to try at most', String(usualSize.most))
    .option('--accept <n>', 'parameter sets to accept at least', String(usualSize.population))
    .option(
      '--draws <n>',
      'sets in the ensemble where too few were tried for a surface: weighted ones, repeated',
      String(usualSize.draws),
    )
    .option('--cells <n>', 'cells with amounts of their own per set', '16')
    .option('--seed <n>', 'seed', '1')
    .option('--threads <n>', 'threads (default: all)')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--out <folder>', 'folder of the result; where an interrupted run is there, it goes on')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab calibrate --out calibrated')
    .action(async (options: CalibrateOptions) => {
      const threads = threadsOf(options, environment.threads);
      const seed = parseWhole(options.seed, '--seed', 0, 4_294_967_295);
      const cellsPerDraw = parseWhole(options.cells, '--cells', 2, 1000);
      const population = parseWhole(options.accept, '--accept', 10, 100_000);
      const most = parseWhole(options.sets, '--sets', population, 10_000_000);
      const size = {
        population,
        most,
        draws: parseWhole(options.draws, '--draws', 10, 1_000_000),
        first: Math.min(population, most),
        each: Math.ceil(population / 2),
      };
      const proposed = options.screen === undefined ? undefined : parseWhole(options.screen, '--screen', 1, 1000);
      const catalog = await environment.catalog(options.catalog);
      const evidence = await loadEvidence(catalog, options.evidence);
      const pool = environment.openPool(threads);
      const progress = progressOn(environment.terminal, environment.now, 'parameter sets');
      const { interrupted: signal } = environment;
      try {
        const full = fullForm({ catalog, engine: defaultEngine, pool, signal, mostCells: 1 });
        const free =
          proposed === undefined
            ? undefined
            : candidates(within(catalog, options.only), await loadPriorExceptions(catalog));
        const parameters = free?.slice(0, 1) ?? (await loadCalibrated(catalog, options.parameters));
        const plan = planCalibration(evidence.papers, parameters, {
          catalog,
          engine: defaultEngine,
          predictors: [reducedForm({ catalog, pool, signal }), full],
        });
        const out = options.out === undefined ? chooseFolder(undefined, 'calibration') : resolve(options.out);
        if (existsSync(out))
          throw new BadInput('--out is there already', { file: out, expected: 'the name of a new folder' });
        const store = new FolderStore(workingFolder(out));
        const onProgress = (done: number, total: number) => progress.update(done, total);
        const running = { seed, cellsPerDraw, store, lanes: pool.size + 1, signal, onProgress };
        try {
          if (free !== undefined && proposed !== undefined) {
            const found = await screen(plan, free, running);
            await store.put('calibration.yaml', new TextEncoder().encode(screeningYaml(found, proposed)));
            await store.put('screening.json', new TextEncoder().encode(`${JSON.stringify(found, undefined, 1)}\n`));
            await store.remove('pieces');
            await publish(store.folder, out);
            progress.stop();
            environment.terminal.out(
              options.json ? jsonAnswer('calibrate', { out, ...found }) : screeningText(found, proposed, out),
            );
          } else {
            const work: CalibrationWork = { plan, running: { ...running, size }, out, version: environment.version };
            const answer = await completeCalibration(work, options.json === true);
            progress.stop();
            environment.terminal.out(answer);
          }
          finish(0);
        } catch (error) {
          if (!signal.aborted) throw error;
          environment.terminal.err(`Stopped. To go on: the same command with --out ${out}\n`);
          finish(1);
        }
      } finally {
        progress.stop();
        await pool.close();
      }
    });
}
