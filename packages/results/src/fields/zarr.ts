import { BadInput } from '@invadolab/core';
import { gunzipSync, gzipSync } from 'fflate';
import type { Store } from '../store.js';

/** Voxels along one side of a chunk, at most: 8 MiB before compression. */
const chunkSide = 128;
const level = 6;

/** Axes of every array, the slowest first. */
export const axes = ['t', 'c', 'z', 'y', 'x'] as const;

/** Lengths along t, c, z, y and x. */
export type ArrayShape = readonly [number, number, number, number, number];

/** Values at one time of one channel. */
interface Block {
  readonly time: number;
  readonly channel: number;
  /** z slowest, x fastest. */
  readonly values: Float32Array;
}

/** Writes the `zarr.json` of a group. */
export function putGroup(store: Store, name: string, attributes: object): Promise<void> {
  return putJson(store, `${name}/zarr.json`, { zarr_format: 3, node_type: 'group', attributes });
}

/**
 * Writes a Zarr v3 array of 32-bit floats in gzip chunks of one time and channel each. Times and channels without a block
 * read as not-a-number.
 */
export async function putArray(store: Store, name: string, shape: ArrayShape, blocks: readonly Block[]): Promise<void> {
  const [, , ...space] = shape;
  const sides = space.map((length) => Math.min(length, chunkSide));
  for (const { time, channel, values } of blocks) {
    for (const at of chunksOf(space, sides)) {
      const bytes = gzipSync(littleEndian(cut(values, space, sides, at)), { level, mtime: 0 });
      await store.put(`${name}/c/${time}/${channel}/${at.join('/')}`, bytes);
    }
  }
  await putJson(store, `${name}/zarr.json`, {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type: 'float32',
    chunk_grid: { name: 'regular', configuration: { chunk_shape: [1, 1, ...sides] } },
    chunk_key_encoding: { name: 'default', configuration: { separator: '/' } },
    fill_value: 'NaN',
    codecs: [
      { name: 'bytes', configuration: { endian: 'little' } },
      { name: 'gzip', configuration: { level } },
    ],
    attributes: {},
    dimension_names: axes,
  });
}

/** The values of one time and channel of an array that `putArray` wrote; undefined where none were put. */
export async function getBlock(
  store: Store,
  name: string,
  space: readonly number[],
  time: number,
  channel: number,
): Promise<Float32Array | undefined> {
  const sides = space.map((length) => Math.min(length, chunkSide));
  const values = new Float32Array(space[0] * space[1] * space[2]);
  for (const at of chunksOf(space, sides)) {
    const file = `${name}/c/${time}/${channel}/${at.join('/')}`;
    const bytes = await store.get(file);
    if (bytes === undefined) return undefined;
    paste(values, space, sides, at, unpacked(bytes, sides[0] * sides[1] * sides[2], file));
  }
  return values;
}

function unpacked(bytes: Uint8Array, length: number, file: string): Float32Array {
  let raw: Uint8Array;
  try {
    raw = gunzipSync(bytes);
  } catch {
    throw new BadInput('a chunk of a field is damaged', { file, expected: 'a gzip chunk as the run wrote it' });
  }
  if (raw.length !== length * 4) {
    throw new BadInput('a chunk of a field has another size', {
      file,
      found: `${raw.length} bytes`,
      expected: `${length * 4}`,
    });
  }
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
}

/** Positions of all chunks, the last axis fastest. */
function chunksOf(space: readonly number[], sides: readonly number[]): [number, number, number][] {
  const [nz, ny, nx] = space.map((length, axis) => Math.ceil(length / sides[axis]));
  return Array.from({ length: nz * ny * nx }, (_, i) => [Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx]);
}

/** One chunk, filled up with not-a-number behind the end of the field. */
function cut(values: Float32Array, space: readonly number[], sides: readonly number[], at: readonly number[]) {
  const chunk = new Float32Array(sides[0] * sides[1] * sides[2]).fill(Number.NaN);
  eachRow(space, sides, at, (inField, inChunk, length) => {
    chunk.set(values.subarray(inField, inField + length), inChunk);
  });
  return chunk;
}

function paste(
  values: Float32Array,
  space: readonly number[],
  sides: readonly number[],
  at: readonly number[],
  chunk: Float32Array,
) {
  eachRow(space, sides, at, (inField, inChunk, length) => {
    values.set(chunk.subarray(inChunk, inChunk + length), inField);
  });
}

/** Calls with the start in the field, the start in the chunk and the length of each row along x that a chunk has. */
function eachRow(
  [nz, ny, nx]: readonly number[],
  [sz, sy, sx]: readonly number[],
  [cz, cy, cx]: readonly number[],
  row: (inField: number, inChunk: number, length: number) => void,
): void {
  const length = Math.min(sx, nx - cx * sx);
  for (let z = 0; z < sz && cz * sz + z < nz; z++) {
    for (let y = 0; y < sy && cy * sy + y < ny; y++) {
      row(((cz * sz + z) * ny + cy * sy + y) * nx + cx * sx, (z * sy + y) * sx, length);
    }
  }
}

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i], true);
  return bytes;
}

function putJson(store: Store, name: string, content: object): Promise<void> {
  return store.put(name, new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`));
}
