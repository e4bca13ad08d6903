import { BadInput } from '@invadolab/core';
import type { WorkerPool } from '@invadolab/engine';
import { fitSentences } from '@invadolab/report';
import {
  type Comparison,
  chosenNumbers,
  type FitState,
  fitHash,
  groupsOf,
  readData,
  type StudyFit,
  studyOfData,
  uncertainNumbers,
} from '@invadolab/study';
import { type Command, Option } from 'commander';
import { completeFit } from '../complete-fit.js';
import { parseShare, parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { readText } from '../library.js';
import { predictorOf } from '../predictors.js';
import { planFile } from '../study-source.js';
import { openWorkplace } from '../workplace.js';
import { parseOptions, type StudyOptions, threadsOf, withStudyOptions } from './study-options.js';

interface FitCommandOptions extends StudyOptions {
  readonly parameters?: string;
  readonly scale?: 'ratio' | 'value';
  readonly discrepancy: string;
  readonly error: string;
  readonly draws: string;
  readonly evaluations: string;
  readonly out?: string;
}

/** Where nobody names parameters, all that have a range are fitted, as long as they are no more than this. */
const mostByItself = 8;
const mostFitted = 30;

/** `fit STUDY DATA`: parameter sets that agree with a laboratory's own table, and what that table cannot say. */
export function addFit(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  const command = program
    .command('fit')
    .argument('<study>', 'a study file')
    .argument('<data>', 'a table with columns arm, time, measure, value and, if known, sd and n (CSV)')
    .description('Fits parameters to your own data: accepted parameter sets, intervals, and what is not identifiable.')
    .option('--parameters <list>', 'what to fit: k_on,cell.total_A or with a range of your own, k_on=0.1..10 1/s')
    .addOption(new Option('--scale <scale>', 'compare ratios to the control, or values').choices(['ratio', 'value']))
    .option('--discrepancy <share>', 'what the model may miss even at its best', '10 %')
    .option('--error <share>', 'coefficient of variation of a value without sd', '20 %')
    .option('--draws <n>', 'parameter sets to keep', '200')
    .option('--evaluations <n>', 'parameter sets to try at most', '20000')
    .option('--out <folder>', 'a new folder for the result (default: results/ and the name of the study)');
  withStudyOptions(command)
    .addHelpText('after', '\nExample:\n  $ invadolab fit study.yaml data.csv --parameters k_in,k_out --out fitted')
    .action(async (path: string, dataPath: string, options: FitCommandOptions) => {
      const threads = threadsOf(options, environment.threads);
      const draws = parseWhole(options.draws, '--draws', 10, 100_000);
      const most = parseWhole(options.evaluations, '--evaluations', 500, 100_000_000);
      const catalog = await environment.catalog(options.catalog);
      const table = await readText(dataPath);
      const read = { data: [] as ReturnType<typeof readData>['data'], notes: [] as readonly string[] };
      const planned = await planFile(path, catalog, defaultEngine, parseOptions(options), (study) => {
        Object.assign(read, readData(table, dataPath, study));
        return studyOfData(study, read.data);
      });
      const { plan } = planned;
      const comparison: Comparison = {
        scale: options.scale ?? (plan.study.arms.length > 1 ? 'ratio' : 'value'),
        discrepancy: parseShare(options.discrepancy, '--discrepancy', 0, 2),
        error: parseShare(options.error, '--error', 0.001, 2),
      };
      const groups = groupsOf(read.data, plan.study.control, comparison, dataPath);
      const numbers = numbersOf(plan, options.parameters);
      const count = groups.reduce((sum, { points }) => sum + points.length, 0);
      const notes = [...read.notes];
      if (count <= numbers.length)
        notes.push(`There are ${count} data for ${numbers.length} parameters: more cannot be told than the data say.`);
      const fit: StudyFit = {
        plan,
        data: read.data,
        file: dataPath,
        numbers,
        comparison,
        draws,
        most,
        notes,
        version: environment.version,
      };
      const place = await openWorkplace<FitState>(options.out, path, 'fit', {
        hash: fitHash(fit),
        version: environment.version,
      });
      const predictor = (pool: WorkerPool) => predictorOf(plan, catalog, parseOptions(options).cells, pool);
      const texts = { study: planned.text, data: table, model: planned.modelText };
      finish(
        await completeFit({
          fit,
          place,
          texts,
          predictor,
          threads,
          environment,
          json: options.json === true,
          sentences: fitSentences,
        }),
      );
    });
}

function numbersOf(plan: StudyFit['plan'], named: string | undefined): StudyFit['numbers'] {
  const all = uncertainNumbers(plan);
  if (named !== undefined) {
    const numbers = chosenNumbers(
      all,
      named.split(',').filter((each) => each.trim() !== ''),
    );
    if (numbers.length >= 1 && numbers.length <= mostFitted) return numbers;
    throw new BadInput('--parameters', { found: `${numbers.length} parameters`, expected: `1 to ${mostFitted}` });
  }
  const ranged = all.filter((each) => each.prior !== undefined);
  if (ranged.length >= 1 && ranged.length <= mostByItself)
    return chosenNumbers(
      all,
      ranged.map(({ id }) => id),
    );
  throw new BadInput('which parameters are to be fitted?', {
    found:
      ranged.length === 0
        ? 'no number of the model with a plausible range'
        : `${ranged.length} numbers with a plausible range`,
    expected: '--parameters with a few of them, such as those that invadolab sensitivity puts first',
  });
}
