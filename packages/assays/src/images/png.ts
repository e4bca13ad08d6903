import { encode } from 'fast-png';
import type { MicroscopeImage } from '../assay.js';
import { composite, type DisplayRange } from './composite.js';

/** One channel as a 16-bit grey PNG, camera counts unchanged. Throws if the image lacks the channel. */
export function writeChannelPng(image: MicroscopeImage, channel: string): Uint8Array {
  const { width, height } = image;
  const data = image.channels.find(({ name }) => name === channel)?.data;
  if (data === undefined) throw new Error(`${image.name} has no channel ${channel}`);
  return encode({ width, height, data, depth: 16, channels: 1, text: { Software: 'InvadoLab' } });
}

/** All channels as one 8-bit colour PNG; `ranges` are shared by all images that stand side by side. */
export function writeCompositePng(image: MicroscopeImage, ranges: Readonly<Record<string, DisplayRange>>): Uint8Array {
  const { width, height } = image;
  const data = composite(image, ranges);
  return encode({ width, height, data, depth: 8, channels: 3, text: { Software: 'InvadoLab' } });
}
