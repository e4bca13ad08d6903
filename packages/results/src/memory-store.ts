import { checkName } from './names.js';
import type { Store } from './store.js';

/** A `Store` in memory, for tests, browsers and runs whose result nobody keeps. Bytes are copied on the way in. */
export class MemoryStore implements Store {
  private readonly entries = new Map<string, Uint8Array>();

  async get(name: string): Promise<Uint8Array | undefined> {
    return this.entries.get(checkName(name))?.slice();
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    this.entries.set(checkName(name), bytes.slice());
  }

  /** Replaces what was at `to`; throws where nothing is at `from`. */
  async rename(from: string, to: string): Promise<void> {
    const bytes = this.entries.get(checkName(from));
    if (bytes === undefined) throw new Error(`nothing is stored as ${from}`);
    this.entries.delete(from);
    this.entries.set(checkName(to), bytes);
  }

  /** All names that begin with the prefix, sorted by code unit. */
  async list(prefix: string): Promise<readonly string[]> {
    return [...this.entries.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  async remove(name: string): Promise<void> {
    this.entries.delete(checkName(name));
  }
}
