import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './inside.js';
import { Refusal } from './refusal.js';
import { isPlainStep } from './request-path.js';
import { listResultFiles } from './result-files.js';
import { type ResultHead, type ResultKind, resultHead } from './result-kinds.js';
import { unfinishedHead } from './unfinished.js';

/** One result of the folder that is served. */
export interface ListedResult {
  readonly name: string;
  readonly kind: ResultKind | null;
  readonly status: ResultHead['status'] | 'unfinished';
  readonly study: string | null;
  readonly assay: string | null;
  /** When it was finished, or last came further, ISO 8601. */
  readonly date: string;
  /** Of all its files; null while it grows. */
  readonly bytes: number | null;
  /** Of what is not finished. */
  readonly progress?: { readonly done: number; readonly total: number | null };
}

const ending = '.running';

/** The results below `results` of a folder (a real path). */
export class Results {
  readonly #finished = new Map<string, { readonly key: string; readonly result: ListedResult | undefined }>();
  #listing: Promise<readonly ListedResult[]> | undefined;

  constructor(readonly folder: string) {}

  /** All results, the newest first. Whoever asks while others wait gets the same list. */
  list(): Promise<readonly ListedResult[]> {
    this.#listing ??= this.#list().finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  /** The real path of the folder of a result. Refuses names that none has. */
  async folderOf(name: string): Promise<string> {
    const folder = await inside(this.folder, ['results', name]);
    if (folder !== undefined && (await stat(folder)).isDirectory()) return folder;
    throw new Refusal(404, 'no such result', { found: name, expected: 'a name that /api/results lists' });
  }

  async #list(): Promise<readonly ListedResult[]> {
    const home = await inside(this.folder, ['results']);
    const entries = home === undefined ? [] : await readdir(home, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && isPlainStep(entry.name)).map(({ name }) => name);
    for (const name of this.#finished.keys()) if (!names.includes(name)) this.#finished.delete(name);
    const found: ListedResult[] = [];
    for (const name of names) {
      // A run may take its final name while it is looked at.
      const result = await this.#read(join(home ?? '', name), name).catch(() => undefined);
      if (result !== undefined) found.push(result);
    }
    return found.sort((a, b) => (a.date === b.date ? (a.name < b.name ? -1 : 1) : a.date < b.date ? 1 : -1));
  }

  async #read(folder: string, name: string): Promise<ListedResult | undefined> {
    if (name.endsWith(ending)) return { name, status: 'unfinished', bytes: null, ...(await unfinishedHead(folder)) };
    const { mtimeMs, ino } = await stat(folder);
    const key = `${mtimeMs} ${ino}`;
    const known = this.#finished.get(name);
    if (known?.key === key) return known.result;
    const head = await resultHead(folder);
    const { files } = head === undefined ? { files: [] } : await listResultFiles(folder);
    const result = head && { name, ...head, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
    this.#finished.set(name, { key, result });
    return result;
  }
}
