import { resolve } from 'node:path';
import { BadInput } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import { calibrate } from '@invadolab/laboratory';
import { type Catalog, compileModel } from '@invadolab/model';
import { costOf, type Plan, resizedPlan, sizeWithin } from '@invadolab/study';
import type { Command } from 'commander';
import { completeRun } from '../complete-run.js';
import { duration, memory, parseDuration } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import { madeCellName, writeMadeCell } from '../expression-table.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { patienceWith } from '../patience.js';
import { chooseFolder, makeFolder, workingFolder } from '../run-folder.js';
import { recordName, writeRecord } from '../run-record.js';
import { type PlannedStudy, planFile } from '../study-source.js';
import { uncertaintyCost } from '../uncertainty-cost.js';
import { parseOptions, type StudyOptions, threadsOf, withStudyOptions } from './study-options.js';

interface RunCommandOptions extends StudyOptions {
  readonly out?: string;
  readonly budget?: string;
}

/** Part of a budget that is left for tables, figures and the unforeseen. */
const spare = 0.25;
/** Part of the rest that what is asked about uncertain numbers may take. */
const uncertainShare = 0.5;

/** Where and on what a study is sized. */
interface Place {
  readonly catalog: Catalog;
  readonly pool: WorkerPool;
  readonly environment: Environment;
}

/** `run STUDY`: plans, runs all arms, writes the result folder and prints the comparison. */
export function addRun(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  const command = program
    .command('run')
    .argument('<study>', 'a study file')
    .description('Runs a study: all arms, a folder of results, a comparison table and a report.')
    .option('--out <folder>', 'a new folder for the result (default: results/ and the name of the study)')
    .option('--budget <time>', 'choose as many experiments and cells as fit, such as 5min');
  withStudyOptions(command)
    .addHelpText('after', '\nExample:\n  $ invadolab run study.yaml --budget 5min --out first-look')
    .action(async (path: string, options: RunCommandOptions) => {
      const threads = threadsOf(options, environment.threads);
      const budget = options.budget === undefined ? undefined : parseDuration(options.budget, '--budget');
      const asked = parseOptions(options);
      const catalog = await environment.catalog(options.catalog);
      const planned = await planFile(path, catalog, defaultEngine, asked);
      refuseWhatDoesNotFit(planned.plan, threads, environment);
      const out = chooseFolder(options.out, path);
      const pool = environment.openPool(threads);
      try {
        const fitted =
          budget === undefined ? planned : await fitToBudget(planned, path, budget, { catalog, pool, environment });
        const { experiments, cells, uncertainty } = fitted.plan.study;
        const working = workingFolder(out);
        const store = new FolderStore(working);
        await makeFolder(working);
        await store.put('study.yaml', encode(planned.text));
        if (planned.modelText !== undefined)
          await store.put(fitted.plan.study.model ?? 'model.yaml', encode(planned.modelText));
        const { made } = fitted.plan.study;
        if (made !== undefined) await store.put(madeCellName, writeMadeCell(made));
        const record = {
          format: 1,
          version: environment.version,
          engine: fitted.plan.engine,
          plan: fitted.plan.hash,
          pieces: fitted.plan.specs.length,
          options: { ...asked, experiments, cells, uncertainty },
          catalog: options.catalog && resolve(options.catalog),
          out,
        } as const;
        await store.put(recordName, writeRecord(record));
        finish(
          await completeRun({
            file: path,
            plan: fitted.plan,
            catalog,
            working,
            out,
            pool,
            environment,
            json: options.json === true,
          }),
        );
      } finally {
        await pool.close();
      }
    });
}

/** Part of the machine's memory that a run may take. */
const memoryShare = 0.8;

/** Nothing is begun that could not be finished. */
function refuseWhatDoesNotFit(plan: Plan, threads: number, { memory: all }: Environment): void {
  const { memory: needed } = costOf(
    plan,
    compileModel(plan.models[0].file),
    { secondsPerCell: 0, secondsToStart: 0 },
    threads,
  );
  if (needed <= all * memoryShare) return;
  const lower =
    plan.tissueMemory === undefined ? 'fewer cells' : 'a smaller box, larger voxels, fewer cells in the tissue';
  throw new BadInput('this run would not fit into memory', {
    found: `about ${memory(needed)} on ${threads} threads`,
    expected: `at most ${memory(all * memoryShare)}: ${lower}, or --threads 1`,
  });
}

/** The study at the size that fits the budget, and a word about the size it has in full. */
async function fitToBudget(
  planned: PlannedStudy,
  path: string,
  budget: number,
  { catalog, pool, environment }: Place,
): Promise<PlannedStudy> {
  const { plan } = planned;
  const { terminal } = environment;
  const start = environment.now();
  terminal.err('Timing a few cells ...\n');
  const unit = await calibrate(plan, pool, environment.now, patienceWith(), environment.interrupted);
  const asked = await uncertaintyCost(plan, catalog, pool, environment);
  const left = budget * (1 - spare) - (environment.now() - start);
  const uncertain = asked?.within(left * uncertainShare);
  const size = sizeWithin(left - (uncertain?.seconds ?? 0), plan, unit, pool.size);
  const { experiments, cells } = plan.study;
  const resized = resizedPlan(plan, { ...size, ...(uncertain && { uncertainty: uncertain.size }) });
  if (size.experiments === experiments && size.cells === cells) return { ...planned, plan: resized };
  const full = costOf(plan, compileModel(plan.models[0].file), unit, pool.size);
  terminal.err(
    `${duration(budget)} on ${pool.size} threads allow ${size.experiments} experiments x ${size.cells} cells per arm.\n` +
      `The full study is ${experiments} x ${cells} (about ${duration(full.seconds + (asked?.seconds ?? 0))}, ${memory(full.memory)}): npx invadolab run ${path}\n`,
  );
  return { ...planned, plan: resized };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
