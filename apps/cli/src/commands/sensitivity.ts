import { BadInput } from '@invadolab/core';
import { renderSensitivity, sensitivitySentences } from '@invadolab/report';
import { type SensitivityRecord, sensitivityNames } from '@invadolab/results';
import {
  chosenNumbers,
  narrowed,
  type Quantity,
  quantityOf,
  runSensitivity,
  type SensitivityPlan,
  type SensitivityState,
  type SetPredictor,
  sensitivityCost,
  sensitivityHash,
  studyOfQuantity,
  uncertainNumbers,
} from '@invadolab/study';
import { type Command, Option } from 'commander';
import { parseShare, parseWhole } from '../durations.js';
import { defaultEngine } from '../engines.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { predictorOf } from '../predictors.js';
import { progressOn } from '../progress.js';
import { publish } from '../run-folder.js';
import { planFile } from '../study-source.js';
import { textTable } from '../tables.js';
import { jsonAnswer, notice } from '../terminal.js';
import { openWorkplace, type Workplace } from '../workplace.js';
import { parseOptions, type StudyOptions, threadsOf, withStudyOptions } from './study-options.js';

interface SensitivityCommandOptions extends StudyOptions {
  readonly method: 'morris' | 'sobol';
  readonly measure?: string;
  readonly arm?: string;
  readonly parameters?: string;
  readonly trajectories: string;
  readonly chosen: string;
  readonly samples: string;
  readonly within: string;
  readonly out?: string;
}

const secondsBetweenSaves = 10;
const shownRows = 12;

/** `sensitivity STUDY`: which numbers the answer rests on, how much of it is assumed, and what would change it. */
export function addSensitivity(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  const command = program
    .command('sensitivity')
    .argument('<study>', 'a study file')
    .description('Says which numbers an answer rests on, how much of it is assumed, and what would change it.')
    .addOption(
      new Option('--method <method>', 'screening alone, or shares of variance too')
        .choices(['morris', 'sobol'])
        .default('sobol'),
    )
    .option('--measure <measure>', 'what to look at (default: the first measure of the study)')
    .option('--arm <arm>', 'compared with the control (default: the first other arm)')
    .option('--parameters <list>', 'numbers to vary (default: all with a plausible range)')
    .option('--trajectories <n>', 'walks of the screening', '8')
    .option('--chosen <n>', 'numbers whose shares of variance are estimated', '8')
    .option('--samples <n>', 'samples of that estimate, a power of two', '256')
    .option('--within <share>', 'of the way from each value to the ends of its plausible range', '100 %')
    .option('--out <folder>', 'a new folder for the result (default: results/ and the name of the study)');
  withStudyOptions(command)
    .addHelpText(
      'after',
      '\nExample:\n  $ invadolab sensitivity study.yaml --method morris --measure matrix.degraded_area',
    )
    .action(async (path: string, options: SensitivityCommandOptions) => {
      const threads = threadsOf(options, environment.threads);
      const catalog = await environment.catalog(options.catalog);
      let quantity: Quantity | undefined;
      const { plan } = await planFile(path, catalog, defaultEngine, parseOptions(options), (study) => {
        quantity = quantityOf(study, options);
        return studyOfQuantity(study, quantity);
      });
      const all = uncertainNumbers(plan);
      const named = options.parameters?.split(',').filter((each) => each.trim() !== '');
      const ids = named ?? all.filter(({ prior }) => prior !== undefined).map(({ id }) => id);
      const share = parseShare(options.within, '--within', 0.01, 1);
      const numbers = chosenNumbers(all, ids).map((number) => narrowed(number, share));
      if (numbers.length === 0)
        throw new BadInput('nothing to vary', {
          file: path,
          expected: 'numbers with a plausible range in the model, or --parameters',
        });
      const work: SensitivityPlan = {
        plan,
        quantity: quantity!,
        numbers,
        method: options.method,
        trajectories: parseWhole(options.trajectories, '--trajectories', 2, 1000),
        chosen: parseWhole(options.chosen, '--chosen', 1, 32),
        samples: parseWhole(options.samples, '--samples', 16, 65_536),
        version: environment.version,
      };
      const identity = { hash: sensitivityHash(work), version: environment.version };
      const place = await openWorkplace<SensitivityState>(options.out, path, 'sensitivity', identity);
      const pool = environment.openPool(threads);
      try {
        const predict = predictorOf(plan, catalog, parseOptions(options).cells, pool);
        const record = await completed(work, place, predict, environment);
        if (record === undefined) {
          environment.terminal.err('Stopped. To go on, give the same command again.\n');
          return finish(1);
        }
        environment.terminal.out(
          options.json ? jsonAnswer('sensitivity', { out: place.out, ...record }) : asText(record, place.out),
        );
        finish(0);
      } finally {
        await pool.close();
      }
    });
}

/** The finished analysis, written out; undefined where the person stopped it. */
async function completed(
  work: SensitivityPlan,
  place: Workplace<SensitivityState>,
  predict: SetPredictor,
  { terminal, now, interrupted }: Environment,
): Promise<SensitivityRecord | undefined> {
  const progress = progressOn(terminal, now, 'parameter sets');
  const state = place.state ?? { values: [] };
  let saved = now();
  const onProgress = async (done: number) => {
    progress.update(done, sensitivityCost(work));
    if (now() - saved < secondsBetweenSaves) return;
    saved = now();
    await place.save(state);
  };
  try {
    const record = await runSensitivity(work, predict, state, { signal: interrupted, onProgress });
    const put = (name: string, text: string) => place.store.put(name, new TextEncoder().encode(text));
    await put(sensitivityNames.record, `${JSON.stringify(record, null, 2)}\n`);
    await put(sensitivityNames.report, renderSensitivity(record));
    await place.store.remove('sensitivity-state.json');
    await publish(place.working, place.out);
    return record;
  } catch (error) {
    if (!interrupted.aborted) throw error;
    await place.save(state);
    return undefined;
  } finally {
    progress.stop();
  }
}

function asText(record: SensitivityRecord, out: string): string {
  const { screened, shares } = record;
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : value.toFixed(2).replace(/^-0\.00$/, '0.00');
  const rows = screened.slice(0, shownRows).map(({ id, source, meanAbsolute, mean, deviation }) => {
    const share = shares?.numbers.find((each) => each.id === id);
    return [
      id,
      source,
      number(meanAbsolute),
      number(mean),
      number(deviation),
      number(share?.first.value),
      number(share?.total.value),
    ];
  });
  const heads = ['number', 'source', 'size', 'direction', 'spread', ...(shares ? ['share alone', 'with others'] : [])];
  const table = textTable(heads, shares ? rows : rows.map((row) => row.slice(0, 5)));
  const sections = [
    record.study,
    table,
    sensitivitySentences(record).join('\n'),
    `Report: ${out}/${sensitivityNames.report}`,
    notice,
  ];
  return `\n${sections.join('\n\n')}\n`;
}
