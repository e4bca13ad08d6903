import { BadInput } from '@invadolab/core';
import type { Happening } from '../engine.js';
import { MatrixField } from '../fields/matrix.js';
import { begin } from '../world/begin.js';
import { columnNames } from '../world/table.js';
import type { World } from '../world/world.js';

const version = 1;

interface Header {
  readonly version: number;
  readonly model: string;
  readonly seed: number;
  readonly members: readonly number[];
  readonly worlds: readonly {
    readonly tick: number;
    readonly rows: readonly number[];
    readonly happenings: readonly Happening[];
    readonly warnings: readonly (readonly [string, number])[];
  }[];
}

/** Everything a run goes on from: a JSON header, then every number of every member in a fixed order. */
export function save(worlds: readonly World[], seed: number): Uint8Array {
  for (const world of worlds) begin(world);
  const header: Header = {
    version,
    model: worlds[0].plan.model.hash,
    seed,
    members: worlds.map((world) => world.member),
    worlds: worlds.map((world) => ({
      tick: world.tick,
      rows: world.tables.map((table) => table.rows),
      happenings: world.happenings,
      warnings: [...world.warnings],
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const arrays = worlds.flatMap(numbersOf);
  const start = 8 * Math.ceil((text.length + 4) / 8);
  const bytes = new Uint8Array(start + 8 * arrays.reduce((sum, one) => sum + one.length, 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  for (const one of arrays) {
    bytes.set(new Uint8Array(one.buffer, one.byteOffset, 8 * one.length), at);
    at += 8 * one.length;
  }
  return bytes;
}

/** Puts fresh members where a checkpoint left them. Throws `BadInput` where it belongs to another model or batch. */
export function restore(bytes: Uint8Array, worlds: readonly World[], seed: number): void {
  const { header, start } = readHeader(bytes);
  const problem =
    header.version !== version
      ? `version ${header.version}`
      : header.model !== worlds[0].plan.model.hash
        ? 'another model'
        : header.seed !== seed || header.members.join() !== worlds.map((world) => world.member).join()
          ? 'other members or another seed'
          : undefined;
  if (problem !== undefined)
    throw new BadInput('the checkpoint does not fit this run', { found: problem, expected: 'the run that wrote it' });
  const numbers = new Float64Array(bytes.slice(start).buffer);
  let at = 0;
  worlds.forEach((world, i) => {
    const saved = header.worlds[i];
    begin(world);
    world.tick = saved.tick;
    world.looked = true;
    world.happenings.push(...saved.happenings);
    for (const [sentence, times] of saved.warnings) world.warn(sentence, times);
    world.tables.forEach((table, k) => {
      table.arrange(new Array<number>(saved.rows[k]).fill(-1));
    });
    for (const one of numbersOf(world)) {
      one.set(numbers.subarray(at, at + one.length));
      at += one.length;
    }
    for (const kind of world.plan.kinds) world.relink(kind);
    for (const store of world.fields) if (!(store instanceof MatrixField)) store.restored();
  });
}

function numbersOf(world: World): Float64Array[] {
  return [
    world.parameters,
    ...world.tables.flatMap((table) => columnNames.map((name) => table.data[name])),
    ...world.fields.flatMap((store) =>
      store instanceof MatrixField
        ? [...store.stored, ...store.factor, ...store.sums, ...store.gain]
        : [...store.density, ...store.waiting],
    ),
  ];
}

function readHeader(bytes: Uint8Array): { header: Header; start: number } {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
    return { header, start: 8 * Math.ceil((length + 4) / 8) };
  } catch {
    throw new BadInput('this is no checkpoint', { expected: 'bytes that a session wrote' });
  }
}
