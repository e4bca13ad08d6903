import { BadInput } from '@invadolab/core';
import type { MicroscopeImage } from '../assay.js';

/** Reads an image that `writeOmeTiff` wrote; `file` names it in the `BadInput` that anything else gives. */
export async function readOmeTiff(bytes: Uint8Array, file: string): Promise<MicroscopeImage> {
  try {
    return await read(bytes);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new BadInput('this is no image of a run', { file, found, expected: 'an OME-TIFF from a result folder' });
  }
}

async function read(bytes: Uint8Array): Promise<MicroscopeImage> {
  // Loaded only here: what it brings along takes every worker thread it is loaded in for one of its own.
  const { fromArrayBuffer } = await import('geotiff');
  const tiff = await fromArrayBuffer(bytes.slice().buffer);
  const first = await tiff.getImage(0);
  const xml = String(await first.fileDirectory.loadValue('ImageDescription'));
  const origin = (key: string) => textOf(xml, new RegExp(`<M K="${key}">([^<]*)</M>`));
  const names = [...xml.matchAll(/<Channel [^>]*Name="([^"]*)"/g)].map(([, name]) => unescapeXml(name));
  const channels = [];
  for (const [i, name] of names.entries()) {
    const raster = await (await tiff.getImage(i)).readRasters({ interleave: true });
    channels.push({ name, data: Uint16Array.from(raster) });
  }
  return {
    name: textOf(xml, /<Image [^>]*Name="([^"]*)"/),
    arm: origin('arm'),
    experiment: Number(origin('experiment')),
    cell: Number(origin('cell')),
    time: Number(origin('time')),
    width: first.getWidth(),
    height: first.getHeight(),
    pixel: Number(textOf(xml, /PhysicalSizeX="([^"]*)"/)),
    dark: Number(origin('dark')),
    channels,
  };
}

function textOf(xml: string, pattern: RegExp): string {
  const found = pattern.exec(xml);
  if (found === null) throw new Error(`its description lacks ${pattern.source}`);
  return unescapeXml(found[1]);
}

function unescapeXml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
