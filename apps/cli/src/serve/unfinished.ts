import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resultNames } from '@invadolab/results';
import { readStudyHead } from '@invadolab/study';
import { readRecord, recordName } from '../run-record.js';
import type { ResultKind } from './result-kinds.js';

/** How far an unfinished result is. */
export interface UnfinishedHead {
  /** Null where what it works at does not tell yet. */
  readonly kind: ResultKind | null;
  readonly study: string | null;
  readonly assay: string | null;
  /** When it last came further, ISO 8601. */
  readonly date: string;
  /** Pieces of work; `total` is null where nobody counted them before. */
  readonly progress: { readonly done: number; readonly total: number | null };
}

/** Where each kind keeps what it goes on with, and the folder of its finished pieces. */
const working: readonly (readonly [ResultKind, string, string | undefined])[] = [
  ['run', recordName, resultNames.shards],
  ['screen', 'screen-state.json', 'pieces'],
  ['fit', 'fit-state.json', undefined],
  ['sensitivity', 'sensitivity-state.json', undefined],
];

/** The head of the folder that an unfinished command works in. */
export async function unfinishedHead(folder: string): Promise<UnfinishedHead> {
  const names = await readdir(folder);
  const [kind, record, pieces] = working.find(([, file]) => names.includes(file)) ?? [null, undefined, 'pieces'];
  const done = pieces === undefined ? [] : await readdir(join(folder, pieces)).catch(() => []);
  const whole = done.filter((name) => /\.(shard|json)$/.test(name)).length;
  const total = kind === 'run' && record !== undefined ? await piecesOf(join(folder, record)) : null;
  const head = await headOf(join(folder, resultNames.study));
  return {
    kind,
    ...head,
    date: await lastChange([folder, ...(pieces === undefined ? [] : [join(folder, pieces)])]),
    progress: { done: total === null ? whole : Math.min(whole, total), total },
  };
}

async function piecesOf(file: string): Promise<number | null> {
  try {
    return readRecord(await readFile(file), file).pieces ?? null;
  } catch {
    return null;
  }
}

async function headOf(file: string): Promise<{ readonly study: string | null; readonly assay: string | null }> {
  try {
    const { study, assay } = readStudyHead(await readFile(file, 'utf8'), file);
    return { study, assay: assay ?? null };
  } catch {
    return { study: null, assay: null };
  }
}

async function lastChange(folders: readonly string[]): Promise<string> {
  const times = await Promise.all(
    folders.map((folder) =>
      stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return new Date(Math.max(...times)).toISOString();
}
