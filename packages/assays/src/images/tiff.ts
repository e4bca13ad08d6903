import { zlibSync } from 'fflate';
import type { MicroscopeImage } from '../assay.js';
import { omeXml } from './ome-xml.js';

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const ASCII = 2;
const ENTRY = 12;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Little-endian bytes of the values. */
  readonly bytes: Uint8Array;
}

/**
 * An OME-TIFF: little-endian, one 16-bit grey page per channel, one Deflate strip each, OME-XML in the first page's
 * description. The bytes depend on the image alone. Written by hand because the TIFF library at hand writes
 * interleaved GeoTIFF pages only.
 */
export function writeOmeTiff(image: MicroscopeImage): Uint8Array {
  const { width, height, channels } = image;
  const pages = channels.map(({ data }, page) => {
    const strip = zlibSync(littleEndian(data), { level: 1 });
    return { strip, fields: fieldsOf(image, width, height, page, strip.length) };
  });
  const size = pages.reduce((sum, { strip, fields }) => sum + pageSize(strip, fields), 8);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  let link = 4;
  let end = 8;
  for (const { strip, fields } of pages) {
    const stripAt = end;
    file.set(strip, stripAt);
    const directory = even(stripAt + strip.length);
    view.setUint32(link, directory, true);
    link = directory + 2 + fields.length * ENTRY;
    end = writeDirectory(file, view, directory, fields, stripAt);
  }
  return file;
}

const even = (n: number) => n + (n % 2);
const pageSize = (strip: Uint8Array, fields: readonly Field[]) =>
  even(strip.length) + 2 + fields.length * ENTRY + 4 + fields.reduce((sum, { bytes }) => sum + outside(bytes), 0);
const outside = (bytes: Uint8Array) => (bytes.length <= 4 ? 0 : even(bytes.length));

function writeDirectory(file: Uint8Array, view: DataView, at: number, fields: readonly Field[], strip: number): number {
  view.setUint16(at, fields.length, true);
  let end = at + 2 + fields.length * ENTRY + 4;
  for (const [i, { tag, type, count, bytes }] of fields.entries()) {
    const entry = at + 2 + i * ENTRY;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, count, true);
    if (tag === stripOffsets) view.setUint32(entry + 8, strip, true);
    else if (bytes.length <= 4) file.set(bytes, entry + 8);
    else {
      view.setUint32(entry + 8, end, true);
      file.set(bytes, end);
      end += outside(bytes);
    }
  }
  return end;
}

const stripOffsets = 273;

/** Tags in ascending order, as the format demands. */
function fieldsOf(image: MicroscopeImage, width: number, height: number, page: number, stripBytes: number): Field[] {
  const perCentimetre = Math.round(1e4 / image.pixel);
  const fields: (Field | undefined)[] = [
    long(256, width),
    long(257, height),
    short(258, 16),
    short(259, 8),
    short(262, 1),
    page === 0 ? ascii(270, omeXml(image)) : undefined,
    long(stripOffsets, 0),
    short(277, 1),
    long(278, height),
    long(279, stripBytes),
    rational(282, perCentimetre),
    rational(283, perCentimetre),
    short(296, 3),
    page === 0 ? ascii(305, 'InvadoLab') : undefined,
  ];
  return fields.filter((field) => field !== undefined);
}

function long(tag: number, value: number): Field {
  return { tag, type: LONG, count: 1, bytes: words32([value]) };
}

function short(tag: number, value: number): Field {
  return { tag, type: SHORT, count: 1, bytes: Uint8Array.of(value & 255, value >> 8, 0, 0) };
}

function rational(tag: number, numerator: number): Field {
  return { tag, type: RATIONAL, count: 1, bytes: words32([numerator, 1]) };
}

function ascii(tag: number, text: string): Field {
  const bytes = new TextEncoder().encode(`${text}\0`);
  return { tag, type: ASCII, count: bytes.length, bytes };
}

function words32(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value, true);
  return bytes;
}

function littleEndian(data: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(2 * data.length);
  for (let i = 0; i < data.length; i++) {
    bytes[2 * i] = data[i] & 255;
    bytes[2 * i + 1] = data[i] >> 8;
  }
  return bytes;
}
