import type { AssaySetup } from '@invadolab/assays';
import type { Column } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';
import { tissueDemand } from '@invadolab/tissue';
import { NumberReader, putNumbers } from './shard-columns.js';
import type { RunSpec } from './study.js';

/** What an interrupted piece of work goes on from. */
export interface KeptWork {
  /** Of the session, after the last look. */
  readonly checkpoint: Uint8Array;
  /** What observers were shown until then, in order: they are shown it again. */
  readonly shown: readonly Shown[];
  readonly warnings: readonly string[];
}

/** One look at a session. */
export interface Shown {
  /** s */
  readonly time: number;
  readonly columns: readonly Column[];
}

/** Where a piece of work begins, and what becomes of it on the way. */
export interface Keeping {
  readonly from?: KeptWork;
  /** s of the model between two times at which it is kept. */
  readonly every: number;
  keep(kept: KeptWork): void;
}

/** Name in the store of what an unfinished piece of work goes on from. */
export function keptName(spec: RunSpec): string {
  return `shards/${spec.id}.checkpoint`;
}

/** Cells times ticks that are worth being kept: some ten seconds of work. */
export const usualEffort = 1e6;

/** How often a piece of work on tissues is kept, s: after so much effort, which no clock measures; undefined for other work. */
export function keptEvery(
  { spec, setup }: { readonly spec: RunSpec; readonly setup: AssaySetup },
  model: CompiledModel,
  effort: number,
): number | undefined {
  if (model.tissue === undefined || spec.exposure) return undefined;
  const { cells } = tissueDemand(model, setup.timepoints[setup.timepoints.length - 1]);
  return model.tissue.tick * Math.max(1, effort / (cells * spec.cells.length));
}

const headBytes = 4;
const columnParts = ['values', 'members', 'ids', 'parents'] as const;

type Part = (typeof columnParts)[number];

/**
 * Columns whose arrays are those of the look before, or of the column before, where they hold the same: what stands still and who is
 * there is then in memory, and written, once.
 */
export function sharedColumns(columns: readonly Column[], before: Shown | undefined): readonly Column[] {
  const done: Column[] = [];
  for (const column of columns) {
    const known = [before?.columns.find(({ slot }) => slot === column.slot), done.at(-1)];
    const part = <K extends Part>(name: K): Column[K] => {
      const same = known.find((each) => each && equal(each[name], column[name]));
      return same ? same[name] : column[name];
    };
    const [values, members, ids, parents] = [part('values'), part('members'), part('ids'), part('parents')];
    done.push({ ...column, values, members, ids, parents });
  }
  return done;
}

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** Numbers of the arrays behind the text that a column's parts are. */
type ColumnHead = Omit<Column, Part> & { readonly parts: Readonly<Record<Part, number>> };

interface Head {
  /** Bytes of the checkpoint, and how many numbers each array holds. */
  readonly checkpoint: number;
  readonly arrays: readonly number[];
  readonly warnings: readonly string[];
  readonly shown: readonly { readonly time: number; readonly columns: readonly ColumnHead[] }[];
}

/** As bytes: the length of a JSON text, the text, the checkpoint, then every array of the columns once. */
export function encodeKept({ checkpoint, shown, warnings }: KeptWork): Uint8Array {
  const arrays: (Float64Array | Int32Array)[] = [];
  const numberOf = new Map<Float64Array | Int32Array, number>();
  const number = (array: Float64Array | Int32Array): number => {
    const known = numberOf.get(array) ?? arrays.push(array) - 1;
    numberOf.set(array, known);
    return known;
  };
  const looks = shown.map(({ time, columns }) => ({
    time,
    columns: columns.map(({ values, members, ids, parents, ...head }) => {
      const parts = { values: number(values), members: number(members), ids: number(ids), parents: number(parents) };
      return { ...head, parts };
    }),
  }));
  const said: Head = {
    checkpoint: checkpoint.length,
    arrays: arrays.map(({ length }) => length),
    warnings,
    shown: looks,
  };
  const head = new TextEncoder().encode(JSON.stringify(said));
  const first = headBytes + head.length + checkpoint.length;
  const bytes = new Uint8Array(arrays.reduce((sum, { length }) => sum + 8 * length, first));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, headBytes);
  bytes.set(checkpoint, headBytes + head.length);
  arrays.reduce((offset, array) => putNumbers(view, offset, Float64Array.from(array)), first);
  return bytes;
}

export function decodeKept(bytes: Uint8Array): KeptWork {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = headBytes + view.getUint32(0, true);
  const head: Head = JSON.parse(new TextDecoder().decode(bytes.subarray(headBytes, start)));
  const reader = new NumberReader(view, start + head.checkpoint);
  const arrays = head.arrays.map((length) => reader.take(Float64Array, length));
  const shown = head.shown.map(({ time, columns }) => ({
    time,
    columns: columns.map(({ parts, ...column }) => {
      const [values, members, ids, parents] = columnParts.map((part) => arrays[parts[part]]);
      return { ...column, values, members: Int32Array.from(members), ids, parents };
    }),
  }));
  return { checkpoint: bytes.slice(start, start + head.checkpoint), shown, warnings: head.warnings };
}
