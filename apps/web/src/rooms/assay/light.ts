import type { DisplayRange } from '@invadolab/assays';
import type { WatchNews } from '../../worker/calls/watch.js';
import { countsOf } from '../../worker/film-levels.js';

/** How a channel is shown. */
export interface Channel {
  readonly on: boolean;
  /** Percent of the way from the shared range's dark to its bright counts that are shown as black and as full colour. */
  readonly contrast: readonly [number, number];
}

export type Channels = Readonly<Record<string, Channel>>;

const plain = [0, 100] as const;

/** As composites of finished runs show it: puncta over the film. */
export const usualChannels: Channels = {
  actin: { on: true, contrast: plain },
  film: { on: true, contrast: plain },
  marker: { on: false, contrast: plain },
  nuclei: { on: false, contrast: plain },
};

type Colour = WatchNews['channels'][number]['colour'];

/** A colour for style sheets. */
export function cssColour(colour: Colour): string {
  return `rgb(${colour.map((part) => Math.round(255 * part)).join(' ')})`;
}

/**
 * Paints a look: colours of channels add up, as in `composite`. Red, green and blue of a level stand in one number, ten bits each, so that
 * one addition per channel and pixel is enough.
 */
export function paint(look: WatchNews, ranges: WatchNews['ranges'], channels: Channels, picture: ImageData): void {
  const shown = look.channels.flatMap(({ name, levels, colour }) => {
    const channel = channels[name];
    const range = ranges[name];
    return channel?.on && range ? [{ levels, colours: coloursOf(colour, range, channel) }] : [];
  });
  const pixels = new Uint32Array(picture.data.buffer);
  const [first = dark, second = dark, ...more] = shown;
  if (more.length === 0) {
    paintTwo(first, second, pixels);
    return;
  }
  const sums = new Uint32Array(pixels.length);
  for (const { levels, colours } of shown) for (let i = 0; i < sums.length; i++) sums[i] += colours[levels[i]];
  for (let i = 0; i < sums.length; i++) pixels[i] = pixelOf(sums[i]);
}

interface Shown {
  readonly levels: Uint8Array;
  readonly colours: Uint32Array;
}

/** A channel that is not there: beyond the end of its levels there is no light. */
const dark: Shown = { levels: new Uint8Array(0), colours: new Uint32Array(256) };

/** The usual case in one pass over the picture. */
function paintTwo(first: Shown, second: Shown, pixels: Uint32Array): void {
  const { levels: a, colours: ofA } = first;
  const { levels: b, colours: ofB } = second;
  const { length } = pixels;
  if (b.length < length) for (let i = 0; i < length; i++) pixels[i] = pixelOf(a.length < length ? 0 : ofA[a[i]]);
  else for (let i = 0; i < length; i++) pixels[i] = pixelOf(ofA[a[i]] + ofB[b[i]]);
}

/** As canvases have it: opaque, each part at most 255. */
function pixelOf(sum: number): number {
  const red = sum & 1023;
  const green = (sum >>> 10) & 1023;
  const blue = sum >>> 20;
  return -16777216 | ((blue > 255 ? 255 : blue) << 16) | ((green > 255 ? 255 : green) << 8) | (red > 255 ? 255 : red);
}

function coloursOf(colour: Colour, { dark, bright }: DisplayRange, { contrast }: Channel): Uint32Array {
  const [from, to] = contrast.map((percent) => dark + ((bright - dark) * percent) / 100);
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const light = Math.min(1, Math.max(0, (countsOf(level) - from) / Math.max(1, to - from)));
    const [red, green, blue] = colour.map((part) => Math.round(255 * light * part));
    return red | (green << 10) | (blue << 20);
  });
}
