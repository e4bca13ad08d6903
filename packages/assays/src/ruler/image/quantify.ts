import { BadInput, isBadInput } from '@invadolab/core';
import { linkTracks } from '../../compare/tracks.js';
import type { ImageStack } from '../../images/stack.js';
import type { ChannelRole, Field } from './field.js';
import { linkSightings } from './link.js';
import { type Measured, measureField } from './measure-field.js';
import { overlayPng } from './overlay.js';
import type { Plane } from './plane.js';
import { checkField, type Flag, judgeField } from './quality.js';
import { type FieldRows, rowsOf } from './rows.js';
import type { TrackRow } from './tables.js';
import type { Thresholds } from './thresholds.js';

/** How the pictures of one file are to be read. */
export interface QuantifyOptions {
  /** Name of the image in the tables. */
  readonly image: string;
  /** Channel of the file, from 0, by what it shows. */
  readonly channels: Readonly<Partial<Record<ChannelRole, number>>>;
  /** um per pixel, in place of what the file says. */
  readonly pixel?: number;
  /** Counts without light, in place of what the file says (0 where it says nothing). */
  readonly dark?: number;
  /** s between frames, in place of what the file says. */
  readonly interval?: number;
  /** Plane in depth, from 0; must be given where there are several. */
  readonly plane?: number;
  /** Every field lies inside one cell, as a crop may; default: cells are looked for. */
  readonly inside?: boolean;
  /** A picture of even light in the film channel. */
  readonly flat?: Plane;
  /** Share of an equal cell-free film that is hole by itself. */
  readonly blank?: number;
  readonly thresholds: Thresholds;
  /** Frames that a punctum may be missing, and time for which it must be present, s. */
  readonly gap: number;
  readonly shortest: number;
  /** Called with what was found in every frame, from 1, for pictures of it. */
  readonly onField?: (frame: number, field: Field, measured: Measured) => void;
  /** Called after every frame and waited for; may throw to stop. */
  readonly onFrame?: (done: number, total: number) => void | Promise<void>;
}

/** What `quantify` makes of one file. */
export interface Quantified extends FieldRows {
  readonly tracks: readonly TrackRow[];
  /** Every flag once, with the frames it holds for. */
  readonly flags: readonly (Flag & { readonly frames: readonly number[] })[];
  /** Pictures of the first, the middle and the last frame, by frame from 1. */
  readonly overlays: readonly { readonly frame: number; readonly png: Uint8Array }[];
  /** um per pixel that was used, and counts without light. */
  readonly pixel: number;
  readonly dark: number;
  readonly frames: number;
  /** s, or undefined. */
  readonly interval?: number;
}

/** Measures all frames of a file. Throws `BadInput` that names the file where an image cannot be judged. */
export async function quantify(stack: ImageStack, options: QuantifyOptions): Promise<Quantified> {
  try {
    return await quantified(stack, options);
  } catch (error) {
    throw isBadInput(error) ? error.at({ file: stack.file }) : error;
  }
}

