import { compileModel } from '@invadolab/model';
import { exportSbml } from '@invadolab/sbml';
import type { Command } from 'commander';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { loadModel } from '../model-source.js';
import { checkNewFile, writeNewFile } from '../new-file.js';
import { jsonAnswer, notice } from '../terminal.js';

interface ExportOptions {
  readonly sbml: string;
  readonly arm?: string;
  readonly place?: string;
  readonly catalog?: string;
  readonly json?: boolean;
}

/** `export MODEL --sbml FILE`: the well-mixed network of a model as SBML. */
export function addExport(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('export')
    .argument('<model>', 'a study file, a resolved-model.json, or a model file')
    .description('Writes the network of a model as SBML Level 3 Version 2, annotated, with units and sources.')
    .requiredOption('--sbml <file>', 'the SBML file to write')
    .option('--arm <arm>', 'the arm of the study whose model it is (default: the control)')
    .option('--place <place>', 'this place and those around it only')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab export study.yaml --sbml network.xml --place cell')
    .action(async (path: string, options: ExportOptions) => {
      const { terminal } = environment;
      checkNewFile(options.sbml);
      const catalog = await environment.catalog(options.catalog);
      const { file, warnings } = await loadModel(path, options.arm, catalog);
      const { xml, omitted } = exportSbml(file, { place: options.place, molecules: catalog.molecules, notice });
      await writeNewFile(options.sbml, xml);
      if (options.json) {
        terminal.out(jsonAnswer('export', { file: options.sbml, hash: compileModel(file).hash, omitted, warnings }));
      } else {
        for (const warning of warnings) terminal.err(`${warning}\n`);
        for (const { what, id, reason } of omitted) terminal.err(`left out: ${what} ${id}: ${reason}\n`);
        terminal.out(`${options.sbml} is written.\n`);
      }
      finish(0);
    });
}
