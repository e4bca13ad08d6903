import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { assays } from '@invadolab/assays';
import { BadInput, nearest } from '@invadolab/core';
import type { Catalog } from '@invadolab/model';
import type { Command } from 'commander';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { newStudy } from '../study-template.js';

interface NewOptions {
  readonly assay?: string;
  readonly cell?: string;
  readonly matrix?: string;
  readonly drug?: string;
  readonly knockdown?: string;
  readonly catalog?: string;
}

/** `new FILE`: a commented study file, from options or from answers to questions. */
export function addNew(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('new')
    .argument('[file]', 'the file to write', 'study.yaml')
    .description('Writes a commented study file to start from.')
    .option('--assay <assay>', 'what is measured')
    .option('--cell <cell>', 'cell profile')
    .option('--matrix <matrix>', 'what the cells stand on')
    .option('--drug <drug>', 'a drug to compare with the control')
    .option('--knockdown <molecule>', 'a molecule to knock down')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .addHelpText('after', '\nExample:\n  $ invadolab new study.yaml --assay gelatin --cell MDA-MB-231 --drug dasatinib')
    .action(async (file: string, options: NewOptions) => {
      if (existsSync(file))
        throw new BadInput('the file is there already', { file, expected: 'the name of a new file' });
      const catalog = await environment.catalog(options.catalog);
      const choice = await choose(catalog, options, environment);
      await writeFile(file, newStudy(choice, catalog), { flag: 'wx' });
      environment.terminal.out(`${file} is written. Next: invadolab check ${file}\n`);
      finish(0);
    });
}

/** Each thing from its option, from an answer where somebody can be asked, or the first there is. */
async function choose(catalog: Catalog, options: NewOptions, environment: Environment) {
  const { ask } = environment.terminal;
  const given = Object.values(options).some((value) => value !== undefined);
  const one = async (question: string, option: string | undefined, known: readonly string[], suggestion: string) => {
    const answer =
      option ?? (ask && !given ? await ask(`${question} (${known.slice(0, 8).join(', ')})?`, suggestion) : suggestion);
    const found = known.find((id) => id.toLowerCase() === answer.toLowerCase());
    if (found === undefined && answer !== '') {
      throw new BadInput(question, {
        found: answer,
        expected: known.slice(0, 12).join(', '),
        nearest: nearest(answer, known),
      });
    }
    return found;
  };
  const runnable = Object.keys(assays).filter((id) => Object.hasOwn(catalog.protocols, id));
  const cells = Object.keys(catalog.cells);
  const tumour = cells.find((id) => catalog.cells[id].kind === 'tumour') ?? cells[0];
  const drugs = Object.keys(catalog.drugs).filter((id) => !catalog.drugs[id].vehicle);
  const usual = runnable.includes('gelatin') ? 'gelatin' : runnable[0];
  const assay = (await one('Which assay', options.assay, runnable, usual)) ?? usual;
  const matrices = catalog.protocols[assay].matrices ?? Object.keys(catalog.matrices);
  return {
    assay,
    cell: (await one('Which cell', options.cell, cells, tumour)) ?? tumour,
    matrix: await one('Which matrix', options.matrix, matrices, matrices.find((id) => id === 'gelatin') ?? matrices[0]),
    drug: await one('Which drug', options.drug, drugs, options.knockdown === undefined ? drugs[0] : ''),
    knockdown: await one('Which molecule to knock down', options.knockdown, Object.keys(catalog.molecules), ''),
  };
}
