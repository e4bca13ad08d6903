import { Command, CommanderError, Option } from 'commander';
import { addCalibrate } from './commands/calibrate.js';
import { addCatalog } from './commands/catalog.js';
import { addCheck } from './commands/check.js';
import { addExport } from './commands/export.js';
import { addFit } from './commands/fit.js';
import { addImport } from './commands/import.js';
import { addNew } from './commands/new.js';
import { addQuantify } from './commands/quantify.js';
import { addReport } from './commands/report.js';
import { addResume } from './commands/resume.js';
import { addRun } from './commands/run.js';
import { addSchema } from './commands/schema.js';
import { addScreen } from './commands/screen.js';
import { addSensitivity } from './commands/sensitivity.js';
import { addServe } from './commands/serve.js';
import { addValidate } from './commands/validate.js';
import type { Environment } from './environment.js';
import { type ExitCode, reportFailure } from './failure.js';
import { notice } from './terminal.js';

/** Runs one command line (without node and the script) and says how it ended. Never throws. */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<ExitCode> {
  const { terminal } = environment;
  let code: ExitCode = 0;
  const program = new Command('invadolab')
    .description('An in-silico laboratory for invadopodia: from molecules to matrix degradation.')
    .version(environment.version, '--version', 'print the version')
    .addOption(new Option('--debug', 'print the stack of an unexpected error'))
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `\nExample:\n  $ invadolab new study.yaml && invadolab check study.yaml && invadolab run study.yaml\n\n${notice}`,
    );
  const finish = (ended: ExitCode) => {
    code = ended;
  };
  for (const add of [
    addRun,
    addResume,
    addReport,
    addFit,
    addSensitivity,
    addScreen,
    addServe,
    addCheck,
    addNew,
    addQuantify,
    addCatalog,
    addSchema,
    addValidate,
    addCalibrate,
    addExport,
    addImport,
  ])
    add(program, environment, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, terminal, program.opts().debug === true);
  }
}
