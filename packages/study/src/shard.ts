import type { MicroscopeImage } from '@invadolab/assays';
import type { FieldSnapshot, Frame } from '@invadolab/results';
import type { Outcome } from './execute.js';
import { NumberReader, type Numbers, putNumbers } from './shard-columns.js';
import type { RunSpec } from './study.js';

const format = 1;
const headBytes = 4;

type ImageHead = Omit<MicroscopeImage, 'channels'> & { readonly channels: readonly string[] };
type FieldHead = Omit<FieldSnapshot, 'values'>;
type FrameHead = Omit<Frame, 'ids' | 'x' | 'y' | 'z' | 'radius' | 'type'> & { readonly agents: number };
type Head = Omit<Outcome, 'images' | 'fields' | 'frames'> & {
  readonly format: number;
  readonly images: readonly ImageHead[];
  /** Absent where a run left none. */
  readonly fields?: readonly FieldHead[];
  readonly frames?: readonly FrameHead[];
};

/** Name of the shard of a piece of work in the store. */
export function shardName(spec: RunSpec): string {
  return `shards/${spec.id}.shard`;
}

/**
 * What a piece of work leaves behind, as bytes: the length of a JSON text, the text, then the counts of the images, the
 * values of the fields and the columns of the frames.
 */
export function encodeShard({ images, fields = [], frames = [], ...rows }: Outcome): Uint8Array {
  const said: Head = {
    format,
    ...rows,
    images: images.map((image) => ({ ...image, channels: image.channels.map(({ name }) => name) })),
    ...(fields.length > 0 && { fields: fields.map(({ values, ...head }) => head) }),
    ...(frames.length > 0 && { frames: frames.map(frameHead) }),
  };
  const head = new TextEncoder().encode(JSON.stringify(said, keepNumbers));
  const columns: Numbers[] = [
    ...images.flatMap((image) => image.channels.map(({ data }) => data)),
    ...fields.map(({ values }) => values),
    ...frames.flatMap(({ ids, x, y, z, radius, type }) => [ids, x, y, z, radius, type]),
  ];
  const bytes = new Uint8Array(columns.reduce((sum, { byteLength }) => sum + byteLength, headBytes + head.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, headBytes);
  columns.reduce((offset, numbers) => putNumbers(view, offset, numbers), headBytes + head.length);
  return bytes;
}

/** Throws where the bytes are not a whole shard of this version. */
export function decodeShard(bytes: Uint8Array): Outcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = headBytes + view.getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(headBytes, columns));
  const { format: found, images, fields, frames, ...rows }: Head = JSON.parse(text, bringNumbers);
  if (found !== format) throw new Error(`a shard has format ${found}, not ${format}`);
  const reader = new NumberReader(view, columns);
  return {
    ...rows,
    images: images.map((image) => ({
      ...image,
      channels: image.channels.map((name) => ({ name, data: reader.take(Uint16Array, image.width * image.height) })),
    })),
    ...(fields && { fields: fields.map((field) => ({ ...field, values: reader.take(Float32Array, voxels(field)) })) }),
    ...(frames && { frames: frames.map((frame) => wholeFrame(frame, reader)) }),
  };
}

function frameHead({ arm, experiment, cell, time, types, ids }: Frame): FrameHead {
  return { arm, experiment, cell, time, types, agents: ids.length };
}

function wholeFrame({ agents, ...head }: FrameHead, reader: NumberReader): Frame {
  return {
    ...head,
    ids: reader.take(Float64Array, agents),
    x: reader.take(Float32Array, agents),
    y: reader.take(Float32Array, agents),
    z: reader.take(Float32Array, agents),
    radius: reader.take(Float32Array, agents),
    type: reader.take(Uint16Array, agents),
  };
}

function voxels({ shape: [nz, ny, nx] }: FieldHead): number {
  return nz * ny * nx;
}

/** JSON alone would turn a value that is not a number into null. */
function keepNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function bringNumbers(_key: string, value: { readonly number?: unknown } | null): unknown {
  return typeof value === 'object' && value !== null && typeof value.number === 'string' ? Number(value.number) : value;
}
