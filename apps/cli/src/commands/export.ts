import { BadInput } from '@invadolab/core';
import { compileModel } from '@invadolab/model';
import { exportSbml } from '@invadolab/sbml';
import type { Command } from 'commander';
import type { Environment } from '../environment.js';
import { exportOmeZarr, exportSimularium } from '../export-space.js';
import type { ExitCode } from '../failure.js';
import { loadModel } from '../model-source.js';
import { checkNewFile, writeNewFile } from '../new-file.js';
import { jsonAnswer, notice } from '../terminal.js';

interface ExportOptions {
  readonly sbml?: string;
  readonly omeZarr?: string;
  readonly simularium?: string;
  readonly arm?: string;
  readonly place?: string;
  readonly catalog?: string;
  readonly json?: boolean;
}

/** `export`: the well-mixed network of a model as SBML, or what a run left in space for other programs. */
export function addExport(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('export')
    .argument('<source>', 'a study file, a resolved-model.json or a model file; a result folder for what is in space')
    .description('Writes a model as SBML Level 3 Version 2, or a finished run as OME-Zarr or Simularium.')
    .option('--sbml <file>', 'write the network of the model, annotated, with units and sources')
    .option('--ome-zarr <folder>', 'write all fields and photographs of a result folder as OME-Zarr 0.5')
    .option('--simularium <file>', 'write the first run of each arm of a result folder side by side')
    .option('--arm <arm>', 'with --sbml: the arm of the study whose model it is (default: the control)')
    .option('--place <place>', 'with --sbml: this place and those around it only')
    .option('--catalog <folder>', 'with --sbml: your own catalogue entries, laid over the shipped ones')
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ invadolab export study.yaml --sbml network.xml --place cell\n  $ invadolab export results/study --simularium arms.simularium',
    )
    .action(async (source: string, options: ExportOptions) => {
      checkOne(options);
      if (options.sbml !== undefined) await writeSbml(source, options.sbml, options, environment);
      else if (options.omeZarr !== undefined) {
        const images = await exportOmeZarr(source, options.omeZarr);
        say(environment, options, options.omeZarr, { images }, `${images} image${images === 1 ? '' : 's'}`);
      } else if (options.simularium !== undefined) {
        const runs = await exportSimularium(source, options.simularium);
        say(environment, options, options.simularium, { runs }, `${runs} arm${runs === 1 ? '' : 's'}`);
      }
      finish(0);
    });
}

function checkOne({ sbml, omeZarr, simularium }: ExportOptions): void {
  const given = Object.entries({ '--sbml': sbml, '--ome-zarr': omeZarr, '--simularium': simularium })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (given.length === 1) return;
  throw new BadInput('export writes one thing at a time', {
    found: given.length === 0 ? 'nothing to write' : given.join(' and '),
    expected: 'one of --sbml FILE, --ome-zarr FOLDER, --simularium FILE',
  });
}

function say({ terminal }: Environment, { json }: ExportOptions, file: string, content: object, what: string): void {
  terminal.out(json ? jsonAnswer('export', { file, ...content }) : `${file} is written: ${what}.\n`);
}

async function writeSbml(path: string, sbml: string, options: ExportOptions, environment: Environment): Promise<void> {
  const { terminal } = environment;
  checkNewFile(sbml);
  const catalog = await environment.catalog(options.catalog);
  const { file, warnings } = await loadModel(path, options.arm, catalog);
  const { xml, omitted } = exportSbml(file, { place: options.place, molecules: catalog.molecules, notice });
  await writeNewFile(sbml, xml);
  if (options.json) {
    terminal.out(jsonAnswer('export', { file: sbml, hash: compileModel(file).hash, omitted, warnings }));
    return;
  }
  for (const warning of warnings) terminal.err(`${warning}\n`);
  for (const { what, id, reason } of omitted) terminal.err(`left out: ${what} ${id}: ${reason}\n`);
  terminal.out(`${sbml} is written.\n`);
}
