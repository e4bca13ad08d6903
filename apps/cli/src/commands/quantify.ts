import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ImageStack, readStack, type Thresholds, thresholdDefinitions } from '@invadolab/assays';
import { BadInput, isBadInput, nearest, parseQuantity } from '@invadolab/core';
import { type ImageFile, type MeasuredImages, quantifyImages, type RulerChoices } from '@invadolab/laboratory';
import type { Command } from 'commander';
import { parseDuration, parseWhole } from '../durations.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { FolderStore } from '../folder-store.js';
import { progressOn } from '../progress.js';
import { answerText, summaryOf } from '../quantify/answer.js';
import { folderFor, wholeFolder } from '../quantify/folder.js';
import { jsonAnswer } from '../terminal.js';

interface QuantifyCommandOptions {
  readonly out?: string;
  readonly pixelSize?: string;
  readonly channels?: string;
  readonly dark?: string;
  readonly frame?: string;
  readonly plane?: string;
  readonly inside?: boolean;
  readonly flatField?: string;
  readonly blank?: string;
  readonly set?: readonly string[];
  readonly keepGoing?: boolean;
  readonly json?: boolean;
}

/** `quantify IMAGES...`: gelatin-degradation images to tables and overlays, by the ruler that measures simulated ones. */
export function addQuantify(program: Command, environment: Environment, finish: (code: ExitCode) => void): void {
  program
    .command('quantify')
    .argument('<images...>', 'TIFF, OME-TIFF or PNG files; one field of view, or one movie, each')
    .description('Measures microscope images: cells, puncta, holes in the film; tables and pictures of what was found.')
    .option('--out <folder>', 'a new folder for the result (default: results/ and the name of the first image)')
    .option('--pixel-size <length>', 'size of a pixel in the sample, such as "0.1 um", in place of what the file says')
    .option('--channels <list>', 'channels by number from 0 or by name, such as nuclei=0,actin=1,cortactin=2,film=3')
    .option('--dark <counts>', 'counts of the camera without light (default: what the file says, or 0)')
    .option('--frame <time>', 'time between the frames of a movie, in place of what the file says')
    .option('--plane <n>', 'plane of a stack in depth, from 0')
    .option('--inside', 'the whole field lies inside one cell, as in a crop: look for no outline')
    .option('--flat-field <image>', 'a picture of even light in the film channel (default: fitted to cell-free film)')
    .option('--blank <image>', 'a picture of film without cells, whose holes are taken off')
    .option('--set <threshold=value...>', 'another value for a threshold, such as hole=0.7')
    .option('--keep-going', 'leave out images that are refused, and say which')
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ invadolab quantify field.tif --pixel-size "0.1 um" --channels nuclei=0,actin=1,cortactin=2,film=3',
    )
    .action(async (paths: string[], options: QuantifyCommandOptions) => {
      const { terminal } = environment;
      const out = folderFor(options.out, paths[0]);
      const choices = choicesOf(options);
      let measured: MeasuredImages | undefined;
      await wholeFolder(out, async (folder) => {
        const progress = progressOn(terminal, environment.now);
        try {
          measured = await quantifyImages({
            images: paths.map(imageFile),
            choices,
            store: new FolderStore(folder),
            version: environment.version,
            keepGoing: options.keepGoing,
            signal: environment.interrupted,
            onProgress: (done, total) => progress.update(done, total),
          });
        } finally {
          progress.stop();
        }
      });
      const answer = { ...measured!, out };
      terminal.out(options.json ? jsonAnswer('quantify', summaryOf(answer)) : answerText(answer));
      finish(0);
    });
}

function imageFile(path: string): ImageFile {
  return { path, file: basename(path), open: () => open(path) };
}

async function open(path: string): Promise<ImageStack> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BadInput('an image cannot be opened', { file: path, found, expected: 'a TIFF, OME-TIFF or PNG' });
  }
  return readStack(bytes, path);
}

function choicesOf(options: QuantifyCommandOptions): RulerChoices {
  const { channels, inside, flatField, blank } = options;
  return {
    channels,
    inside,
    thresholds: parsedThresholds(options.set ?? []),
    dark: options.dark === undefined ? undefined : parseWhole(options.dark, '--dark', 0, 4_294_967_295),
    pixel: options.pixelSize === undefined ? undefined : parsedLength(options.pixelSize),
    plane: options.plane === undefined ? undefined : parseWhole(options.plane, '--plane', 0, 9999),
    interval: options.frame === undefined ? undefined : parseDuration(options.frame, '--frame'),
    flat: flatField === undefined ? undefined : imageFile(flatField),
    blank: blank === undefined ? undefined : imageFile(blank),
  };
}

function parsedLength(text: string): number {
  try {
    const { value } = parseQuantity(text, 'um');
    if (value > 0) return value;
  } catch (error) {
    if (!isBadInput(error)) throw error;
  }
  throw new BadInput('--pixel-size', { found: text, expected: 'a length such as "0.1 um" or "65 nm"' });
}

function parsedThresholds(given: readonly string[]): Record<string, number> {
  const known = Object.keys(thresholdDefinitions);
  return Object.fromEntries(
    given.map((part) => {
      const [name, text = ''] = part.split('=').map((each) => each.trim());
      if (!known.includes(name)) {
        throw new BadInput('--set', { found: part, expected: 'threshold=value', nearest: nearest(name, known) });
      }
      const value = text === '' ? Number.NaN : Number(text);
      if (value >= 0 && value < Number.POSITIVE_INFINITY) return [name, value];
      const { unit } = thresholdDefinitions[name as keyof Thresholds];
      throw new BadInput('--set', { found: part, expected: `a number in ${unit}` });
    }),
  );
}
