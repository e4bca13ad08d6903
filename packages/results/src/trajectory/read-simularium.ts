import { BadInput } from '@invadolab/core';
import { z } from 'zod';
import type { Frame } from './frame.js';
import { blockType, identifier, perAgent } from './simularium.js';

const word = 4;
const infoSchema = z.object({
  invadolab: z.object({
    arm: z.string(),
    experiment: z.int(),
    cell: z.int(),
    types: z.array(z.string()),
    middle: z.array(z.number()).length(3),
  }),
});

/**
 * Reads the frames of a trajectory that `writeSimularium` wrote, in the coordinates of the run, to the last place of 32-bit
 * floats. `file` names it in the `BadInput` that anything else gives.
 */
export function readSimularium(bytes: Uint8Array, file: string): Frame[] {
  try {
    return framesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch {
    throw new BadInput('this is no trajectory that a run wrote, or it is damaged', {
      file,
      expected: 'a binary .simularium file of a result folder',
    });
  }
}

function framesOf(view: DataView, bytes: Uint8Array): Frame[] {
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => view.getUint32(from + word * i, true));
  const found = new TextDecoder().decode(bytes.subarray(0, identifier.length));
  if (found !== identifier) throw new Error('another file');
  const [, , count] = words(identifier.length, 3);
  const blocks = new Map<number, { from: number; to: number }>();
  for (let i = 0; i < count; i++) {
    const [offset, type, length] = words(identifier.length + word * 3 * (1 + i), 3);
    blocks.set(type, { from: offset + 2 * word, to: offset + length });
  }
  const info = blocks.get(blockType.info)!;
  const text = new TextDecoder().decode(bytes.subarray(info.from, info.to)).replace(/\0+$/, '');
  const { arm, experiment, cell, types, middle } = infoSchema.parse(JSON.parse(text)).invadolab;
  const { from } = blocks.get(blockType.spatial)!;
  const [, frames] = words(from, 2);
  return Array.from({ length: frames }, (_, i) => {
    const [offset] = words(from + word * (2 + 2 * i), 1);
    const start = from - 2 * word + offset;
    const [agents] = words(start + 2 * word, 1);
    const column = (number: number) => (_: unknown, agent: number) =>
      view.getFloat32(start + word * (3 + agent * perAgent + number), true);
    const place = (axis: number) => (_: unknown, agent: number) => column(3 + axis)(_, agent) + middle[axis];
    const length = { length: agents };
    return {
      arm,
      experiment,
      cell,
      time: view.getFloat32(start + word, true),
      ids: Float64Array.from(length, column(1)),
      type: Uint16Array.from(length, column(2)),
      x: Float32Array.from(length, place(0)),
      y: Float32Array.from(length, place(1)),
      z: Float32Array.from(length, place(2)),
      radius: Float32Array.from(length, column(9)),
      types,
    };
  });
}
