import { join } from 'node:path';
import { BadInput } from '@invadolab/core';
import type { Command } from 'commander';
import { completeRun } from '../complete-run.js';
import type { Environment } from '../environment.js';
import { madeCellName, readMadeCell } from '../expression-table.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { unfinishedFolder } from '../run-folder.js';
import { readRecord, recordName } from '../run-record.js';
import { planFile } from '../study-source.js';
import { type StudyOptions, threadsOf } from './study-options.js';

/** `resume FOLDER`: does what an interrupted run has left to do; the result is the same as without the interruption. */
export function addResume(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('resume')
    .argument('<folder>', 'the folder of an interrupted run')
    .description('Goes on with an interrupted run. The result is the same as if nothing had happened.')
    .option('--threads <n>', 'threads (default: all)')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab resume results/study')
    .action(async (folder: string, asked: Pick<StudyOptions, 'threads' | 'json'>) => {
      const working = unfinishedFolder(folder);
      if (working === undefined) {
        environment.terminal.err(`${folder} is whole: there is nothing left to do.\n`);
        return finish(0);
      }
      const store = new FolderStore(working);
      const bytes = await store.get(recordName);
      if (!bytes) throw new BadInput('no record of a run', { file: folder, expected: `${recordName} in the folder` });
      const record = readRecord(bytes, join(folder, recordName));
      const catalog = await environment.catalog(record.catalog);
      const made = readMadeCell(await store.get(madeCellName), join(folder, madeCellName));
      const options = { ...record.options, made };
      const { plan } = await planFile(join(working, 'study.yaml'), catalog, record.engine, options);
      if (plan.hash !== record.plan || environment.version !== record.version) {
        throw new BadInput('the study, the catalogue or the program changed since this run began', {
          file: folder,
          found: `version ${environment.version}`,
          expected: `what version ${record.version} began with; or run the study anew`,
        });
      }
      const pool = environment.openPool(threadsOf(asked, environment.threads));
      try {
        const json = asked.json === true;
        finish(
          await completeRun({
            file: join(working, 'study.yaml'),
            plan,
            catalog,
            working,
            out: record.out,
            pool,
            environment,
            json,
          }),
        );
      } finally {
        await pool.close();
      }
    });
}
