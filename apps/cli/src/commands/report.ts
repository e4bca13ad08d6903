import { resolve } from 'node:path';
import { renderReport, reportInput } from '@invadolab/report';
import { resultNames } from '@invadolab/results';
import type { Command } from 'commander';
import { answerJson, answerText } from '../answer.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';

/** `report FOLDER`: writes the report of a finished run again, from its folder alone. */
export function addReport(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('report')
    .argument('<folder>', 'the folder of a finished run')
    .description(`Writes ${resultNames.report} of a finished run again, and prints its comparison table.`)
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab report results/study')
    .action(async (folder: string, options: { readonly json?: boolean }) => {
      const out = resolve(folder);
      const store = new FolderStore(out);
      const report = await reportInput(store);
      await store.put(resultNames.report, new TextEncoder().encode(renderReport(report)));
      const answer = { report, warnings: report.manifest.warnings, out };
      environment.terminal.out(options.json ? answerJson(answer) : answerText(answer));
      finish(0);
    });
}
