import type { MicroscopeImage } from '../assay.js';

/** Counts shown as black and as full colour. */
export interface DisplayRange {
  readonly dark: number;
  readonly bright: number;
}

/**
 * Colours that stay apart with red-green blindness: film deep blue to cyan, actin amber, marker magenta-white. Light
 * adds up, so a site over a hole is amber on black and a site on intact film is pale.
 */
const colours: Readonly<Record<string, readonly [number, number, number]>> = {
  film: [0.05, 0.42, 0.55],
  actin: [1, 0.62, 0.05],
  marker: [0.55, 0.2, 0.75],
};

/**
 * The range that shows all of the given images with the same contrast: the darkest 0.5 % black, the brightest 0.05 %
 * full. At least one count wide.
 */
export function sharedRange(images: readonly MicroscopeImage[], channel: string): DisplayRange {
  const histogram = new Float64Array(65536);
  let total = 0;
  for (const image of images) {
    for (const { name, data } of image.channels) {
      if (name !== channel) continue;
      for (const count of data) histogram[count]++;
      total += data.length;
    }
  }
  const dark = quantile(histogram, 0.005 * total);
  return { dark, bright: Math.max(dark + 1, quantile(histogram, 0.9995 * total)) };
}

function quantile(histogram: Float64Array, rank: number): number {
  let below = 0;
  for (let count = 0; count < histogram.length; count++) {
    below += histogram[count];
    if (below > rank) return count;
  }
  return histogram.length - 1;
}

/** 8-bit RGB, row-major. Channels without a range are left out. */
export function composite(image: MicroscopeImage, ranges: Readonly<Record<string, DisplayRange>>): Uint8Array {
  const light = new Float64Array(3 * image.width * image.height);
  for (const { name, data } of image.channels) {
    const colour = colours[name];
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
