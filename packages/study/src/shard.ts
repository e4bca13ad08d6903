import type { MicroscopeImage } from '@invadolab/assays';
import type { Outcome } from './execute.js';
import type { RunSpec } from './study.js';

const format = 1;
const headBytes = 4;

type ImageHead = Omit<MicroscopeImage, 'channels'> & { readonly channels: readonly string[] };
type Head = Omit<Outcome, 'images'> & { readonly format: number; readonly images: readonly ImageHead[] };

/** Name of the shard of a piece of work in the store. */
export function shardName(spec: RunSpec): string {
  return `shards/${spec.id}.shard`;
}

/** What a piece of work leaves behind, as bytes: the length of a JSON text, the text, then the counts of the images. */
export function encodeShard({ images, ...rows }: Outcome): Uint8Array {
  const heads = images.map((image) => ({ ...image, channels: image.channels.map(({ name }) => name) }));
  const head = new TextEncoder().encode(JSON.stringify({ format, ...rows, images: heads }, keepNumbers));
  const counts = images.flatMap((image) => image.channels.map(({ data }) => data));
  const size = counts.reduce((sum, data) => sum + data.length * 2, headBytes + head.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, headBytes);
  let offset = headBytes + head.length;
  for (const data of counts) {
    for (let index = 0; index < data.length; index++, offset += 2) view.setUint16(offset, data[index], true);
  }
  return bytes;
}

/** Throws where the bytes are not a whole shard of this version. */
export function decodeShard(bytes: Uint8Array): Outcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = headBytes + view.getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(headBytes, offset));
  const { format: found, images, ...rows }: Head = JSON.parse(text, bringNumbers);
  if (found !== format) throw new Error(`a shard has format ${found}, not ${format}`);
  const counts = (image: ImageHead) => {
    const data = new Uint16Array(image.width * image.height);
    for (let index = 0; index < data.length; index++, offset += 2) data[index] = view.getUint16(offset, true);
    return data;
  };
  return {
    ...rows,
    images: images.map((image) => ({
      ...image,
      channels: image.channels.map((name) => ({ name, data: counts(image) })),
    })),
  };
}

/** JSON alone would turn a value that is not a number into null. */
function keepNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function bringNumbers(_key: string, value: { readonly number?: unknown } | null): unknown {
  return typeof value === 'object' && value !== null && typeof value.number === 'string' ? Number(value.number) : value;
}
