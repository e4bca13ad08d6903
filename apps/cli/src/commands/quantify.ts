import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  blankShare,
  type ImageStack,
  measureField,
  type Quantified,
  qualityLimits,
  quantify,
  readStack,
  type Thresholds,
  thresholdDefinitions,
  thresholds,
} from '@invadolab/assays';
import { BadInput, isBadInput, nearest, parseQuantity } from '@invadolab/core';
import type { Command } from 'commander';
import { parseDuration, parseWhole } from '../durations.js';
import type { Environment } from '../environment.js';
import type { ExitCode } from '../failure.js';
import { progressOn } from '../progress.js';
import { answerText, summaryOf } from '../quantify/answer.js';
import { channelsOf } from '../quantify/channels.js';
import { bareName, folderFor, wholeFolder, writeOverlays, writeTables } from '../quantify/write.js';
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

/** Frames that a punctum may be missing from a movie, and the shortest time for which it must be seen, s. */
const movie = { gap: 2, shortest: 60 } as const;

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
    .action(async (images: string[], options: QuantifyCommandOptions) => {
      const { terminal } = environment;
      const out = folderFor(options.out, images[0]);
      const limits = thresholds(parsedThresholds(options.set ?? []));
      const names = distinctNames(images);
      const found: Quantified[] = [];
      const refused: string[] = [];
      const used: Record<string, object> = {};
      await wholeFolder(out, async (folder) => {
        const progress = progressOn(terminal, environment.now);
        try {
          progress.update(0, images.length);
          const shared = await sharedOptions(options, limits);
          for (const [i, path] of images.entries()) {
            environment.interrupted.throwIfAborted();
            try {
              const stack = await open(path);
              const channels = channelsOf(stack, options.channels);
              const result = await quantify(stack, {
                ...shared,
                image: names[i],
                channels,
                onFrame: () => environment.interrupted.throwIfAborted(),
              });
              await writeOverlays(folder, names[i], result);
              found.push({ ...result, overlays: [] });
              const { pixel, dark, frames, interval, flags } = result;
              used[names[i]] = {
                file: basename(path),
                channels,
                pixel_um: pixel,
                dark,
                frames,
                frame_s: interval,
                flags,
              };
            } catch (error) {
              if (!isBadInput(error) || options.keepGoing !== true) throw error;
              refused.push(error.message);
            }
            progress.update(i + 1, images.length);
          }
          if (found.length === 0) throw new BadInput(`no image could be judged: ${refused[0]}`);
          await writeTables(folder, found, record(environment.version, limits, options, used, refused));
        } finally {
          progress.stop();
        }
      });
      const answer = { found, names, refused, out };
      terminal.out(options.json ? jsonAnswer('quantify', summaryOf(answer)) : answerText(answer));
      finish(0);
    });
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

/** Names of the images in tables and pictures: without folder and ending where that tells them apart. */
function distinctNames(paths: readonly string[]): string[] {
  const bare = paths.map(bareName);
  return bare.map((name, i) => (bare.indexOf(name) === bare.lastIndexOf(name) ? name : `${name}-${i + 1}`));
}

async function sharedOptions(options: QuantifyCommandOptions, limits: Thresholds) {
  const dark = options.dark === undefined ? undefined : parseWhole(options.dark, '--dark', 0, 4_294_967_295);
  const pixel = options.pixelSize === undefined ? undefined : parsedLength(options.pixelSize);
  const plane = options.plane === undefined ? undefined : parseWhole(options.plane, '--plane', 0, 9999);
  const interval = options.frame === undefined ? undefined : parseDuration(options.frame, '--frame');
  const filmOf = async (path: string) => {
    const stack = await open(path);
    const channel = stack.channels === 1 ? 0 : channelsOf(stack, options.channels).film;
    if (channel !== undefined) return { stack, film: await stack.plane(channel, 0, plane ?? 0) };
    throw new BadInput('nothing says which channel shows the film', { file: path, expected: '--channels with film=' });
  };
  const flat = options.flatField === undefined ? undefined : (await filmOf(options.flatField)).film;
  const { inside } = options;
  const shared = { dark, pixel, plane, inside, interval, flat, thresholds: limits, ...movie };
  if (options.blank === undefined) return shared;
  const { stack, film } = await filmOf(options.blank);
  const size = pixel ?? stack.pixel;
  if (size === undefined) {
    throw new BadInput('nothing says how large a pixel is', { file: options.blank, expected: '--pixel-size' });
  }
  const field = { ...film, pixel: size, dark: dark ?? stack.dark ?? 0, channels: { film }, flat };
  return { ...shared, blank: blankShare(measureField(field, limits), field) };
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

/** Everything needed to measure the same images again. */
function record(
  version: string,
  limits: Thresholds,
  options: QuantifyCommandOptions,
  images: Readonly<Record<string, object>>,
  refused: readonly string[],
): object {
  const described = Object.entries(thresholdDefinitions).map(([id, { title, unit }]) => {
    return [id, { value: limits[id as keyof Thresholds], unit, title }];
  });
  return {
    format: 1,
    version,
    thresholds: Object.fromEntries(described),
    movie: { gap_frames: movie.gap, shortest_s: movie.shortest },
    quality: qualityLimits,
    flat_field: options.flatField ?? 'fitted to the cell-free film',
    blank: options.blank,
    images,
    refused,
  };
}
