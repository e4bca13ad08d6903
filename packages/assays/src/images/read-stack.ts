import { BadInput, isBadInput } from '@invadolab/core';
import type { GeoTIFF } from 'geotiff';
import type { Plane } from '../ruler/image/plane.js';
import { type ImageStack, largest } from './stack.js';
import { imageJOrder, omeOrder, type PageOrder, plainOrder, plausiblePixel } from './tiff-facts.js';

/**
 * Reads what a TIFF (also BigTIFF, OME-TIFF, ImageJ's) or a PNG holds: 8, 16 or 32 bits, whole or floating point. `file`
 * names it in the `BadInput` that other, damaged or too large files give.
 */
export async function readStack(bytes: Uint8Array, file: string): Promise<ImageStack> {
  try {
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return await readPng(bytes, file);
    if (startsWith(bytes, [0x49, 0x49]) || startsWith(bytes, [0x4d, 0x4d])) return await readTiff(bytes, file);
  } catch (error) {
    throw unreadable(error, file);
  }
  throw new BadInput('this is no image that can be read', { file, expected: 'a TIFF, an OME-TIFF or a PNG' });
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}

function unreadable(error: unknown, file: string): BadInput {
  if (isBadInput(error)) return error;
  const found = error instanceof Error ? error.message : String(error);
  return new BadInput('an image cannot be read', { file, found, expected: 'a whole TIFF, OME-TIFF or PNG' });
}

function checkSize(width: number, height: number, file: string): void {
  if (width >= 1 && height >= 1 && Math.max(width, height) <= largest.side && width * height <= largest.pixels) return;
  throw new BadInput('an image is too large', {
    file,
    found: `${width} x ${height} pixels`,
    expected: `at most ${largest.pixels / 1e6} million pixels, ${largest.side} on a side`,
  });
}

async function readPng(bytes: Uint8Array, file: string): Promise<ImageStack> {
  const { decode } = await import('fast-png');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The size stands at the same place in every PNG; a small file can claim a size that fills the memory.
  checkSize(view.getUint32(16), view.getUint32(20), file);
  const { width, height, data, channels, depth, resolution, palette } = decode(bytes);
  if (palette !== undefined || depth < 8) {
    throw new BadInput('a PNG with a palette or less than 8 bits holds no grey values', {
      file,
      expected: 'grey or RGB with 8 or 16 bits',
    });
  }
  const stained = channels === 2 || channels === 4 ? channels - 1 : channels;
  const single = (channel: number): Plane => {
    const values = new Float32Array(width * height);
    for (let i = 0; i < values.length; i++) values[i] = data[i * channels + channel];
    return { width, height, data: values };
  };
  return {
    file,
    width,
    height,
    channels: stained,
    frames: 1,
    planes: 1,
    highest: depth === 16 ? 65_535 : 255,
    pixel: resolution?.unit === 1 ? plausiblePixel(1e6 / resolution.x) : undefined,
    plane: async (channel) => single(channel),
  };
}

async function readTiff(bytes: Uint8Array, file: string): Promise<ImageStack> {
  // Loaded only here: what it brings along takes every worker thread it is loaded in for one of its own.
  const { fromArrayBuffer } = await import('geotiff');
  const tiff = await fromArrayBuffer(bytes.slice().buffer);
  const pages = await tiff.getImageCount();
  const first = await tiff.getImage(0);
  const [width, height] = [first.getWidth(), first.getHeight()];
  checkSize(width, height, file);
  const samples = first.getSamplesPerPixel();
  const order = await orderOf(tiff, pages);
  const wanted = order.page(order.channels - 1, order.frames - 1, order.planes - 1);
  const inOnePage = samples > 1 && order.channels <= samples && order.frames * order.planes <= pages;
  if (!inOnePage && (wanted >= pages || samples > 1)) {
    throw new BadInput('an image has fewer pages than its description says', {
      file,
      found: `${pages} pages of ${samples} samples`,
      expected: `${order.channels} channels x ${order.frames} frames x ${order.planes} planes in this one file`,
    });
  }
  return {
    ...order,
    file,
    width,
    height,
    channels: inOnePage ? samples : order.channels,
    highest: highestCount(first.getBitsPerSample(), first.getSampleFormat()),
    plane: async (channel, frame, plane) => {
      const page = inOnePage ? plane + frame * order.planes : order.page(channel, frame, plane);
      return readPage(tiff, page, inOnePage ? channel : 0, { width, height }, file);
    },
  };
}

/** Formats as TIFF numbers them: 2 is signed, 3 floating point. Counts of 32 bits never fill up. */
function highestCount(bits: number, format: number): number | undefined {
  if (format === 3 || bits > 16) return undefined;
  return (1 << (format === 2 ? bits - 1 : bits)) - 1;
}

async function orderOf(tiff: GeoTIFF, pages: number): Promise<PageOrder> {
  const { fileDirectory } = await tiff.getImage(0);
  const description = String((await fileDirectory.loadValue('ImageDescription')) ?? '').replace(/\0+$/, '');
  const resolution: unknown = await fileDirectory.loadValue('XResolution');
  const [above, below] =
    Array.isArray(resolution) || ArrayBuffer.isView(resolution)
      ? Array.from(resolution as ArrayLike<number>)
      : [Number(resolution), 1];
  const unit = Number((await fileDirectory.loadValue('ResolutionUnit')) ?? 2);
  const perUnit = above / (below ?? 1);
  return omeOrder(description, pages) ?? imageJOrder(description, pages, perUnit) ?? plainOrder(pages, perUnit, unit);
}

async function readPage(
  tiff: GeoTIFF,
  page: number,
  sample: number,
  { width, height }: Pick<ImageStack, 'width' | 'height'>,
  file: string,
): Promise<Plane> {
  try {
    const image = await tiff.getImage(page);
    if (image.getWidth() !== width || image.getHeight() !== height) {
      throw new BadInput('the pages of an image differ in size', {
        file,
        found: `${image.getWidth()} x ${image.getHeight()} on page ${page + 1}`,
        expected: `${width} x ${height} as on the first`,
      });
    }
    const values = await image.readRasters({ samples: [sample], interleave: true });
    const data = Float32Array.from(values as ArrayLike<number>);
    if (data.length === width * height) return { width, height, data };
    throw new Error(`page ${page + 1} has ${data.length} pixels, not ${width * height}`);
  } catch (error) {
    throw unreadable(error, file);
  }
}
