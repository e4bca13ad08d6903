import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calibrationNames,
  drugScreenNames,
  fitNames,
  readManifest,
  resultNames,
  sensitivityNames,
} from '@invadolab/results';
import { FolderStore } from '../folder-store.js';

/** What wrote a result. */
export type ResultKind = 'run' | 'screen' | 'fit' | 'sensitivity' | 'score card' | 'calibration';

/** What the file that stands for a result says of it. */
export interface ResultHead {
  readonly kind: ResultKind;
  readonly status: 'done' | 'stopped' | 'failed' | 'running' | 'damaged';
  /** The question; null where the result asks none or cannot be read. */
  readonly study: string | null;
  readonly assay: string | null;
  /** When that file was written, ISO 8601. */
  readonly date: string;
}

const recordOf: readonly (readonly [ResultKind, string])[] = [
  ['run', resultNames.manifest],
  ['screen', drugScreenNames.record],
  ['fit', fitNames.record],
  ['sensitivity', sensitivityNames.record],
  ['score card', 'score-card.json'],
  ['calibration', calibrationNames.record],
];

const largestRecord = 100_000_000;

/** The head of a finished result in this folder; undefined where none is there. */
export async function resultHead(folder: string): Promise<ResultHead | undefined> {
  for (const [kind, name] of recordOf) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (!found?.isFile()) continue;
    const date = found.mtime.toISOString();
    const damaged = { kind, status: 'damaged', study: null, assay: null, date } as const;
    if (found.size > largestRecord) return damaged;
    if (kind === 'run') {
      const manifest = await readManifest(new FolderStore(folder)).catch(() => undefined);
      return manifest ? { kind, status: manifest.status, study: manifest.study, assay: manifest.assay, date } : damaged;
    }
    const record = await readFile(join(folder, name), 'utf8').then(asTable, () => undefined);
    if (record === undefined) return damaged;
    return { kind, status: 'done', study: text(record.study ?? record.screen), assay: text(record.assay), date };
  }
  return undefined;
}

function asTable(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
