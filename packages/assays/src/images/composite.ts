import type { MicroscopeImage } from '../assay.js';

/** Counts shown as black and as full colour. */
export interface DisplayRange {
  readonly dark: number;
  readonly bright: number;
}

/**
 * Colours that stay apart with red-green blindness. Light adds up, so a site over a hole is amber on black and a site
 * on intact film is pale. A film is shown from its darkest; a stain from a little below the light of the ventral face,
 * so that the cell stays dim and what stands out of it is seen.
 */
const displays: Readonly<
  Record<string, { readonly colour: readonly [number, number, number]; readonly black: 'darkest' | 'ventral' }>
> = {
  film: { colour: [0.04, 0.4, 0.54], black: 'darkest' },
  actin: { colour: [1, 0.64, 0.08], black: 'ventral' },
  marker: { colour: [0.35, 0.08, 0.6], black: 'ventral' },
};

/** Red, green and blue, from 0 to 1, in which a channel is shown where it is brightest; undefined for one that composites leave out. */
export function displayColour(channel: string): readonly [number, number, number] | undefined {
  return displays[channel]?.colour;
}

/** Where nothing stands out, noise is not stretched to look like something: black and white stay this far apart. */
const leastContrast = { film: 0.4, stain: 1.5 } as const;

/** Where black lies between the light outside (0) and that of the ventral face (1). */
const belowVentral = 0.88;

/**
 * The range that shows all of the given images with the same contrast; the brightest 0.05 % are full. At least one
 * count wide. The ventral face is the median of the middle of the images, where their cell is.
 */
export function sharedRange(images: readonly MicroscopeImage[], channel: string): DisplayRange {
  const shared = new SharedRange(channel);
  for (const { width, height, channels } of images)
    for (const { name, data } of channels) if (name === channel) shared.add(width, height, data);
  return shared.range;
}

/** `sharedRange` of images that come one after the other, such as those of a cell that is still being watched. */
export class SharedRange {
  readonly #all = new Float64Array(65536);
  readonly #middle = new Float64Array(65536);

  constructor(readonly channel: string) {}

  /** One more image in this channel, row-major. */
  add(width: number, height: number, counts: Uint16Array): void {
    for (let row = 0, i = 0; row < height; row++) {
      const inMiddle = Math.abs(2 * row - height) < height / 3;
      for (let column = 0; column < width; column++, i++) {
        this.#all[counts[i]]++;
        if (inMiddle && Math.abs(2 * column - width) < width / 3) this.#middle[counts[i]]++;
      }
    }
  }

  /** Of all images so far. */
  get range(): DisplayRange {
    const darkest = quantile(this.#all, 0.005);
    const ventral = quantile(this.#middle, 0.5);
    const brightest = quantile(this.#all, 0.9995);
    if (displays[this.channel]?.black !== 'ventral') {
      const dark = Math.min(darkest, leastContrast.film * brightest);
      return { dark, bright: Math.max(dark + 1, brightest) };
    }
    const dark = darkest + belowVentral * (ventral - darkest);
    return { dark, bright: Math.max(dark + 1, brightest, ventral + leastContrast.stain * (ventral - darkest)) };
  }
}

function quantile(histogram: Float64Array, share: number): number {
  const rank = share * histogram.reduce((sum, each) => sum + each, 0);
  let below = 0;
  for (let count = 0; count < histogram.length; count++) {
    below += histogram[count];
    if (below > rank) return count;
  }
  return 0;
}

/** 8-bit RGB, row-major. Channels without a range are left out. */
export function composite(image: MicroscopeImage, ranges: Readonly<Record<string, DisplayRange>>): Uint8Array {
  const light = new Float64Array(3 * image.width * image.height);
  for (const { name, data } of image.channels) {
    const colour = displays[name]?.colour;
    const range = ranges[name];
    if (colour === undefined || range === undefined) continue;
    for (let i = 0; i < data.length; i++) {
      const level = Math.min(1, Math.max(0, (data[i] - range.dark) / (range.bright - range.dark)));
      for (let c = 0; c < 3; c++) light[3 * i + c] += level * colour[c];
    }
  }
  const bytes = new Uint8Array(light.length);
  for (let i = 0; i < light.length; i++) bytes[i] = Math.round(255 * Math.min(1, light[i]));
  return bytes;
}
