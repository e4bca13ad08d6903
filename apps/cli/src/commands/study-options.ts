import type { ParseOptions } from '@invadolab/study';
import { type Command, Option } from 'commander';
import { parseWhole } from '../durations.js';

/** Options of every command that reads a study. */
export interface StudyOptions {
  readonly quick?: boolean;
  readonly experiments?: string;
  readonly cells?: string;
  readonly seed?: string;
  readonly hypothetical?: boolean;
  readonly threads?: string;
  readonly catalog?: string;
  readonly json?: boolean;
}

/** Adds those options to a command. */
export function withStudyOptions(command: Command): Command {
  return command
    .option('--quick', "take the study's quick: size")
    .option('--experiments <n>', 'experiments, instead of what the study says')
    .option('--cells <n>', 'cells per arm and experiment, instead of what the study says')
    .option('--seed <n>', 'seed, instead of what the study says')
    .option('--hypothetical', 'allow doses above those of labels and trials')
    .option('--threads <n>', 'threads (default: all)')
    .option('--catalog <folder>', 'your own catalogue entries, laid over the shipped ones')
    .addOption(new Option('--json', 'print the answer as JSON'));
}

/** What the options change in the study. Throws `BadInput`. */
export function parseOptions(options: StudyOptions): ParseOptions {
  const whole = (text: string | undefined, name: string, from: number, to: number) =>
    text === undefined ? undefined : parseWhole(text, name, from, to);
  return {
    quick: options.quick,
    hypothetical: options.hypothetical,
    experiments: whole(options.experiments, '--experiments', 1, 1000),
    cells: whole(options.cells, '--cells', 1, 50_000),
    seed: whole(options.seed, '--seed', 0, 4_294_967_295),
  };
}

/** Threads asked for, or all the machine has. */
export function threadsOf(options: StudyOptions, all: number): number {
  return options.threads === undefined ? all : parseWhole(options.threads, '--threads', 1, 256);
}
