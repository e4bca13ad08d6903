import { BadInput, nearest } from '@invadolab/core';
import { modelJsonSchema } from '@invadolab/model';
import { drugScreenJsonSchema, evidenceJsonSchema, studyJsonSchema } from '@invadolab/study';
import type { Command } from 'commander';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';

const schemas = {
  study: studyJsonSchema,
  model: modelJsonSchema,
  evidence: evidenceJsonSchema,
  screen: drugScreenJsonSchema,
} as const;

/** `schema KIND`: the JSON Schema of study, model, evidence or screen files, from which editors complete and check. */
export function addSchema(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('schema')
    .argument('<kind>', Object.keys(schemas).join(', '))
    .description('Prints the JSON Schema of study, model, evidence or screen files, for completion in an editor.')
    .addHelpText(
      'after',
      '\nExample:\n  $ invadolab schema study > study.schema.json\n  (then begin a study with: # yaml-language-server: $schema=study.schema.json)',
    )
    .action((kind: string) => {
      environment.terminal.out(`${JSON.stringify(schemaOf(kind), undefined, 2)}\n`);
      finish(0);
    });
}

function schemaOf(kind: string): object {
  if (kind === 'study' || kind === 'model' || kind === 'evidence' || kind === 'screen') return schemas[kind]();
  const expected = Object.keys(schemas).join(' or ');
  throw new BadInput(`there is no schema of ${kind}`, {
    found: kind,
    expected,
    nearest: nearest(kind, Object.keys(schemas)),
  });
}
