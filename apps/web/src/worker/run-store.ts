import type { Store } from '@invadolab/results';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What the list of runs says of one. */
export interface RunEntry {
  readonly id: string;
  /** The question. */
  readonly study: string;
  readonly assay: string;
  readonly state: 'unfinished' | 'done';
  /** ms since 1970, of the start. */
  readonly begun: number;
  /** Text of the study file and what was changed in it. */
  readonly text: string;
  readonly quick: boolean;
  readonly seed?: number;
  /** Hash of the plan: an unfinished run goes on only if it is still the same. */
  readonly plan: string;
}

interface Laboratory extends DBSchema {
  runs: { key: string; value: RunEntry };
  files: { key: [run: string, name: string]; value: Uint8Array };
}

/** Runs that the browser keeps: a list, and the files of each. A reload loses nothing that was put. */
export class RunArchive {
  readonly #database: Promise<IDBPDatabase<Laboratory>>;

  constructor(name = 'invadolab') {
    this.#database = openDB<Laboratory>(name, 1, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'id' });
        database.createObjectStore('files');
      },
    });
  }

  /** The latest first. */
  async list(): Promise<readonly RunEntry[]> {
    const entries = await (await this.#database).getAll('runs');
    return entries.sort((a, b) => b.begun - a.begun);
  }

  async entry(id: string): Promise<RunEntry | undefined> {
    return (await this.#database).get('runs', id);
  }

  async save(entry: RunEntry): Promise<void> {
    await (await this.#database).put('runs', entry);
  }

  async remove(id: string): Promise<void> {
    const database = await this.#database;
    const change = database.transaction(['runs', 'files'], 'readwrite');
    await change.objectStore('runs').delete(id);
    await change.objectStore('files').delete(namesFrom(id, ''));
    await change.done;
  }

  /** The files of one run. */
  files(id: string): Store {
    const open = this.#database;
    return {
      get: async (name) => (await open).get('files', [id, name]),
      put: async (name, bytes) => {
        await (await open).put('files', bytes, [id, name]);
      },
      rename: async (from, to) => {
        const change = (await open).transaction('files', 'readwrite');
        const bytes = await change.store.get([id, from]);
        if (bytes === undefined) throw new Error(`${from} is missing`);
        await change.store.put(bytes, [id, to]);
        await change.store.delete([id, from]);
        await change.done;
      },
      list: async (prefix) => (await (await open).getAllKeys('files', namesFrom(id, prefix))).map(([, name]) => name),
      remove: async (name) => (await open).delete('files', [id, name]),
    };
  }
}

/** Keys of the files of a run whose names begin with `prefix`. */
function namesFrom(id: string, prefix: string): IDBKeyRange {
  return IDBKeyRange.bound([id, prefix], [id, `${prefix}\uffff`]);
}
