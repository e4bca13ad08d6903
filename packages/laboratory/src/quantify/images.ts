import {
  blankShare,
  type Field,
  type Measured,
  measureField,
  type Quantified,
  type QuantifyOptions,
  quantify,
  type Thresholds,
  thresholds,
} from '@invadolab/assays';
import { BadInput, isBadInput } from '@invadolab/core';
import type { Store } from '@invadolab/results';
import { channelsOf } from './channels.js';
import type { ImageFile, RulerChoices } from './choices.js';
import { movie, thresholdRecord } from './record.js';
import { writeOverlays, writeTables } from './tables.js';

/** Images and how to measure them. */
export interface ImagesToMeasure {
  readonly images: readonly ImageFile[];
  readonly choices: RulerChoices;
  /** Where tables, overlays and the record are written. */
  readonly store: Store;
  /** Version of the program, for the record. */
  readonly version: string;
  /** Images that are refused are left out, and named. */
  readonly keepGoing?: boolean;
  readonly signal?: AbortSignal;
  /** Images that are done. */
  readonly onProgress?: (done: number, total: number) => void;
  /** As `QuantifyOptions.onField` and `onFrame`, with the place of the image. */
  readonly onField?: (image: number, frame: number, field: Field, measured: Measured) => void;
  readonly onFrame?: (image: number, done: number, total: number) => void | Promise<void>;
}

/** What was measured. */
export interface MeasuredImages {
  /** In the order of the images, without those that were left out; their overlays are in the store. */
  readonly found: readonly Quantified[];
  /** Names of all images in the tables. */
  readonly names: readonly string[];
  /** Messages of the images that were left out. */
  readonly refused: readonly string[];
}

/**
 * Measures images one after the other and writes `fields`, `cells`, `puncta`, `holes` (and `tracks` of movies) as CSV and Parquet, overlays and
 * `thresholds.json`. Throws `BadInput` for an image that cannot be judged, with `keepGoing` only where none can.
 */
export async function quantifyImages(given: ImagesToMeasure): Promise<MeasuredImages> {
  const { images, choices, store, signal } = given;
  const limits = thresholds(choices.thresholds);
  const names = distinctNames(images.map(({ file }) => file));
  const found: Quantified[] = [];
  const refused: string[] = [];
  const used: Record<string, object> = {};
  given.onProgress?.(0, images.length);
  const shared = await sharedOptions(choices, limits);
  for (const [i, { file, open }] of images.entries()) {
    signal?.throwIfAborted();
    try {
      const stack = await open();
      const channels = channelsOf(stack, choices.channels);
      const result = await quantify(stack, {
        ...shared,
        image: names[i],
        channels,
        onField: (frame, field, measured) => given.onField?.(i, frame, field, measured),
        onFrame: async (done, total) => {
          await given.onFrame?.(i, done, total);
          signal?.throwIfAborted();
        },
      });
      await writeOverlays(store, names[i], result);
      found.push({ ...result, overlays: [] });
      const { pixel, dark, frames, interval, flags } = result;
      used[names[i]] = { file, channels, pixel_um: pixel, dark, frames, frame_s: interval, flags };
    } catch (error) {
      if (!isBadInput(error) || given.keepGoing !== true) throw error;
      refused.push(error.message);
    }
    given.onProgress?.(i + 1, images.length);
  }
  if (found.length === 0) throw new BadInput(`no image could be judged: ${refused[0]}`);
  await writeTables(store, found, thresholdRecord({ version: given.version, limits, choices, used, refused }));
  return { found, names, refused };
}

/** Name of an image without the endings of its file. */
export function imageName(file: string): string {
  const dot = file.lastIndexOf('.');
  const name = dot > 0 ? file.slice(0, dot) : file;
  return name.toLowerCase().endsWith('.ome') ? name.slice(0, -4) : name;
}

/** Names of the images in tables and pictures: without ending where that tells them apart. */
function distinctNames(files: readonly string[]): string[] {
  const bare = files.map(imageName);
  return bare.map((name, i) => (bare.indexOf(name) === bare.lastIndexOf(name) ? name : `${name}-${i + 1}`));
}

/** Everything that holds for all images: `QuantifyOptions` but for the image itself. */
async function sharedOptions(
  choices: RulerChoices,
  limits: Thresholds,
): Promise<Omit<QuantifyOptions, 'image' | 'channels'>> {
  const { dark, pixel, plane, interval, inside } = choices;
  const filmOf = async (image: ImageFile) => {
    const stack = await image.open();
    const channel = stack.channels === 1 ? 0 : channelsOf(stack, choices.channels).film;
    if (channel !== undefined) return { stack, film: await stack.plane(channel, 0, plane ?? 0) };
    throw new BadInput('nothing says which channel shows the film', {
      file: image.path,
      expected: '--channels with film=',
    });
  };
  const flat = choices.flat && (await filmOf(choices.flat)).film;
  const { gap, shortest } = movie;
  const shared = { dark, pixel, plane, inside, interval, flat, thresholds: limits, gap, shortest };
  if (choices.blank === undefined) return shared;
  const { stack, film } = await filmOf(choices.blank);
  const size = pixel ?? stack.pixel;
  if (size === undefined) {
    throw new BadInput('nothing says how large a pixel is', { file: choices.blank.path, expected: '--pixel-size' });
  }
  const field = { ...film, pixel: size, dark: dark ?? stack.dark ?? 0, channels: { film }, flat };
  return { ...shared, blank: blankShare(measureField(field, limits), field) };
}
