import { BadInput } from '@invadolab/core';
import type { Happening, StartOptions } from '@invadolab/engine';
import type { TissuePlan } from '../world/plan.js';
import type { KeptTissue } from '../world/world.js';

const version = 1;

interface Header {
  readonly version: number;
  readonly model: string;
  readonly seed: number;
  readonly members: readonly number[];
  /** What differs between members, as it was when they were started. */
  readonly values: string;
  readonly worlds: readonly {
    readonly tick: number;
    readonly happenings: readonly Happening[];
    readonly taken: readonly number[];
    /** Bytes of the cells, then how many numbers are in each field, and in each reading of followed cells. */
    readonly cells: number;
    readonly fields: readonly number[];
    readonly readings: readonly number[];
  }[];
}

/** Tissues as bytes: the length of a JSON text, the text, then of each tissue its cells and its numbers, little-endian. */
export function tissuesToBytes(plan: TissuePlan, options: StartOptions, tissues: readonly KeptTissue[]): Uint8Array {
  const header: Header = {
    version,
    ...identityOf(plan, options),
    worlds: tissues.map(({ tick, happenings, taken, cells, fields, readings }) => ({
      tick,
      happenings,
      taken,
      cells: cells.length,
      fields: fields.map(({ length }) => length),
      readings: readings.map(({ length }) => length),
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const parts = tissues.flatMap(({ cells, fields, readings }) => [
    cells,
    ...[...fields, ...readings].map(({ buffer, byteOffset, byteLength }) => {
      return new Uint8Array(buffer, byteOffset, byteLength);
    }),
  ]);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 4 + text.length));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The tissues in such bytes. Throws `BadInput` where they belong to another model or batch, or are cut short. */
export function tissuesFromBytes(plan: TissuePlan, options: StartOptions, bytes: Uint8Array): readonly KeptTissue[] {
  const { header, start } = readHeader(bytes);
  const { model, seed, members, values } = identityOf(plan, options);
  const problem =
    header.version !== version
      ? `version ${header.version}`
      : header.model !== model
        ? 'another model'
        : header.seed !== seed || header.members.join() !== members.join()
          ? 'other members or another seed'
          : header.values !== values
            ? 'other values of parameters'
            : undefined;
  if (problem !== undefined)
    throw new BadInput('the checkpoint does not fit this run', { found: problem, expected: 'the run that wrote it' });
  let at = start;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length)
      throw new BadInput('the checkpoint is cut short', {
        found: `${bytes.length} bytes`,
        expected: `${at + length} or more`,
      });
    at += length;
    return bytes.slice(at - length, at);
  };
  const numbers = (length: number) => new Float64Array(take(8 * length).buffer);
  return header.worlds.map(({ tick, happenings, taken, cells, fields, readings }) => ({
    tick,
    happenings,
    taken,
    cells: take(cells),
    fields: fields.map(numbers),
    readings: readings.map(numbers),
  }));
}

function identityOf({ model }: TissuePlan, { seed, members, values = [] }: StartOptions) {
  const own = JSON.stringify(values.map(({ slot, values: all }) => [slot, Array.from(all)]));
  return { model: model.hash, seed, members, values: own };
}

function readHeader(bytes: Uint8Array): { header: Header; start: number } {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
    return { header, start: 4 + length };
  } catch {
    throw new BadInput('this is no checkpoint', { expected: 'bytes that a tissue wrote' });
  }
}
