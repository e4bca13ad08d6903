import { basename } from 'node:path';
import { BadInput } from '@invadolab/core';
import { importSbml } from '@invadolab/sbml';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { readText } from '../library.js';
import { isXml } from '../model-text.js';
import { checkNewFile, writeNewFile } from '../new-file.js';
import { jsonAnswer } from '../terminal.js';

interface ImportOptions {
  readonly out?: string;
  readonly tick?: string;
  readonly json?: boolean;
}

/** `import FILE`: an SBML model in the language. */
export function addImport(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('import')
    .argument('<file>', 'an SBML file of Level 2 or 3')
    .description('Reads an SBML model into the language of models, as YAML.')
    .option('--out <file>', 'the model file to write (default: print it)')
    .option('--tick <time>', "time between moments that can be read (default: a tenth of the model's unit of time)")
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  $ invadolab import published.xml --out published.model.yaml')
    .action(async (path: string, options: ImportOptions) => {
      const { terminal } = environment;
      if (options.out !== undefined) checkNewFile(options.out);
      const text = await readText(path);
      if (text.trim() !== '' && !isXml(text)) {
        throw new BadInput('not an SBML document', {
          file: path,
          found: text.trim().slice(0, 40),
          expected: '<sbml ...>',
        });
      }
      const { file, warnings } = importSbml(text, basename(path), { tick: options.tick });
      const yaml = stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
      if (options.out !== undefined) await writeNewFile(options.out, yaml);
      if (options.json)
        terminal.out(jsonAnswer('import', { file: options.out, warnings, ...(options.out ? {} : { model: file }) }));
      else {
        for (const warning of warnings) terminal.err(`${warning}\n`);
        terminal.out(options.out === undefined ? yaml : `${options.out} is written.\n`);
      }
      finish(0);
    });
}