async function quantified(stack: ImageStack, options: QuantifyOptions): Promise<Quantified> {
  const pixel = options.pixel ?? stack.pixel;
  if (pixel === undefined) {
    throw new BadInput('nothing says how large a pixel is', {
      expected: '--pixel-size, such as --pixel-size "0.1 um"',
    });
  }
  const plane = planeOf(stack, options);
  const dark = options.dark ?? stack.dark ?? 0;
  const interval = options.interval ?? stack.interval;
  const rows: FieldRows[] = [];
  const flags = new Map<string, Flag & { frames: number[] }>();
  const overlays: { frame: number; png: Uint8Array }[] = [];
  const pictured = new Set([0, Math.floor((stack.frames - 1) / 2), stack.frames - 1]);
  for (let frame = 0; frame < stack.frames; frame++) {
    const field = await fieldOf(stack, options, { pixel, dark, frame, plane });
    const found = checkField(field, stack.highest, options.inside);
    const measured = measureField(field, options.thresholds, options.inside);
    for (const flag of [...found, ...judgeField(field, measured)]) {
      const known = flags.get(flag.flag);
      if (known) known.frames.push(frame + 1);
      else flags.set(flag.flag, { ...flag, frames: [frame + 1] });
    }
    const time = interval === undefined ? (stack.frames === 1 ? 0 : Number.NaN) : frame * interval;
    rows.push(rowsOf(measured, field, { image: options.image, frame: frame + 1, time }, options.blank));
    if (pictured.has(frame)) overlays.push({ frame: frame + 1, png: overlayPng(field, measured) });
    options.onField?.(frame + 1, field, measured);
    await options.onFrame?.(frame + 1, stack.frames);
  }
  return {
    fields: rows.flatMap(({ fields }) => fields),
    cells: rows.flatMap(({ cells }) => cells),
    puncta: rows.flatMap(({ puncta }) => puncta),
    holes: rows.flatMap(({ holes }) => holes),
    tracks: interval === undefined || stack.frames === 1 ? [] : tracksOfMovie(rows, interval, options),
    flags: [...flags.values()],
    overlays,
    pixel,
    dark,
    frames: stack.frames,
    interval,
  };
}

function planeOf({ planes }: ImageStack, { plane }: QuantifyOptions): number {
  if (plane !== undefined && plane >= planes) {
    throw new BadInput('--plane', { found: String(plane), expected: `a number from 0 to ${planes - 1}` });
  }
  if (plane === undefined && planes > 1) {
    throw new BadInput('an image is a stack in depth', {
      found: `${planes} planes`,
      expected: '--plane with the number, from 0, of the ventral one',
    });
  }
  return plane ?? 0;
}

async function fieldOf(
  stack: ImageStack,
  { channels, flat }: QuantifyOptions,
  at: { readonly pixel: number; readonly dark: number; readonly frame: number; readonly plane: number },
): Promise<Field> {
  const planes: Partial<Record<ChannelRole, Plane>> = {};
  for (const [role, channel] of Object.entries(channels) as [ChannelRole, number][]) {
    if (channel >= stack.channels) {
      throw new BadInput(`there is no channel ${channel} for ${role}`, {
        expected: `a number from 0 to ${stack.channels - 1}`,
      });
    }
    planes[role] = await stack.plane(channel, at.frame, at.plane);
  }
  const { width, height } = stack;
  if (flat !== undefined && (flat.width !== width || flat.height !== height)) {
    throw new BadInput('the flat-field picture has another size', {
      found: `${flat.width} x ${flat.height}`,
      expected: `${width} x ${height}`,
    });
  }
  return { width, height, pixel: at.pixel, dark: at.dark, channels: planes, flat };
}

/** Puncta followed over the frames; a track belongs to the cell it was first seen in. */
function tracksOfMovie(
  rows: readonly FieldRows[],
  interval: number,
  { image, thresholds, gap, shortest }: QuantifyOptions,
): TrackRow[] {
  const movie = rows.map(({ puncta }) => puncta.map((each) => ({ x: each.x_um, y: each.y_um, cell: each.cell })));
  const linked = linkSightings(movie, { link: thresholds.link, gap });
  const seen = new Map(linked.map(({ frames, members }, id) => [id, { frames, ...movie[frames[0]][members[0]] }]));
  const tracks = linkTracks(seen, { frames: movie.length, frame: interval, gap, shortest }, () => 0);
  return tracks.map(({ id, x, y, first, exit, ended }, i) => ({
    image,
    cell: seen.get(id)!.cell,
    track: i + 1,
    begin_s: first * interval,
    end_s: first * interval + exit,
    lifetime_s: exit,
    there_before: first === 0 ? 1 : 0,
    censored: ended ? 0 : 1,
    x_um: x,
    y_um: y,
  }));
}

/** Share of the field that is hole: of a picture of film without cells. */
export function blankShare(measured: Measured, field: Pick<Field, 'width' | 'height' | 'pixel'>): number {
  return (measured.holes?.area ?? 0) / (field.width * field.height * field.pixel * field.pixel);
}
